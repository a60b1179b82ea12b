"""Worked examples without a window: which there are, and every printed value beside the one that is found here."""

from __future__ import annotations

from typing import Any

from game.cli.options import Options
from game.sim.examples.computed import computed
from game.sim.examples.example import Example
from game.storage.example_shelf import shelf


def examples_report(options: Options) -> dict[str, Any]:
    """Every example: a list for JSON, otherwise a line each; and what is wrong with files that are none."""
    found = shelf()
    problems = {"problems": list(found.problems)} if found.problems else {}
    if not options.json:
        return {**{name: f"{each.title} ({each.source})" for name, each in found.examples.items()}, **problems}
    listed = [
        {"id": name, "title": each.title, "source": each.source, "where": each.where}
        for name, each in found.examples.items()
    ]
    return {"examples": listed, **problems}


def example_report(options: Options) -> dict[str, Any]:
    """One example: `printed`, `exact` and `here` for each of its values, whether the printed one `agrees` with the
    one found here as far as its digits go, and `why` not."""
    name = str(options.example)
    example = shelf().examples[name]
    rows = _rows(example)
    report: dict[str, Any] = {
        "example": name,
        "title": example.title,
        "source": example.source,
        "where": example.where,
    }
    if options.json:
        return {**report, "values": rows}
    return {**report, **{f"{row['of']}, {row['part']}, after {row['after']}": _line(row) for row in rows}}


def _rows(example: Example) -> list[dict[str, Any]]:
    return [
        {
            "of": value.of,
            "part": value.part,
            "after": value.after,
            "sample": example.moment(value).sample,
            "printed": value.printed,
            "opposite": value.opposite,
            "exact": value.exact,
            "here": here,
            "agrees": value.agrees_with(here),
            "why": value.difference(here),
        }
        for value, here in zip(example.values, computed(example), strict=True)
    ]


def _line(row: dict[str, Any]) -> str:
    sign = " (with the other sign)" if row["opposite"] else ""
    why = f": {row['why']}" if row["why"] else ""
    return f"{row['printed']}{sign} | {row['here']:.10g}{why}"
