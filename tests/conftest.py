"""No test opens a window or makes a sound."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from hypothesis import settings

settings.register_profile("glassbox", deadline=None, max_examples=100, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "glassbox"))
