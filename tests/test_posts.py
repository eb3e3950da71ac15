"""Pages become posts, reprints and passages; what they say of publisher, author and date."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import Document
from pipeline.posts import ParsedDocument, parse
from pipeline.posts.attribution import read_attribution
from pipeline.posts.counting import word_counts
from pipeline.posts.datelines import find_dateline
from pipeline.posts.locating import identify_all
from pipeline.posts.metas import read_meta
from pipeline.posts.printed import parse_date
from pipeline.posts.publishers import publishers
from pipeline.reference import Reference, load_reference
from pipeline.tables import build
from pipeline.text import count_words

SAMPLE = Path(__file__).parent.parent / "seeds" / "000_820be1533f738b0e.txt"


@lru_cache(maxsize=1)
def reference() -> Reference:
    return load_reference()


def document(text: str) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        sha256[:12], "a.txt", sha256, len(text), "utf-8", len(text), "parsed", None, text
    )


def read(text: str) -> ParsedDocument:
    return parse(document(text), reference())


def outline(parsed: ParsedDocument) -> list[tuple[str, str | None, bool]]:
    return [(row["kind"], row["title"], row["is_truncated"]) for row in parsed.articles]


def assert_lossless(text: str, parsed: ParsedDocument) -> None:
    build("parsed_articles", parsed.articles)
    build("parsed_passages", parsed.passages)
    identifiers = {row["article_id"] for row in parsed.articles}
    covered = 0
    for row in parsed.passages:
        start, end = row["char_start"], row["char_end"]
        assert text[start:end] == row["text"], f"span {start}-{end} is not the passage's text"
        assert not text[covered:start].strip(), f"lost: {text[covered:start]!r}"
        assert start >= covered, f"passages overlap at {start}"
        assert row["article_id"] in identifiers
        covered = end
    assert not text[covered:].strip(), f"lost at the end: {text[covered:]!r}"


ARCHIVE = """Bolivian delegation tours Astana

A delegation of the Bolivian parliament has been to Kazakhstan and was received by the Speaker.

The guests also saw the new railway museum and spoke with students of the national university.

The following articles were originally published by Kazinform and Prensa Latina.

Speaker receives Bolivian deputies

ASTANA, March 4 (Kazinform) — Speaker Yerlan Koshanov received Bolivian deputies on Monday.

The sides spoke of lithium, of 2024 as a year of anniversaries and of chess.


Bolivian parliament group ends Kazakh trip

The group flew home on Wednesday after five days. Its leader told reporters that he was content.

Continue reading Bolivian delegation tours Astana

Port workers of Durban greet their Cuban friends

Dockers in Durban held a rally with a visiting Cuban trade union leader, who thanked them.

We reprint below a report from the Morning Star.

Dockers do not forget, says the old banner above the gate, and nobody in the hall had forgotten.

The visitor spoke for an hour about his island, about fuel and hurricanes, and sang at the end.
"""


def test_posts_without_notice_and_reprints_without_title() -> None:
    parsed = read(ARCHIVE)
    assert outline(parsed) == [
        ("introduction", "Bolivian delegation tours Astana", False),
        ("reprint", "Speaker receives Bolivian deputies", False),
        ("reprint", "Bolivian parliament group ends Kazakh trip", True),
        ("introduction", "Port workers of Durban greet their Cuban friends", False),
        ("reprint", None, False),
    ]
    assert [row["publisher"] for row in parsed.articles] == [
        None,
        "Kazinform",
        "Prensa Latina",
        None,
        "Morning Star",
    ]
    assert_lossless(ARCHIVE, parsed)


def test_the_post_of_a_reprint_is_its_introduction() -> None:
    rows = read(ARCHIVE).articles
    assert [row["post_id"] for row in rows] == [rows[0]["article_id"]] * 3 + [
        rows[3]["article_id"]
    ] * 2


def test_a_dateline_without_a_year_takes_it_from_the_calendar() -> None:
    row = read(ARCHIVE).articles[1]
    assert (row["date"], row["date_precision"], row["date_source"]) == (
        date(2024, 3, 4),
        "day",
        "dateline",
    ), "2024 is named and 4 March 2024 was a Monday"
    assert row["dateline_place"] == "Astana"


def test_a_printed_year_outweighs_the_last_year_of_a_statistic() -> None:
    page = (
        "06 February 2019, 12:11\n\nPresident meets with governor of Osh\n\n"
        "TASHKENT, 6 February (Kabar) - The president received the governor of Osh.\n\n"
        "Trade between them exceeded $130 million in January-November 2018, he said.\n"
    )
    assert [row["date"] for row in read(page).articles] == [date(2019, 2, 6)]


def test_the_same_article_in_a_later_crawl_keeps_its_id() -> None:
    later = "A new post on top\n\nWith a paragraph of its own, which is short.\n\nRead more\n\n"
    ids = {row["article_id"] for row in read(ARCHIVE).articles}
    assert ids <= {row["article_id"] for row in read(later + ARCHIVE).articles}


SINGLE = """Minister Receives Outgoing Ambassador

Suva, 12 June 2019

The Minister for Foreign Affairs received the outgoing Ambassador of Peru today.

Trade and the climate

The two agreed to keep in touch about the climate conference.

Ministry of Foreign Affairs of Fiji
"""


def test_a_single_readout_is_one_reprint_of_its_own() -> None:
    parsed = read(SINGLE)
    (row,) = parsed.articles
    assert row["kind"] == "reprint"
    assert row["post_id"] == row["article_id"]
    assert row["title"] == "Minister Receives Outgoing Ambassador"
    assert row["publisher"] == "Ministry of Foreign Affairs of Fiji"
    assert (row["date"], row["date_source"]) == (date(2019, 6, 12), "text")
    assert [p["kind"] for p in parsed.passages] == [
        "title",
        "attribution",
        "paragraph",
        "heading",
        "paragraph",
        "attribution",
    ]


def test_an_agency_in_the_dateline_beats_the_attribution() -> None:
    text = ARCHIVE.replace("(Kazinform)", "(Xinhua)")
    assert read(text).articles[1]["publisher"] == "Xinhua News Agency"


def test_nothing_to_parse_gives_no_rows() -> None:
    assert read(" \n\n").articles == []
    rejected = Document("0" * 12, "a", None, 0, None, 0, "rejected", "empty", "")
    assert parse(rejected, reference()).passages == []


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = (
        "Talks held in Lima on fishing rights\n\n"
        "The deputy ministers of both countries met in Lima on Tuesday in order to\n"
        "speak about the fishing season, which opens in the first week of next month\n"
        "and which has been a source of some friction between the two coast guards.\n\n"
        "They will meet again in autumn, when the figures of the season are known to\n"
        "both of them, and then decide about the quotas for the following two years.\n"
    )
    kinds = [p["kind"] for p in read(text).passages]
    assert kinds == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("head", "place", "day", "agency"),
    [
        ("BEIJING, Jan. 10 (Xinhua) — The", "Beijing", (None, 1, 10), "Xinhua"),
        ("HANOI, 12 March (VNA) - The", "Hanoi", (None, 3, 12), "VNA"),
        ("MOSCOW, March 5. /TASS/. The", "Moscow", (None, 3, 5), "TASS"),
        ("PYONGYANG, Juche 113 (2024) Jan. 5 (KCNA) -- The", "Pyongyang", (2024, 1, 5), "KCNA"),
        ("Pyongyang, May 16, Juche 107 (2018) (KCNA) -- The", "Pyongyang", (2018, 5, 16), "KCNA"),
        ("Havana, Mar 3 (Prensa Latina) The", "Havana", (None, 3, 3), "Prensa Latina"),
        ("Beijing, December 25th—Sun", "Beijing", (None, 12, 25), None),
        ("Jan 26 (Chinese Foreign Ministry) — On", None, (None, 1, 26), "Chinese Foreign Ministry"),
        ("RIYADH, Jan 5, 2024, SPA -- The", "Riyadh", (2024, 1, 5), "SPA"),
        ("ABU DHABI, 5th January, 2024 (WAM) -- His", "Abu Dhabi", (2024, 1, 5), "WAM"),
        ("Bogotá (oct. 20/16). The Minister", "Bogotá", (2016, 10, 20), None),
        ("Quito, 4 March 2016.- The Deputy", "Quito", (2016, 3, 4), None),
        ("DUSHANBE. KAZINFORM Head of State", "Dushanbe", None, "KAZINFORM"),
        ("TEHRAN (Tasnim) – The President", "Tehran", None, "Tasnim"),
        ("Tehran, IRNA – President", "Tehran", None, "IRNA"),
        ("(KCNA) — The premier", None, None, "KCNA"),
    ],
)
def test_datelines(
    head: str, place: str | None, day: tuple[int | None, int, int] | None, agency: str | None
) -> None:
    found = find_dateline(head, agencies=publishers(reference()).tags)
    assert found is not None
    assert found.place == place
    assert found.agency == agency
    stated = found.date and (found.date.year, found.date.month, found.date.day)
    assert stated == day


@pytest.mark.parametrize(
    "head",
    [
        "Wang Yi (left) said that the",
        "Xi Jinping: Building a community",
        "President Putin — who was in Minsk — said",
        "On March 5, the ministers",
        "In Beijing, March 5 – the day",
        "Q (Antara): Did you discuss",
    ],
)
def test_no_datelines(head: str) -> None:
    assert find_dateline(head, agencies=publishers(reference()).tags) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 January 2024", date(2024, 1, 26)),
        ("2024.05.15", date(2024, 5, 15)),
        ("31/10/2024", date(2024, 10, 31)),
        ("10/31/2024", date(2024, 10, 31)),
        ("Wednesday, 03/04/2024", date(2024, 4, 3)),
        ("Thursday, 04/03/2025", date(2025, 4, 3)),
        ("15 May B.E. 2567", date(2024, 5, 15)),
        ("15 May 2567", date(2024, 5, 15)),
        ("January 5th, 2024", date(2024, 1, 5)),
        ("30 February 2024", None),
    ],
)
def test_dates_in_every_order(text: str, expected: date | None) -> None:
    found = parse_date(text)
    assert (found[0].to_date() if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The following articles were originally published on the websites of the Chinese "
            "Foreign Ministry and the IDCPC.",
            [
                "Ministry of Foreign Affairs of China",
                "International Department of the CPC Central Committee",
            ],
        ),
        ("Reposted from Prensa Latina and Granma.", ["Prensa Latina", "Granma"]),
        ("The article below first appeared in Pearls and Irritations.", ["Pearls and Irritations"]),
        ("This article was first published on 5 May by TASS.", ["TASS"]),
        ("The text below was released by the Russian Foreign Ministry.", None),
        ("We reprint below a report from the Morning Star.", ["Morning Star"]),
        ("Courtesy of teleSUR.", ["teleSUR"]),
        ("As carried by AKP and the Bangkok Post:", ["Agence Kampuchea Presse", "Bangkok Post"]),
    ],
)
def test_attributions_name_their_publishers(sentence: str, names: list[str] | None) -> None:
    found = read_attribution(sentence)
    assert found is not None
    known = publishers(reference())
    said = [p.name for phrase in found.names for p in identify_all(phrase, known)]
    assert said == (names or ["Ministry of Foreign Affairs of Russia"])


@pytest.mark.parametrize(
    "sentence",
    [
        "The Courtesy Call on Foreign Minister Ali by Dr. Sato, Minister for Trade",
        "The two sides agreed that the statement should be published in both languages.",
        "He recalled that the treaty had followed two years of talks.",
        "The minister was received by the President of the Senate.",
    ],
)
def test_no_attributions(sentence: str) -> None:
    assert read_attribution(sentence) is None


@pytest.mark.parametrize(
    ("text", "title", "publisher", "place", "day"),
    [
        (
            "Media Statement\n17 June 2021\nDeputy Minister Botha visits Jordan\n"
            "The Deputy Minister will pay a working visit to Jordan.\n"
            "Enquiries: Mr Sipho Monyane, Spokesperson\n"
            "ISSUED BY THE DEPARTMENT OF INTERNATIONAL RELATIONS AND COOPERATION\n"
            "OR Tambo Building\n460 Soutpansberg Road\nPretoria\n0084\n",
            "Deputy Minister Botha visits Jordan",
            "Department of International Relations and Cooperation",
            None,
            date(2021, 6, 17),
        ),
        (
            "Cairns, Australia, 18 Shaban 1438 H corresponding to 14 May 2017 SPA--The envoy met "
            "the minister here today.\n",
            None,
            "Saudi Press Agency",
            "Cairns",
            date(2017, 5, 14),
        ),
        (
            "President receives the Ambassador of Chile\n\n13:23, 17 March 2025\n\n"
            "The President received the Ambassador of Chile, Kazinform has learned.\n",
            "President receives the Ambassador of Chile",
            "Kazinform",
            None,
            date(2025, 3, 17),
        ),
        (
            "Embassy holds talks in Pretoria\n\nThe embassy held talks on 30 January 2024.\n\n"
            "Distributed by APO Group on behalf of Ministry of Foreign Affairs, Peru.\n",
            "Embassy holds talks in Pretoria",
            "Ministry of Foreign Affairs of Peru",
            None,
            date(2024, 1, 30),
        ),
        (
            "Ministers reopen the embassy\n\nLIMA, Dec. 6 (Andean Wire) - The minister on Monday "
            "reopened the embassy that had been closed in 1978.\n",
            "Ministers reopen the embassy",
            "Andean Wire",
            "Lima",
            None,
        ),
    ],
)
def test_single_readouts_of_many_shapes(
    text: str, title: str | None, publisher: str, place: str | None, day: date | None
) -> None:
    parsed = read(text)
    assert_lossless(text, parsed)
    (row,) = parsed.articles
    found = (row["title"], row["publisher"], row["dateline_place"], row["date"])
    assert found == (title, publisher, place, day)


# Any page whatever -----------------------------------------------------------------------------

_PIECES = ARCHIVE.split("\n\n") + SINGLE.split("\n\n")
_NOISE = st.text(max_size=30)
_PAGES = st.lists(st.sampled_from(_PIECES) | _NOISE, max_size=14)
_JOINS = st.sampled_from(["\n\n", "\n", "\n\n\n\n", " ", "\n\u200b\n", "\n\u00a0\n"])


@settings(max_examples=150, deadline=None)
@given(_PAGES, _JOINS)
def test_no_page_loses_a_character(pieces: list[str], join: str) -> None:
    text = join.join(pieces)
    assert_lossless(text, read(text))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 156_000), st.integers(10, 4_000))
def test_no_cut_of_the_sample_loses_a_character(start: int, length: int) -> None:
    text = SAMPLE.read_text(encoding="utf-8")[start : start + length]
    assert_lossless(text, read(text))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 3000))
def test_byte_noise_does_no_harm(noise: bytes, at: int) -> None:
    data = SAMPLE.read_bytes()[:3000]
    text = (data[:at] + noise + data[at:]).decode("utf-8", "replace").replace("\r", "\n")
    assert_lossless(text, read(text))


def test_the_sample_is_read_without_loss() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    parsed = read(text)
    assert_lossless(text, parsed)
    kinds: dict[str, int] = {}
    row: dict[str, Any]
    for row in parsed.articles:
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1
    assert kinds == {"introduction": 20, "reprint": 21}


@pytest.mark.parametrize(
    ("first_line", "place", "agency", "year"),
    [
        (
            "Pyongyang, March 3 (Juche 99, 2010) (KCNA) -- A ship arrived.",
            "Pyongyang",
            "kcna",
            2010,
        ),
        ("PYONGYANG, Juche 108 (2019) May 7 (KCNA) -- A ship arrived.", "Pyongyang", "kcna", 2019),
    ],
)
def test_datelines_in_another_era(first_line: str, place: str, agency: str, year: int) -> None:
    found = find_dateline(first_line, agencies=frozenset({"kcna"}))
    assert found is not None
    assert (found.place, (found.agency or "").lower()) == (place, agency)
    assert found.date is not None
    assert found.date.year == year


@pytest.mark.parametrize("head", ["Press Release No. 88 – 4 May 1999", "Statement, 4 May 1999 –"])
def test_the_heading_of_a_document_is_no_place(head: str) -> None:
    found = find_dateline(head)
    assert found is None or found.place is None


@pytest.mark.parametrize(
    ("line", "kind", "place", "day"),
    [
        ("posted by ana on 3 May 2019", "posted", None, 3),
        ("Quito, April 16, 2018", "date", "Quito", 16),
        ("Évian (France), Monday 5 June 2017", "date", "Évian", 5),
        ("Austin, Texas, 3 May 2017", "date", "Austin", 3),
    ],
)
def test_lines_with_the_date_of_a_text(line: str, kind: str, place: str | None, day: int) -> None:
    found = read_meta(line)
    assert found is not None
    assert found.date is not None
    assert (found.kind, found.place, found.date.day) == (kind, place, day)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("(KPL) Hanoi, 9 February 2012: The minister left.", "Hanoi"),
        ("NNA - Beirut, 22 March 2019 - The minister left.", "Beirut"),
        ("(KPL) The minister left on 9 February 2012.", None),
    ],
)
def test_an_agency_may_stand_before_its_place(head: str, place: str | None) -> None:
    found = find_dateline(head, agencies=frozenset({"kpl", "nna"}))
    assert found is not None
    assert found.agency in ("KPL", "NNA")
    assert found.place == place
    assert head[found.end :].strip().startswith("The minister")


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("Ulaanbaatar /MONTSAME/ The minister left.", "Ulaanbaatar", "MONTSAME"),
        ("Muscat / ONA / May 4 - The minister left.", "Muscat", "ONA"),
        ("New Delhi [India], March 4 (ANI): The minister left.", "New Delhi", "ANI"),
        ("BAKU, March 3, AZERTAC. The minister left.", "Baku", "AZERTAC"),
    ],
)
def test_agencies_in_other_brackets(head: str, place: str, agency: str) -> None:
    found = find_dateline(head, agencies=frozenset({"montsame", "ona", "ani", "azertac"}))
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


def test_the_label_of_a_speaker_is_no_place() -> None:
    assert find_dateline("Question (NHK): Minister, when?", agencies=frozenset({"nhk"})) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The date under the title, not the page's clock over it.
        (
            "Tuesday, 02 January 2024 12:17 GMT\n\n{title}\n\n2025-09-24 02:00:36\n\n{body}",
            date(2025, 9, 24),
        ),
        ("04/06/2025 03:35 PM EDT\n\n{title}\n\n{body}", date(2025, 4, 6)),
        ("{title}\n\n12/2/14 7:53 AM\n\n{body}", date(2014, 12, 2)),
        ("{title}\n\nSat, 15 Feb 2025 21:00:16 +0200\n\n{body}", date(2025, 2, 15)),
        ("Wednesday, 27, November, 2024\n\n{title}\n\n{body}", date(2024, 11, 27)),
        ("Wednesday, 27, November, 2024\n\n{title}\n\nOn May 13, {body}", None),
    ],
)
def test_the_date_beside_a_text(text: str, day: date | None) -> None:
    title, body = "Minister meets the governor", "The minister met the governor of the bank."
    (row,) = read(text.format(title=title, body=body)).articles
    assert (row["title"], row["date"]) == (title, day)


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("DAMASCUS, (SANA)_ The president received", "Damascus", "SANA"),
        ("Damascus, SANA-The president received", "Damascus", "SANA"),
        ("Mexico City (Prensa Latina) The ambassador", "Mexico City", "Prensa Latina"),
        ("Lima, Peru (andes.wire) The minister released", "Lima", "andes.wire"),
    ],
)
def test_datelines_without_a_plain_dash(head: str, place: str, agency: str) -> None:
    known = publishers(reference())
    found = find_dateline(head, agencies=known.tags, is_place=known.is_place)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@given(st.lists(st.text(max_size=40), max_size=6))
@settings(max_examples=200, deadline=None)
def test_words_are_counted_alike_one_by_one_and_together(pieces: list[str]) -> None:
    text, spans = "", []
    for piece in pieces:
        spans.append((len(text), len(text) + len(piece)))
        text += piece
    assert word_counts(text, spans) == [count_words(piece) for piece in pieces]


def test_a_word_goes_on_behind_an_apostrophe_or_point() -> None:
    text = "Kim’s U.S. visit: 2.5 days’ talks… 𝟙 Ça"
    assert word_counts(text, [(0, len(text))]) == [count_words(text)] == [8]


def test_the_day_of_an_anniversary_is_not_the_day_of_a_report() -> None:
    lead = (
        "The president spoke at a ceremony commemorating the 35th anniversary of the founding of "
        "the republic, July 19, 1979, in the old square."
    )
    (row,) = read(f"President speaks in the old square\n\n{lead}\n").articles
    assert row["date"] is None


def test_a_day_with_its_weekday_needs_no_preposition() -> None:
    lead = "The prime minister received in audience Tuesday 12 September 2017 the old president."
    (row,) = read(f"Prime minister receives the old president\n\n{lead}\n").articles
    assert row["date"] == date(2017, 9, 12)


def test_issues_of_a_series_are_posts_with_headings() -> None:
    weeks = [("41", "3–9 June", "10/06"), ("40", "27 May–2 June", "03/06"), ("39", "20–26 May", "")]
    issues = [
        f"Andean Chronicle, issue {number} ({week} 2019)\n\n"
        + (f"Posted by staff | {day}/2019\n\n" if day else "")
        + "Peru\n\nThe harvest was good this year and the markets of Cusco were full.\n\n"
        "Bolivia\n\nPresident Evo Morales met Jorge Arreaza in La Paz on Wednesday.\n"
        for number, week, day in weeks
    ]
    titles = [title for _, title, _ in outline(read("\n".join(issues)))]
    assert titles == [f"Andean Chronicle, issue {n} ({week} 2019)" for n, week, _ in weeks]
