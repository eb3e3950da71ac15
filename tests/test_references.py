"""Readouts in which a side is no name: offices, pronouns, guests, speakers; and what is one event.

The texts of `fixtures/references*.txt` are our own. Each has a name, the article's day and place,
the marked text, the meetings expected, and perhaps roles or the number of source sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from event_text import Text, events, summary

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass
class Case:
    """One readout and what it reports."""

    name: str
    day: date
    place: str
    text: str = ""
    meetings: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    sources: int | None = None


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name, day, place = line[3:].split(" | ")
            cases.append(Case(name, date.fromisoformat(day), place))
        elif line.startswith("=> "):
            cases[-1].meetings.append(line[3:])
        elif line.startswith("roles "):
            cases[-1].roles = dict(pair.split("=") for pair in line.split()[1:])
        elif line.startswith("sources "):
            cases[-1].sources = int(line.split()[1])
        else:
            cases[-1].text += line + "\n"
    return cases


CASES = [
    *read_cases(FIXTURES / "references.txt"),
    *read_cases(FIXTURES / "references_more.txt"),
    *read_cases(FIXTURES / "references_cast.txt"),
]


def without_kind_and_place(line: str) -> str:
    """ "talks held 2017-05-16 Lima/PER: a, b" → "2017-05-16 a, b"."""
    match = re.match(r"\w+ (held|announced) (\S+) [^:]*: (.*)", line)
    assert match is not None, line
    status = "announced " if match[1] == "announced" else ""
    return f"{status}{match[2]} {match[3]}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_who_takes_part(case: Case) -> None:
    tables = events(Text(case.text, case.day, case.place))
    found = sorted(without_kind_and_place(line) for line in summary(tables))
    assert found == sorted(case.meetings)
    roles = {row["actor_id"]: row["role"] for row in tables.meeting_participants.to_pylist()}
    assert {actor: roles[actor] for actor in case.roles} == case.roles
    if case.sources is not None:
        assert tables.meeting_sources.num_rows == case.sources
