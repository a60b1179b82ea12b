"""Files named after what a person typed or what something on screen is called: saved sessions, pictures, films, runs,
data and scripts."""

from __future__ import annotations

import re
from itertools import chain, count
from pathlib import Path

LONGEST_FILE_NAME = 40
"""Characters, without what follows the first dot of a suffix. Of four bytes each they leave room, in the 255 that a
file's name may have, for a number, a suffix and the mark of a file that is being written."""
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
"""What some file system refuses."""
DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever comes after a dot."""


def file_name(text: str, kind: str) -> str:
    """`text` without what some file system refuses, as a name to which a suffix is added. It begins with the word
    `kind`, such as "session", where nothing would be left of `text` or Windows would take it for a device."""
    cleaned = " ".join(REFUSED.sub(" ", text).split()).strip(" .")
    if not cleaned:
        return kind
    named = f"{kind} {cleaned}" if DEVICE.fullmatch(cleaned.partition(".")[0].strip()) else cleaned
    return named[:LONGEST_FILE_NAME].strip(" .")


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """Where a new file called `name` can be put in `folder`: with a number behind the name, if there is one already."""
    names = (f"{name}{number}{suffix}" for number in chain([""], (f"-{k}" for k in count(2))))
    return next(path for each in names if not (path := folder / each).exists())
