"""Who published a text: where publishers stand on a page, and what can be one's name."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

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
    article = articles(text)[0]
    return article["publisher"], article["dateline_place"]


def articles(text: str) -> list[dict[str, Any]]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256[:12], "a.txt", sha256, len(text), "utf-8", len(text), "parsed", None, text
    )
    return parse(document, known().reference).articles


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
        (f"Ministers meet\n\nTunis -APS\n\n{BODY}", "Algeria Press Service"),
        (f"Ministers meet\n\nShafaq News / {BODY}", "Shafaq News"),
        (
            f"Ministers meet\n\nSaudi Gazette World News May - 3 - 2011, 06:10\n\n{BODY}",
            "Saudi Gazette",
        ),
        (f"Ministers meet\n\n{BODY}\n\nMore from Voice of Korea\n\nAnother text", "Voice of Korea"),
        (
            f"Ministers meet\n\n{BODY}\n\nENDS\n\nMinistry of Foreign Affairs, Harbour House, 1011,"
            " Republic of Malta, | Tel Number: 00356 200-1000",
            "Ministry of Foreign Affairs of Malta",
        ),
        (f"Ministers meet\n\nPacific Islands Forum news\n\n{BODY}", None),
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
        ("Belmopan, Belize – (May 3, 2016) The minister met", None, "Belmopan"),
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


def titles(text: str) -> list[tuple[str | None, str | None]]:
    """Title and day of each article of a page."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256[:12], "a.txt", sha256, len(text), "utf-8", len(text), "parsed", None, text
    )
    rows = parse(document, known().reference).articles
    return [(row["title"], str(row["date"])[:10] if row["date"] else None) for row in rows]


TEXTS = [
    "The mayor of Riga received the envoy of Chile and showed him the new tram depot by the river.",
    "Fishermen of Lomé asked the harbour council for ice, and the council has promised a machine.",
    "A choir from Almaty sang in Bishkek on Sunday, invited by the teachers' union of the city.",
]
HEADS = [
    "Riga mayor receives Chilean envoy",
    "Lomé fishermen ask for ice",
    "Almaty choir sings in Bishkek",
]
PAIRS = list(enumerate(zip(HEADS, TEXTS, strict=True), 7))


def test_teasers_that_break_off_are_articles_of_their_own() -> None:
    page = "\n\n".join(f"{h}\n\n{t[:-1]}…" for h, t in zip(HEADS, TEXTS, strict=True))
    assert [title for title, _ in titles(page)] == HEADS


def test_days_over_titles_part_a_listing() -> None:
    days = ["Friday, May 13, 2011", "Monday, May 9, 2011", "Sunday, May 8, 2011"]
    blocks = [f"{d}\n\n{h}\n\n{t}" for d, h, t in zip(days, HEADS, TEXTS, strict=True)]
    page = "Showing posts with label Talks. Show all posts\n\n" + "\n\n".join(blocks)
    assert titles(page) == list(zip(HEADS, ["2011-05-13", "2011-05-09", "2011-05-08"], strict=True))


def test_days_behind_titles_part_a_listing() -> None:
    page = "\n\n".join(
        f"{h} ({n}.5.2011)\n\n{t}" for n, (h, t) in enumerate(zip(HEADS, TEXTS, strict=False), 7)
    )
    assert [day for _, day in titles(page)] == ["2011-05-07", "2011-05-08", "2011-05-09"]


def test_what_an_author_is_stands_under_the_byline() -> None:
    page = f"18 May 2016\n\nby Ana Maria Prieto\n\nAmbassador to Latvia\n\n{HEADS[0]}\n\n{TEXTS[0]}"
    assert titles(page) == [(HEADS[0], "2016-05-18")]


def test_a_notice_may_repeat_the_title_of_a_reprint() -> None:
    page = (
        f"What Riga wants\n\nThe city looks west, as it has for years.\n\nThe following"
        f" report was first published by the Lagoon Courier.\n\n{HEADS[0]}\n\n{TEXTS[0]}\n\n"
        f"Continue reading {HEADS[0]}\n\nWhat Lomé wants\n\nThe harbour needs ice, and soon.\n\n"
        f"We reprint a report from the Saudi Gazette.\n\n{HEADS[1]}\n\n{TEXTS[1]}\n\n"
        f"Continue reading {HEADS[1]}"
    )
    sha256 = hashlib.sha256(page.encode()).hexdigest()
    document = Document(
        sha256[:12], "a.txt", sha256, len(page), "utf-8", len(page), "parsed", None, page
    )
    rows = parse(document, known().reference).articles
    assert [(row["kind"], row["publisher"]) for row in rows] == [
        ("introduction", None),
        ("reprint", "Lagoon Courier"),
        ("introduction", None),
        ("reprint", "Saudi Gazette"),
    ]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("This is how Prensa Latina told it.", "Prensa Latina"),
        ("Our friends at the Fiji Times add a few details:", "Fiji Times"),
        ("This is from Granma:", "Granma"),
        ("Kuensel has the story:", "Kuensel"),
    ],
)
def test_a_sentence_hands_over_to_the_reprint_below(line: str, publisher: str) -> None:
    text = (
        "A bridge for two banks\n\nThe river has a bridge again, after eight years of ferries.\n\n"
        f"{line}\n\nMinisters open river bridge\n\nThe foreign ministers of both countries met on "
        "the new bridge on Tuesday and praised those who had built it.\n\nContinue reading →\n\n"
    )
    text += text.replace("bridge", "harbour").replace("eight", "nine")
    assert [row["publisher"] for row in articles(text)] == [None, publisher] * 2


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            "Ministers talk fish\n\nAgenda.ge, 2 Nov 2022 - 19:47, Tbilisi,Georgia\n\nThe minister "
            "received his guest on Wednesday, and they talked about fish.",
            "Agenda.ge",
        ),
        (
            "Minister meets guest\n\nThe minister received his guest on Wednesday in Rabat. "
            "AGERPRES (RO - author: Ana Pop, editor: Ion Pop; EN - author: Dan Pop)",
            "Agerpres",
        ),
        (
            "Office of the President, Republic of China (Taiwan)\n\nNews\n\nPresident meets guests"
            "\n\n2019-10-31\n\nThe President received a delegation of parliament this morning.",
            "Office of the President of Taiwan",
        ),
        (
            "Foreign policy\n\n30 January, 2024\n\nMinister receives guest\n\nThe minister has "
            "received a guest and talked about water with him.",
            None,
        ),
    ],
)
def test_publisher_of_a_frame_line(text: str, publisher: str | None) -> None:
    assert [row["publisher"] for row in articles(text)] == [publisher]
