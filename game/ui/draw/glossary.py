"""The words of the game, each in one plain sentence, from one file of texts."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from game.ui.draw.text_files import load_text


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `word` and what it `means`; `after` names what must have been met before it is spoken of."""

    word: str
    means: str
    after: str = ""


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/words.toml`; `legend` explains the entries of the network's legend without any number."""

    title: str
    to_be_found: str
    legend: dict[str, str]
    words: list[Meaning]

    def met(self, without: Collection[str] = ()) -> list[Meaning]:
        """The words for a student who is `without` what these names stand for."""
        return [each for each in self.words if each.after not in without]

    def unknown(self, word: str) -> str:
        """What is said of a number that is still to be found out: what it is, where `word` is one of the words."""
        means = next((each.means for each in self.words if each.word.partition(" ")[0] == word), "")
        return f"{means} {self.to_be_found}".strip()


def glossary() -> Glossary:
    """The words as their file says them. Raises what `load_text` raises."""
    return load_text("words", Glossary)
