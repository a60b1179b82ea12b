"""How many there are of something, in words; numbers as they were brought."""

from __future__ import annotations

import ast
import re

import pytest

from game.sim.quoting import counted, in_brief, in_full
from tests.support.places import ROOT

TOLD = re.compile(r"\{([^{}]+)\} (?:more )?((?:sample|epoch|parameter|weight|number|layer|step|row|input|target)s)\b")
"""A number in a text, and what there are so many of."""
MANY = {
    "len(changed)": "weights of which there are more than can be named",
    "len(data.rows):,": "more samples than there may be, or none",
    "samples:,": "more samples than there may be",
    "text": "epochs of the lens of starts: a hundred or more",
    "column.middle:,": "epochs that half of the starts take in level 18",
    "column.middle * column.steps:,": "steps of them",
    "level.epochs:,": "epochs in which starts are counted in level 22",
    "budget:,.0f": "epochs in which starts are counted",
    "play.level.epochs": "steps of the ravine's walk",
    "self._play.level.facts['best']:.0f": "steps of the ravine's shortest walk",
    "parameters_in(DEEP)": "parameters of six hidden layers",
    "len(allowed)": "steps of a control that has more than fourteen",
}
"""Numbers that are never 1, by how they are written."""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (9999999.0, "9,999,999"),
        (1234567.5, "1,234,567.5"),
        (1.0000001, "1.0000001"),
        (-5000.0, "-5,000"),
        (0.25, "0.25"),
        (0.0, "0"),
        (1e-7, "1e-07"),
        (1e30, "1e+30"),
        (1.2345678e30, "1.2345678e+30"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_that_was_brought_is_repeated_with_all_its_digits(value: float, shown: str) -> None:
    assert in_full(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1000.0, "1,000"), (123456.75, "123,457"), (3.45217391, "3.45"), (0.1234567, "0.1234567"), (1e-7, "1e-07")],
)
def test_a_number_in_a_name_is_rounded_only_where_it_is_long(value: float, shown: str) -> None:
    assert in_brief(value, 3) == shown


def test_counts_have_their_word_in_the_singular_and_the_plural() -> None:
    assert [counted(count, "sample") for count in (0, 1, 2, 1000)] == [
        "0 samples",
        "1 sample",
        "2 samples",
        "1,000 samples",
    ]


def test_no_number_that_may_be_1_stands_before_a_plural() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "game").rglob("*.py"))]
    assert len(texts) > 500
    found = {
        number for text in texts for line in text.splitlines() if "== 1" not in line for number, _ in TOLD.findall(line)
    }
    assert {number for number in found if not number.split(":")[0].isupper()} == set(MANY)


def test_a_percentage_is_written_in_one_way() -> None:
    """As Python writes it, without a space: two ways stood side by side."""
    content = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "assets").rglob("*.toml"))]
    assert len(content) > 50
    assert not [found for text in content for found in re.findall(r".{20}[0-9}] %", text)]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "game").rglob("*.py"))]
    shown = [words for text in texts if " %" in text for words in shown_words(ast.parse(text))]
    assert not [words for words in shown if re.search(r"(\d|^) %(\W|$)", words)]


def shown_words(tree: ast.AST) -> list[str]:
    """The texts in a module's code, and in pieces those that numbers are put in; not what describes it."""
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in described]
    return [node.value for node in words if isinstance(node.value, str)]
