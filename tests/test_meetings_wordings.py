"""Many wordings of the genre, one sentence each: tests/fixtures/wordings.txt.

A line is "expected | sentence". Expected is "-" (no meeting held) or, separated by ";", "kind day:
surnames" with "?" for any day; "##" separates paragraphs, "# " opens a title, names are from the
cast below, "=Body=" is an organisation.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from event_text import Text, events

from pipeline.text import slug

CAST = {
    "Rosa Quispe": "PER",
    "Ana Huaman": "PER",
    "Jonas Lindqvist": "SWE",
    "Karin Ek": "SWE",
    "Henrik Dahl": "DNK",
    "Amina Otieno": "KEN",
    "Olav Berg": "NOR",
    "Le Thi Hoa": "VNM",
    "Diego Sosa": "URY",
}
_BY_SURNAME = {name.split()[-1]: name for name in CAST}
_NAME = re.compile("|".join([*CAST, *(rf"\b{surname}\b" for surname in _BY_SURNAME)]))
_BODY = re.compile(r"=([^=]+)=")
LINES = [
    tuple(line.split(" | ", 1))
    for line in (Path(__file__).parent / "fixtures" / "wordings.txt").read_text().splitlines()
    if line
]


def _marked(sentence: str) -> str:
    def mark(match: re.Match[str]) -> str:
        name = _BY_SURNAME.get(match[0], match[0])
        return f"{{{match[0]}~{slug(name)}:{CAST[name]}}}"

    marked = _BODY.sub(r"{=\1:URY}", _NAME.sub(mark, sentence))
    return marked.replace(" ## ", "\n\n")


def _found(sentence: str) -> set[str]:
    """ "kind day: surnames" of every meeting held, of an article of Thursday 2017-05-18."""
    tables = events(Text(_marked(sentence), date(2017, 5, 18), "Lima"))
    people: dict[str, list[str]] = {}
    for row in tables.meeting_participants.to_pylist():
        people.setdefault(row["meeting_id"], []).append(row["actor_id"].split("-")[-1])
    return {
        f"{row['kind']} {row['date_start'].day if row['date_start'] else '-'}: "
        + ", ".join(sorted(people[row["meeting_id"]]))
        for row in tables.meetings.to_pylist()
        if row["status"] == "held"
    }


@pytest.mark.parametrize(("expected", "sentence"), LINES, ids=[line[1][:60] for line in LINES])
def test_wording(expected: str, sentence: str) -> None:
    found = _found(sentence)
    if "?" in expected:
        found = {re.sub(r" \S+:", " ?:", one) for one in found}
    assert found == (set() if expected == "-" else set(expected.split("; ")))
