"""Encounters told as a list: an opening line with the subject, then a line for each counterpart."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events, summary

DAY = date(2019, 9, 24)  # a Tuesday; dateline New York

GUESTS = "\n\n".join(
    [
        "• Foreign Minister {Peter Solberg:NOR} of Norway",
        "• {Kofi Mensah:GHA}, Minister of Foreign Affairs of Ghana: trade and ports",
        "• {Maria Kallas:EST}, President of Estonia – climate",
    ]
)


@pytest.mark.parametrize(
    ("opener", "kind", "status", "day"),
    [
        (
            "On the sidelines of the General Assembly, Foreign Minister {Ana Duarte:PRT} held the "
            "following bilateral meetings on Monday:",
            "meeting",
            "held",
            "2019-09-23",
        ),
        ("Foreign Minister {Ana Duarte:PRT} met today with:", "meeting", "held", "2019-09-24"),
        (
            "Yesterday President {Ana Duarte:PRT} had telephone conversations with:",
            "call",
            "held",
            "2019-09-23",
        ),
        (
            "On Wednesday Minister {Ana Duarte:PRT} will hold talks with the following colleagues:",
            "talks",
            "announced",
            "2019-09-25",
        ),
    ],
)
def test_each_line_is_an_encounter_of_the_subject(
    opener: str, kind: str, status: str, day: str
) -> None:
    text = f"{opener}\n\n{GUESTS}\n\nThe minister returns to Lisbon on Friday."
    lines = summary(events(Text(text, DAY, "New York")))
    assert [(line.split()[:3], line.split(": ")[1]) for line in lines] == [
        ([kind, status, day], f"ana-duarte, {guest}")
        for guest in ("kofi-mensah", "maria-kallas", "peter-solberg")
    ]


@pytest.mark.parametrize(
    "opener",
    [
        "Minister {Ana Duarte:PRT} received letters of congratulation from:",
        "The conference, at which Minister {Ana Duarte:PRT} met the press, was attended by:",
        "Minister {Ana Duarte:PRT} will not meet with:",
    ],
)
def test_other_lists_are_no_encounters(opener: str) -> None:
    assert summary(events(Text(f"{opener}\n\n{GUESTS}", DAY, "New York"))) == []
