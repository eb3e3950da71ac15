"""In what capacity participants met: offices as stated, and countries that reports leave out."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events, reference

from pipeline.meetings.capacity import office
from pipeline.names.state_offices import is_bare_office

DAY = date(2022, 9, 14)


def people(text: Text) -> dict[str, tuple[str | None, str | None]]:
    """Participants' title and country by actor."""
    rows = events(text).meeting_participants.to_pylist()
    return {row["actor_id"]: (row["title"], row["country"]) for row in rows}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("H.E. Mr", None),
        ("Dr.", None),
        ("U", None),
        ("Hon. Minister of Health", "Minister of Health"),
        ("His Excellency President", "President"),
        ("Presidents", "President"),
        ("Foreign Secretaries", "Foreign Secretary"),
        ("President of the Council of Ministers", "President of the Council of Ministers"),
        ("of Estonia", None),
        ("and the National Security Adviser", "National Security Adviser"),
        ("Minister of Finance, Dr", "Minister of Finance"),
        ("Secretary General", "Secretary General"),
    ],
)
def test_an_office_is_no_honorific_and_no_fragment(stated: str, expected: str | None) -> None:
    assert office(stated, reference()) == expected


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("President", True),
        ("Second Vice Foreign Minister", True),
        ("Minister for Foreign Affairs and International Cooperation", True),
        ("Chairman of the Foreign Relations Committee", True),
        ("President of Ghana", False),
        ("President of the African Development Bank", False),
        ("Ambassador", False),
        ("Secretary General", False),
        ("Chair of the AU Commission", False),
    ],
)
def test_a_bare_office_is_a_states_and_names_no_state(title: str, bare: bool) -> None:
    assert is_bare_office(title, reference()) is bare


def test_a_bare_office_in_a_dispatch_from_home_is_that_states() -> None:
    found = people(
        Text(
            "Foreign Minister {Neo Kgosi:} on Wednesday received Norwegian Foreign Minister "
            "{Ingrid Solberg:NOR} at the ministry.",
            DAY,
            "Gaborone",
        )
    )
    assert found["neo-kgosi"] == ("Foreign Minister", "BWA")
    assert found["ingrid-solberg"][1] == "NOR"


def test_a_bare_office_is_not_the_visitors_when_the_host_is_at_home() -> None:
    found = people(
        Text(
            "Prime Minister {Neo Kgosi:} met Norwegian Foreign Minister {Ingrid Solberg:NOR} "
            "on Wednesday.",
            DAY,
            "Oslo",
        )
    )
    assert found["neo-kgosi"][1] is None, "the dateline's country sits on the other side"


def test_the_head_of_a_bank_is_nobodys_minister() -> None:
    found = people(
        Text(
            "{Neo Kgosi:}, President of the Savannah Development Bank, met Norwegian Foreign "
            "Minister {Ingrid Solberg:NOR} on Wednesday.",
            DAY,
            "Gaborone",
        )
    )
    assert found["neo-kgosi"][1] is None


def test_an_office_in_the_plural_is_each_ones_office() -> None:
    found = people(
        Text(
            "Foreign Ministers {Ana Duarte:PRT} of Portugal and {Ingrid Solberg:NOR} of Norway "
            "held talks on Wednesday.",
            DAY,
        )
    )
    assert {title for title, _ in found.values()} == {"Foreign Minister"}, found


def test_a_state_bodys_own_minister_is_of_that_state_wherever_he_is() -> None:
    found = people(
        Text(
            "Foreign Minister {Neo Kgosi:} met Norwegian Foreign Minister {Ingrid Solberg:NOR} "
            "on Wednesday.\n\nIssued by the {=Ministry of Foreign Affairs of Botswana:BWA}",
            DAY,
            "Geneva",
            publisher_id="ministry-of-foreign-affairs-of-botswana",
        )
    )
    assert found["neo-kgosi"][1] == "BWA"


def test_an_agency_abroad_says_nothing_of_a_bare_office() -> None:
    found = people(
        Text(
            "President {Neo Kgosi:} met Norwegian Foreign Minister {Ingrid Solberg:NOR} on "
            "Wednesday, the {=Baltic News Service:EST} reported.",
            DAY,
            "Geneva",
            publisher_id="baltic-news-service",
        )
    )
    assert found["neo-kgosi"][1] is None
