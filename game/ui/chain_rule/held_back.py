"""The card while a pass plays: a question mark for every number that the packets have not brought yet (pure)."""

from __future__ import annotations

from dataclasses import replace

from game.ui.chain_rule.card_parts import Box, ChainRule, NudgeLine, NudgeVerdict, Row, Terms, Update, Words
from game.ui.network.reveal import NOT_YET, UNKNOWN


def held_back(rule: ChainRule) -> ChainRule:
    """`rule` without the numbers that it would show faintly."""
    return replace(
        rule,
        top=_row(rule.top) if rule.top else None,
        bottom=_row(rule.bottom),
        terms=_terms(rule.terms) if rule.terms else None,
        words=_words(rule.words) if rule.words else None,
        update=_update(rule.update) if rule.update else None,
        nudge=_nudge(rule.nudge) if rule.nudge else None,
    )


def _row(row: Row) -> Row:
    result = row.boxes[-1].dim
    return Row(tuple(map(_box, row.boxes)), (*row.signs[:-1], "=") if result else row.signs)


def _box(box: Box) -> Box:
    return replace(box, value=UNKNOWN, hint=NOT_YET, struck=False) if box.dim and box.value else box


def _terms(terms: Terms) -> Terms:
    if not terms.dim:
        return terms
    unknown = tuple(replace(term, text=UNKNOWN) for term in terms.terms)
    return replace(terms, terms=unknown, sign="=", result=UNKNOWN)


def _words(words: Words) -> Words:
    return replace(
        words, complaint=words.complaint if words.said else "", listening=words.listening if words.heard else ""
    )


def _update(update: Update) -> Update:
    return replace(update, line=UNKNOWN, hint=NOT_YET) if update.dim else update


def _nudge(nudge: NudgeLine) -> NudgeLine:
    return replace(nudge, value=UNKNOWN, verdict=NudgeVerdict.AGREES, hint=NOT_YET) if nudge.dim else nudge
