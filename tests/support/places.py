"""Where things lie in the repository."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
MAIN = ROOT / "main.py"
REPLAYS = TESTS / "replays"
GOLDEN = TESTS / "golden"
FAILURES = TESTS / "failures"
