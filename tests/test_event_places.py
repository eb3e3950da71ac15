"""Places of events: own words for every way in which a report says where somebody met somebody."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events

_NAMES = {"<MOYO>": "{Tendai Moyo:ZWE}", "<SOLBERG>": "{Ingrid Solberg:NOR}"}
_DAY = date(2021, 6, 16)
# (text, dateline, "place/country" of each meeting; ¶ parts paragraphs)
_CASES: list[tuple[str, str | None, str]] = [
    (
        "Foreign Minister <MOYO> met here today with <SOLBERG>.",
        "Harare",
        "Harare/ZWE",
    ),
    (
        "Foreign Minister <MOYO> met <SOLBERG> at the Foreign Ministry on Wednesday.",
        "Harare",
        "Harare/ZWE",
    ),
    (
        "Foreign Minister <MOYO> met <SOLBERG> at the ministry today.",
        "Harare",
        "Harare/ZWE",
    ),
    (
        "President <MOYO> received <SOLBERG> at State House on Wednesday.",
        "Harare",
        "Harare/ZWE",
    ),
    (
        "President <MOYO> today received <SOLBERG> in Bulawayo.",
        "Harare",
        "Bulawayo/ZWE",
    ),
    (
        "President <MOYO> met <SOLBERG> on Wednesday in Oslo.",
        "Harare",
        "Oslo/NOR",
    ),
    (
        "President <MOYO> met <SOLBERG> in New York on Wednesday on the sidelines of the "
        "General Assembly.",
        None,
        "New York/USA",
    ),
    (
        "President <MOYO> met <SOLBERG> on the sidelines of the Munich Security Conference.",
        None,
        "Munich/DEU",
    ),
    (
        "President <MOYO> and <SOLBERG> met on Wednesday to discuss the war in Ukraine.",
        None,
        "-/-",
    ),
    (
        "President <MOYO> met <SOLBERG> on Wednesday and discussed developments in Kinshasa.",
        None,
        "-/-",
    ),
    (
        "President <MOYO> met <SOLBERG> at the Norwegian Embassy in Harare on Wednesday.",
        None,
        "Harare/ZWE",
    ),
    (
        "Ambassador <SOLBERG> hosted a reception at the embassy in Harare for <MOYO> on Wednesday.",
        None,
        "Harare/ZWE",
    ),
    (
        "President <MOYO> met <SOLBERG> at the Union Buildings, Pretoria.",
        None,
        "Union Buildings, Pretoria/ZAF",
    ),
    (
        "President <MOYO> received <SOLBERG> at the Union Buildings in Pretoria on Wednesday.",
        None,
        "Union Buildings, Pretoria/ZAF",
    ),
    (
        "<MOYO> paid an official visit to Norway from 14 to 16 June. ¶ On Tuesday he met "
        "<SOLBERG> in Oslo. ¶ He also met Speaker {Nils Berg:NOR} on Wednesday.",
        None,
        "Oslo/NOR|Oslo/NOR",
    ),
    (
        "<MOYO> arrived in Oslo on Monday for an official visit. ¶ On Tuesday he met <SOLBERG>.",
        None,
        "Oslo/NOR",
    ),
    (
        "During his visit to Norway, <MOYO> held talks with <SOLBERG> on Tuesday.",
        None,
        "-/NOR",
    ),
    (
        "<MOYO>, on a visit to Oslo, met <SOLBERG> on Tuesday.",
        None,
        "Oslo/NOR",
    ),
    (
        "<MOYO> called on <SOLBERG> in the Norwegian capital on Tuesday.",
        None,
        "Oslo/NOR",
    ),
    (
        "At a hotel in Geneva, <MOYO> held talks with <SOLBERG> on Tuesday.",
        None,
        "Geneva/CHE",
    ),
    (
        "In Vienna on Tuesday, <MOYO> held talks with <SOLBERG>.",
        None,
        "Vienna/AUT",
    ),
    (
        "<MOYO>, born in Mutare, met <SOLBERG> on Tuesday.",
        None,
        "-/-",
    ),
    (
        "<MOYO> spoke by phone with <SOLBERG> from Oslo on Tuesday.",
        None,
        "-/-",
    ),
    (
        "<MOYO> received the ambassador of Norway, <SOLBERG>, in his office in Harare.",
        None,
        "Harare/ZWE",
    ),
    (
        "<MOYO> met <SOLBERG> in London, Ontario, on Tuesday.",
        None,
        "London/CAN",
    ),
    (
        "<MOYO> on Tuesday met <SOLBERG> in Valletta, Malta.",
        None,
        "Valletta/MLT",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday at the presidential palace in Accra, Ghana.",
        None,
        "Accra/GHA",
    ),
    (
        "<MOYO>, who returned from Accra on Monday, met <SOLBERG> on Tuesday.",
        None,
        "-/-",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday before leaving for Accra.",
        None,
        "-/-",
    ),
    (
        "<MOYO> met <SOLBERG> at Oslo airport on Tuesday.",
        None,
        "Oslo/NOR",
    ),
    (
        "<MOYO> met <SOLBERG> at the headquarters of the African Union in Addis Ababa on Tuesday.",
        None,
        "Addis Ababa/ETH",
    ),
    (
        "<MOYO> met <SOLBERG> at the Élysée Palace on Tuesday.",
        None,
        "Élysée Palace, Paris/FRA",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday in the southern Norwegian city of Bergen.",
        None,
        "Bergen/NOR",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday. ¶ The meeting took place in Tromsø.",
        None,
        "Tromsø/NOR",
    ),
    (
        "<MOYO> met with <SOLBERG> on Tuesday via video link from Harare.",
        None,
        "-/-",
    ),
    (
        "<MOYO> hosted <SOLBERG> for lunch at his residence in Harare on Tuesday.",
        None,
        "Harare/ZWE",
    ),
    (
        "<MOYO> met <SOLBERG> in Doha on Tuesday for talks on the conflict in Gaza.",
        None,
        "Doha/QAT",
    ),
    (
        "<MOYO> received <SOLBERG> at State House on Wednesday.",
        "Harare",
        "Harare/ZWE",
    ),
    (
        "President <MOYO> received the Norwegian Foreign Minister, <SOLBERG>, at the "
        "presidential palace on Wednesday.",
        None,
        "-/ZWE",
    ),
    (
        "Norwegian Foreign Minister <SOLBERG> paid a courtesy call on President <MOYO> on"
        " Wednesday.",
        None,
        "-/-",
    ),
]


def places(text: str, dateline: str | None) -> str:
    """Place and country of the meetings in the text, "-" for unknown."""
    for short, marked in _NAMES.items():
        text = text.replace(short, marked)
    rows = events(Text(text.replace(" ¶ ", "\n\n"), _DAY, dateline)).meetings.to_pylist()
    return "|".join(f"{row['place'] or '-'}/{row['country'] or '-'}" for row in rows)


@pytest.mark.parametrize(("text", "dateline", "expected"), _CASES)
def test_the_place_of_an_event(text: str, dateline: str | None, expected: str) -> None:
    assert places(text, dateline) == expected, text


def test_a_host_of_no_stated_country_is_met_where_the_visit_was() -> None:
    rows = events(
        Text(
            "Foreign Secretary {Imogen Hartley:GBR} visited Amman on 11 and 12 March 2018. On the "
            "first day of her visit she held talks with her Jordanian counterpart, "
            "{Sami Haddad:JOR}. The next morning she was received by Crown Prince "
            "{Talal bin Nayef:}.",
            date(2018, 3, 12),
        )
    )
    found = [(str(row["date_start"])[:10], row["country"]) for row in rows.meetings.to_pylist()]
    assert found == [("2018-03-11", "JOR"), ("2018-03-12", "JOR")]
    hosts = {
        row["actor_id"]: row["country"]
        for row in rows.meeting_participants.to_pylist()
        if row["side"] == "host"
    }
    assert hosts.get("talal-bin-nayef") == "JOR", "the visited state's bare office is its own"


def test_two_meetings_of_a_sentence_keep_their_own_days() -> None:
    rows = events(
        Text(
            "On Friday she, {Lerato Modise:BWA}, met with {Tesfaye Bekele:ETH} in Addis Ababa, "
            "and on Saturday with {Amadou Diarra:MLI} at the headquarters.",
            date(2021, 11, 30),
        )
    )
    assert "2021-11-26" in {str(row["date_start"])[:10] for row in rows.meetings.to_pylist()}


_TOLD_ELSEWHERE = [
    # a title
    ("# {Ana Duarte:PRT} visits Oslo ¶ {Ana Duarte:PRT} met <SOLBERG> today.", "Oslo/NOR"),
    ("# Chairman in Oslo: two days of talks ¶ <MOYO> met <SOLBERG> today.", "Oslo/NOR"),
    ("# <MOYO> deplores the fire in Oslo ¶ <MOYO> met <SOLBERG> today.", "-/-"),
    # a caption, the place beside the day, the report before
    (
        "<MOYO> met <SOLBERG> today. ¶ The two during their talks in Bulawayo. Photo: Herald",
        "Bulawayo/ZWE",
    ),
    (
        "<MOYO> met the delegation of the fishermen in Oslo on Tuesday. ¶ At a meeting with "
        "<SOLBERG>, <MOYO> praised the harbour.",
        "Oslo/NOR",
    ),
    # travel
    ("<MOYO> flew to Oslo on Tuesday to meet with <SOLBERG>.", "Oslo/NOR"),
    ("The emir has invited <SOLBERG> to visit Doha. ¶ <MOYO> met <SOLBERG> today.", "-/-"),
    ("<MOYO> was in Munich from 14 to 16 June. On Tuesday he met <SOLBERG>.", "Munich/DEU"),
    ("<MOYO> met <SOLBERG>, who is in Zimbabwe on an official visit.", "-/ZWE"),
    # the clause itself
    (
        "<MOYO> gave an audience at the Union Buildings on Tuesday to <SOLBERG>.",
        "Union Buildings, Pretoria/ZAF",
    ),
    ("Receiving <SOLBERG>, <MOYO> recalled the floods in Jakarta.", "-/-"),
    ("<MOYO> received <SOLBERG> in the Wellington Building today.", "-/-"),
    ("At party headquarters in Harare <MOYO> and <SOLBERG> held talks on Monday.", "Harare/ZWE"),
    # visitors
    ("<MOYO> met visiting Foreign Minister <SOLBERG> today.", "-/ZWE"),
    (
        "<MOYO> met <SOLBERG>, who is travelling to Harare at the head of a delegation.",
        "Harare/ZWE",
    ),
    # another encounter of the day: the same city, not the same hall
    (
        "<MOYO> received <SOLBERG> at the Union Buildings in Pretoria on Tuesday. ¶ Then he also "
        "received {Karin Ek:SWE}.",
        "Union Buildings, Pretoria/ZAF|Pretoria/ZAF",
    ),
    ("<MOYO> received <SOLBERG>, currently visiting the country.", "-/ZWE"),
    ("<MOYO> received <SOLBERG> at the presidential villa, Abuja.", "Abuja/NGA"),
    (
        "<MOYO> called on <SOLBERG>. ¶ He visited the Union Buildings in Pretoria, where he was "
        "given a book.",
        "Union Buildings, Pretoria/ZAF",
    ),
    (
        "At the Forum in Munich, Germany, today <MOYO> held talks with four leaders. ¶ <MOYO> "
        "also met <SOLBERG>.",
        "Munich/DEU",
    ),
    # an office ends before the place and the day
    ("<MOYO> met with <SOLBERG>, special envoy to Yemen in Lima on Tuesday.", "Lima/PER"),
    # bodies and airports
    ("<MOYO> met <SOLBERG> today at the {=White House:USA}.", "White House, Washington/USA"),
    (
        "<MOYO> met <SOLBERG> at Bole International Airport.",
        "Bole International Airport, Addis Ababa/ETH",
    ),
    # an envoy lives where he is sent
    ("President <MOYO> received Ambassador <SOLBERG> today.", "-/ZWE"),
    ("Chairperson {Aminata Sow:} met the Norwegian Ambassador to Ghana, <SOLBERG>.", "-/GHA"),
    ("President <MOYO> met the special envoy, Ambassador <SOLBERG>, at the UN.", "-/-"),
]


@pytest.mark.parametrize(("text", "expected"), _TOLD_ELSEWHERE)
def test_the_place_that_other_words_of_the_article_tell(text: str, expected: str) -> None:
    assert places(text, None) == expected, text


def test_nobody_is_at_the_dateline_on_board_a_ship() -> None:
    assert places("<MOYO> met <SOLBERG> on board the ferry Isabelle today.", "Harare") == "-/-"
    assert places("<MOYO> met <SOLBERG> today.", "Harare") == "Harare/ZWE"
    assert places("<MOYO> spoke with <SOLBERG> today.", "Harare") == "-/-", "or by telephone"
