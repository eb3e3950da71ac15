"""Patterns that read only texts with the words they need."""

from __future__ import annotations

import gc
import re

import pytest

import pipeline.meetings  # noqa: F401  (its patterns are looked at)
from pipeline.patterns import Pattern, needs

SLOT = "\ue001"


def words(pattern: str, flags: int = 0) -> list[set[str]]:
    """The needs of a pattern, an open side of a word written as "*"."""
    return [
        {("" if p.begins else "*") + p.text + ("" if p.ends else "*") for p in need}
        for need in needs(pattern, flags)
    ]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bmeetings?\b", [{"meeting", "meetings"}]),
        (r"(?:held|had) talks", [{"talks*"}, {"*held", "*had"}]),
        (r"\b(?:the )?lunch\b", [{"lunch"}]),
        (r"\bmet(?: \w+){0,3} with\b", [{"met"}, {"with"}]),
        (r"receiv(?:ed|es)(?=.* guests\b)", [{"guests"}, {"*received*", "*receives*"}]),
        (r"(?:on|at) (?:a|\w+) dinner", [{"dinner*"}, {"*on", "*at"}]),
        (r"(?<![^\W_])Reiwa", [{"reiwa*"}]),
        (r"[\ue000-\ue1ff] and\b", [{"\ue000", "\ue100"}, {"and"}]),
        (r"\d{4}", [{"*#*"}]),
        (r"visit(?!ed)|", []),
        (r"[^;.]*", []),
        (r"tête-à-tête", [{"*tête"}, {"-"}, {"à"}, {"tête*"}]),
    ],
)
def test_needs_follow_from_the_pattern(pattern: str, needed: list[set[str]]) -> None:
    found = words(pattern)
    assert sorted(map(sorted, found)) == sorted(map(sorted, needed))


def test_a_text_without_the_words_is_not_read() -> None:
    pattern = Pattern(r"\b(?:held|had) (?:talks|a meeting)\b", re.I)
    assert pattern.search("They HELD talks in Oslo.")
    assert not pattern.may_match("They withheld talks.")
    assert not pattern.may_match("They held a dinner.")
    assert list(pattern.finditer("No words of it.")) == []


def test_where_the_text_ends_within_a_word() -> None:
    assert Pattern(r"\bmeet\b").search("a meeting", 0, 6)
    assert Pattern(r"\bmeet\b").match("meeting", 0, 4)


SENTENCES = [
    "On 3 May 2019 Ana Ruiz, Minister of Trade, met her Danish counterpart in Lima.",
    f"{SLOT} and \ue002 held talks \ue400 \ue500, accompanied by \ue003.",
    "The President paid a state visit to Peru, where he will hold a press conference tomorrow.",
    f"{SLOT} sent a message of condolence to \ue002 on the passing away of \ue003.",
    "In the afternoon the two leaders signed an agreement in the presence of B. Okoro.",
    "THE DELEGATION, LED BY THE DEPUTY SPEAKER, LEFT FOR CAIRO ON MONDAY.",
    "He'd co-chaired the 12th session; it's said that no meeting took place last week.",
    f"the \ue100's {SLOT} handed over a cheque to the school, built with Reiwa 3 funds.",
]


def test_no_pattern_misses_what_it_would_match() -> None:
    patterns = [thing for thing in gc.get_objects() if isinstance(thing, Pattern)]
    assert len(patterns) > 100
    for pattern in patterns:
        plain = re.compile(pattern.pattern, pattern.flags)
        for text in SENTENCES:
            read = [match.span() for match in pattern.finditer(text)]
            assert read == [match.span() for match in plain.finditer(text)], pattern.pattern
