"""Nudges three cells and accuses one that differs; names a mistake by chance, and gives a number that is shown."""

from __future__ import annotations

from tests.support.bots.readers import Reader
from tests.support.bots.readers.hunters import hunted

READER = Reader("C09", hunted)
