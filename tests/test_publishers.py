"""Who published a text: where publishers stand on a page, and what can be one's name."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import pytest

from pipeline.documents import Document
from pipeline.posts import parse
from pipeline.posts.bodies import house_of_desk, is_bare
from pipeline.posts.datelines import find_dateline
from pipeline.posts.imprints import imprint_line
from pipeline.posts.locating import identify_all
from pipeline.posts.naming import identify, is_known
from pipeline.posts.publishers import Publishers, publishers
from pipeline.reference import load_reference


@lru_cache(maxsize=1)
def known() -> Publishers:
    return publishers(load_reference())


def credit(text: str) -> tuple[str | None, str | None]:
    """Publisher and dateline place of a page's first article."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256[:12], "a.txt", sha256, len(text), "utf-8", len(text), "parsed", None, text
    )
    article = parse(document, known().reference).articles[0]
    return article["publisher"], article["dateline_place"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "Republic of Latvia | Ministry of Foreign Affairs",
            "Ministry of Foreign Affairs of Latvia",
        ),
        ("Ministry of Foreign Affairs – Republic of Malta", "Ministry of Foreign Affairs of Malta"),
        ("European Parliament - Press service - Security - 03-02-2009", None),
        ("European Parliament - Press service - 03-02-2009", "European Parliament"),
        ("Sejm Press Office", "Sejm"),
        ("Press Service of the Riigikogu", "Riigikogu"),
        ("OFFICE OF THE PRIME MINISTER OF BELIZE", "Office of the Prime Minister of Belize"),
        ("Press Division, Federal Foreign Office", "Federal Foreign Office"),
        ("(Xinhua)", "Xinhua News Agency"),
        ("Tasnim News Agency, by Leila Farrokhi", "Tasnim News Agency"),
        ("Press Office", None),
        ("The Presidency", None),
        ("Ministers of the two countries meet in Riga", None),
        ("Latvia, Malta sign tourism agreement", None),
    ],
)
def test_letterheads_name_their_house(line: str, name: str | None) -> None:
    meta = imprint_line(line, known())
    found = identify(meta.source, known()) if meta is not None and meta.source else None
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "house"),
    [
        ("EEAS Press Team", "EEAS"),
        ("KKE C.C. Press Office", "KKE"),
        ("Press Office of the Central Committee of the KKE", "KKE"),
        ("Directorate of Information and Communication, African Union Commission",
         "African Union Commission"),
        ("Spokesperson of the Kremlin", "Kremlin"),
        ("Press Office", None),
        ("Morning Star", None),
    ],
)  # fmt: skip
def test_a_desk_speaks_for_its_house(name: str, house: str | None) -> None:
    assert house_of_desk(name) == house


def test_bodies_of_every_state_are_bare() -> None:
    assert is_bare("The Presidency")
    assert is_bare("Ministry of Foreign Affairs")
    assert not is_bare("Saeima")
    assert not is_bare("White House of Kiribati")


@pytest.mark.parametrize(
    "name",
    ["UTC", "December 15", "24 12:19 PM", "Sunday, 15th May, 2011", "Press Office", "Georgia"],
)
def test_dates_clocks_desks_and_countries_are_no_publishers(name: str) -> None:
    assert identify(name, known()) is None


BODY = (
    "The foreign minister of Togo met his colleague from Benin on Tuesday and spoke with him about"
    " the coast road.\n\nThe two ministers agreed to open a second bridge before the rains."
)


@pytest.mark.parametrize(
    ("page", "publisher"),
    [
        (f"Ministers meet\n\nGranma | internet@granma.cu\n\n{BODY}", "Granma"),
        (f"Ministers meet\n\n{BODY}\n\nCONTACT: press@ecowas.int", "ECOWAS Commission"),
        (
            f"Ministers meet\n\n{BODY}\n\n© 2019 Saudi Gazette. All rights reserved.",
            "Saudi Gazette",
        ),
        (
            f"Ministers meet\n\n{BODY}\n\nFor further information, please contact: Directorate of"
            " Information and Communication, African Union Commission",
            "African Union Commission",
        ),
        (f"THE PRESIDENCY\nREPUBLIC OF TOGO\n\nMinisters meet\n\n{BODY}", "Presidency of Togo"),
        (f"Ministers meet\n\nState House, Nairobi, 12 March 2017\n\n{BODY}", "State House Kenya"),
        (f"Ministers meet\n\n4/3/2016 | Radio Upper Nile\n\n{BODY}", "Radio Upper Nile"),
        (f"Ministers meet\n\nBy Lagoon Courier\n\n{BODY}", "Lagoon Courier"),
        (f"Ministers meet\n\nPhoto: AFP\n\n{BODY}\n\nFollow us on Telegram", None),
        (f"Ministers meet\n\n{BODY}\n\nPress Office", None),
    ],
)
def test_a_publisher_stands_in_the_frame_of_its_text(page: str, publisher: str | None) -> None:
    assert credit(page)[0] == publisher


@pytest.mark.parametrize(
    ("head", "agency", "place"),
    [
        ("(CARICOM Secretariat, Turkeyen, Greater Georgetown, Guyana) The Secretary-General",
         "CARICOM Secretariat", "Georgetown"),
        ("Jeddah (UrduPoint / Pakistan Point News - 28th May, 2019) The minister", None, "Jeddah"),
        ("Lomé, The Gulf Observer: The minister met", "The Gulf Observer", "Lomé"),
        ("Muscat - Times of Oman", "Times of Oman", "Muscat"),
        ("Georgetown, a reader: The minister met", None, None),
    ],
)  # fmt: skip
def test_known_names_make_datelines(head: str, agency: str | None, place: str | None) -> None:
    found = find_dateline(
        head,
        agencies=known().tags,
        is_place=known().opens_dateline,
        is_house=lambda name: is_known(name, known()),
    )
    assert (found.place if found else None) == place
    if agency is not None:
        assert found is not None
        assert found.agency == agency


def test_an_organisation_may_publish() -> None:
    names = identify_all("the Workers' Party of Korea and the Lagoon Courier", known())
    assert [publisher.name for publisher in names] == ["Workers' Party of Korea", "Lagoon Courier"]
