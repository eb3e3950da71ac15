"""One event from many reports: what merges, what stays apart, and what the rows then say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from event_text import Text, event_tables, events, reference, summary
from gold_tables import gold_tables

from pipeline.evaluate import read_gold
from pipeline.meetings import EventTables, extract

DAY = date(2017, 5, 18)
INTRODUCTION = "introduction"
MET = "President {Rosa Quispe:PER} met with Prime Minister {Henrik Dahl:DNK} in Lima on May 16."


def _rows(tables: EventTables, name: str = "meetings") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = getattr(tables, name).to_pylist()
    return rows


def test_introduction_and_reprint_are_one_event() -> None:
    retold = "{Rosa Quispe:PER} recently received Danish Prime Minister {Henrik Dahl:DNK}."
    found = events(Text(retold, kind=INTRODUCTION), Text(MET, DAY, "Lima"))
    (row,) = _rows(found)
    assert row["n_sources"] == 2
    assert row["evidence"].startswith("President Rosa Quispe met"), "the reprint is the evidence"
    assert str(row["date_start"])[:10] == "2017-05-16"


def test_a_title_is_a_source_of_its_article_s_event() -> None:
    found = events(
        Text(f"# {{Quispe~rosa-quispe:PER}} Meets with {{Henrik Dahl:DNK}}\n\n{MET}", DAY)
    )
    (row,) = _rows(found)
    assert row["n_sources"] == 1
    assert len(_rows(found, "meeting_sources")) == 2


def test_a_later_mention_by_month_joins_the_day() -> None:
    later = "{Rosa Quispe:PER} met with {Henrik Dahl:DNK} in May, the paper recalled."
    found = events(Text(MET, DAY), Text(later, date(2017, 6, 2), post=1))
    assert summary(found) == ["meeting held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe"]


def test_the_same_event_in_two_documents_is_one_row() -> None:
    other = (
        "Danish Prime Minister {Henrik Dahl:DNK} held talks with President {Rosa Quispe:PER}"
        " on Tuesday."
    )
    found = events(Text(MET, DAY), Text(other, date(2017, 5, 17), post=1, document="ba9876543210"))
    (row,) = _rows(found)
    assert row["kind"] == "talks", "the more telling kind"
    assert row["n_sources"] == 2


@pytest.mark.parametrize(
    ("why", "second"),
    [
        ("another day", "{Rosa Quispe:PER} met with {Henrik Dahl:DNK} in Lima on May 17."),
        ("a call", "{Rosa Quispe:PER} spoke by phone with {Henrik Dahl:DNK} on May 16."),
        ("an interview", "{Rosa Quispe:PER} was interviewed by {Henrik Dahl:DNK} on May 16."),
        ("another country", "{Rosa Quispe:PER} met with {Henrik Dahl:DNK} in Oslo on May 16."),
        (
            "a banquet told beside the talks",
            "President {Rosa Quispe:PER} hosted a banquet for {Henrik Dahl:DNK} on May 16.",
        ),
    ],
)
def test_what_stays_apart(why: str, second: str) -> None:
    found = events(Text(f"{MET}\n\n{second}", DAY))
    assert len(_rows(found)) == 2, why


def test_a_further_meeting_on_the_next_day_is_another_one() -> None:
    text = f"{MET}\n\nOn May 17 the two leaders met again."
    assert summary(events(Text(text, DAY, "Lima"))) == [
        "meeting held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe",
        "meeting held 2017-05-17 Lima/PER: henrik-dahl, rosa-quispe",
    ]


def test_announced_and_then_held_is_held() -> None:
    before = "President {Rosa Quispe:PER} will meet Prime Minister {Henrik Dahl:DNK} on May 16."
    found = events(Text(before, date(2017, 5, 12)), Text(MET, DAY, post=1))
    (row,) = _rows(found)
    assert row["status"] == "held"
    assert row["cameo"] == "040"


def test_two_guests_on_one_day_are_two_events() -> None:
    other = "President {Rosa Quispe:PER} met with {Jonas Lindqvist:SWE} in Lima on May 16."
    assert len(_rows(events(Text(f"{MET}\n\n{other}", DAY)))) == 2


def test_readable_ids_and_the_order_of_documents() -> None:
    texts = [
        Text(MET, DAY),
        Text(
            "{Ana Huaman:PER} met {Mette Friis:DNK} in Lima.", DAY, post=1, document="ba9876543210"
        ),
    ]
    ids = [row["meeting_id"] for row in _rows(events(*texts))]
    assert ids == ["2017-05-16-henrik-dahl-rosa-quispe", "undated-ana-huaman-mette-friis"]
    assert [row["meeting_id"] for row in _rows(events(*reversed(texts)))] == ids


def test_dyads_and_cameo() -> None:
    text = (
        "Presidents {Rosa Quispe:PER}, {Luis Mamani:BOL} and {Clara Rojas:CHL} held a "
        "trilateral summit in Geneva on May 6."
    )
    found = events(Text(text, DAY))
    pairs = {(row["country_a"], row["country_b"]) for row in _rows(found, "meeting_dyads")}
    assert pairs == {("BOL", "PER"), ("BOL", "CHL"), ("CHL", "PER")}
    assert _rows(found)[0]["cameo"] == "044", "in a country of none of them"


def test_duplicates_count_once() -> None:
    tables = event_tables(Text(MET, DAY), Text(MET, DAY, post=1))
    passages = tables["passages"]
    first = passages["passage_id"][0].as_py()
    marked = passages.append_column("duplicate_of", [[None, first]])
    found = extract(tables["articles"], marked, tables["mentions"], tables["actors"], reference())
    (row,) = _rows(found)
    assert row["n_sources"] == 1
    assert len(_rows(found, "meeting_sources")) == 2


def test_every_span_of_the_sample_is_the_text_it_names() -> None:
    root = Path(__file__).parent
    tables = gold_tables(read_gold(root / "gold"), root.parent / "seeds")
    text = tables["documents"]["text"][0].as_py()
    found = extract(
        tables["parsed_articles"],
        tables["parsed_passages"],
        tables["resolved_mentions"],
        tables["actors"],
        reference(),
    )
    evidence = {row["meeting_id"]: row["evidence"] for row in _rows(found)}
    best = [row for row in _rows(found, "meeting_sources") if row["is_best"]]
    assert {row["meeting_id"] for row in best} == set(evidence), "one best source for each meeting"
    for row in best:
        span = text[row["char_start"] : row["char_end"]]
        assert span == evidence[row["meeting_id"]], row["meeting_id"]
    for row in _rows(found, "rejected_events"):
        assert text[row["char_start"] : row["char_end"]] == row["trigger"]


def test_an_article_s_own_event_is_not_one_that_it_dates_long_before() -> None:
    found = events(
        Text(
            "{Amina Otieno:KEN} held talks with {Henrik Dahl:NOR} on the margins of a summit.\n\n"
            "{Otieno~amina-otieno:KEN} and {Dahl~henrik-dahl:NOR} met in Oslo in March 2014.",
            day=date(2017, 5, 9),
        )
    )
    assert len(found.meetings) == 2


def test_talks_after_which_others_join_are_told_once() -> None:
    text = (
        "{Rosa Quispe:PER} held talks with {Henrik Dahl:DNK} in Lima on Tuesday. After the "
        "bilateral talks, {Quispe~rosa-quispe:PER} and {Dahl~henrik-dahl:DNK} held a trilateral "
        "meeting with {Karin Ek:SWE}."
    )
    assert summary(events(Text(text, DAY))) == [
        "meeting held 2017-05-16 Lima/PER: henrik-dahl, karin-ek, rosa-quispe",
        "talks held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe",
    ]


def test_last_week_in_the_introduction_is_the_reprint_s_day() -> None:
    retold = "In Lima last week {Rosa Quispe:PER} received {Henrik Dahl:DNK}."
    found = events(Text(retold, date(2017, 6, 3), kind=INTRODUCTION), Text(MET))
    assert len(_rows(found)) == 1


def test_a_meeting_of_four_is_one_event_where_the_title_says_so() -> None:
    text = (
        "# Quadrilateral meeting in Lima\n\nPresident {Rosa Quispe:PER} met today with President "
        "{Luis Paz:BOL}, Prime Minister {Henrik Dahl:DNK} and President {Olav Berg:NOR}."
    )
    assert len(_rows(events(Text(text, DAY)))) == 1


def test_yesterday_of_an_undated_introduction_is_its_reprint_s_day() -> None:
    retold = "{Rosa Quispe:PER} yesterday hosted Prime Minister {Henrik Dahl:DNK}."
    reprint = "President {Rosa Quispe:PER} received {Henrik Dahl:DNK} on Tuesday 16 May."
    found = events(Text(retold, kind=INTRODUCTION), Text(reprint, date(2017, 5, 16)))
    assert summary(found) == ["meeting held 2017-05-16 -/-: henrik-dahl, rosa-quispe"]
