"""Archives in many styles, of the same texts: what frames them must not matter.

Every page is put together from one set of texts and one choice of style: how sources are named,
where texts are cut off, whether reprints have titles and datelines, how wide the gaps are. The
texts, the publishers and half of the wordings stand in no list of the parser.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest

from pipeline.documents import Document
from pipeline.posts import parse
from pipeline.reference import Reference, load_reference


@dataclass(frozen=True)
class Reprint:
    title: str
    publisher: str
    tag: str | None
    place: str
    day: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Post:
    title: str
    introduction: tuple[str, ...]
    reprints: tuple[Reprint, ...] = ()


POSTS = (
    Post(
        "Bolivian deputies tour the Kazakh steppe",
        (
            "A delegation of the Bolivian Chamber of Deputies has spent five days in Kazakhstan, "
            "where lithium and railways were the main themes.",
            "In Astana the guests were received by Speaker Yerlan Koshanov, who recalled that the "
            "two parliaments founded their friendship group in 2011.",
        ),
        (
            Reprint(
                "Speaker Koshanov receives Bolivian deputies",
                "Kazinform",
                "Kazinform",
                "Astana",
                "March 4",
                (
                    "Speaker Yerlan Koshanov received Bolivian deputies led by Freddy Mamani.",
                    "The sides discussed mining law and agreed to hold a joint seminar.",
                    "Mamani thanked the Speaker for the welcome and invited him to La Paz.",
                ),
            ),
            Reprint(
                "Legislators return from Astana with an agreement",
                "Andean Wire",
                "AW",
                "La Paz",
                "March 7",
                (
                    "The Bolivian legislators returned on Thursday from a visit to Kazakhstan.",
                    "Both parliaments will create a working table on lithium, they announced.",
                ),
            ),
        ),
    ),
    Post(
        "Port workers of Durban greet a Cuban friend",
        (
            "Dockers in Durban held a rally with Ulises Guilarte, the leader of the Cuban trade "
            "unions, who thanked them for their support.",
        ),
        (
            Reprint(
                "Dockers and Cubans sing together",
                "Dockside Weekly",
                None,
                "Durban",
                "February 26",
                (
                    "Hundreds of dock workers packed the union hall on Tuesday to hear the guest.",
                    "The visitor met the provincial leadership of the union before the rally.",
                ),
            ),
        ),
    ),
    Post(
        "A quiet week for Serbian diplomacy",
        (
            "Foreign Minister Ivica Dačić was expected in three capitals this month and has been "
            "to none of them.",
            "His ministry says that the visits will take place later in the year.",
        ),
    ),
    Post(
        "Mozambique thanks Vietnam for its rice experts",
        (
            "Vietnamese agronomists have worked in Zambezia province for ten years, and Maputo "
            "now wants more of them.",
        ),
        (
            Reprint(
                "Vietnam, Mozambique step up farm cooperation",
                "Lotus Dispatch",
                "LD",
                "Hanoi",
                "February 12",
                (
                    "Deputy Minister Le Quoc Doanh received Ambassador Leonardo Pene in Hanoi.",
                    "The ambassador said that the project had doubled the harvest.",
                ),
            ),
        ),
    ),
)
CREDITS = (
    "The following articles were originally published by {names}.",
    "Reposted from {names}.",
    "Source: {names}",
    "({list})",
    "{names}:",
    "Taken with thanks from the pages of {names}.",
    "Here is how {names} reported it:",
    "We reprint below what {names} wrote.",
    "Handed on from {names}.",
    "Provenance: {names}",
    "Now over to {names}.",
)
NOTICES = (
    None,
    "Continue reading {title}",
    "Read more »",
    "[full text at the source]",
    "(more…)",
    "Carry on to page two",
    "[cont.]",
)
DATELINES = ("{PLACE}, {day} ({tag}) — ", "{place}, {day}: ", "{PLACE} – ")


@dataclass(frozen=True)
class Style:
    credit: str
    notice: str | None
    dateline: str = DATELINES[0]
    mark: str | None = None  # line under a post's title
    gap: int = 1  # blank lines between reprints
    titled: bool = True
    separator: str | None = None


Outline = list[tuple[str, str | None, list[str], str | None]]


def render(style: Style) -> tuple[str, Outline]:
    """A page in this style, and the articles that it holds: kind, title, paragraphs, publisher."""
    lines: list[tuple[int, str]] = []
    outline: Outline = []
    for number, post in enumerate(POSTS):
        if number and style.separator:
            lines.append((1, style.separator))
        lines.append((1, post.title))
        if style.mark:
            lines.append((1, style.mark.format(day=20 - number)))
        lines.extend((1, paragraph) for paragraph in post.introduction)
        outline.append(("introduction", post.title, list(post.introduction), None))
        if not post.reprints:
            continue
        publishers = [reprint.publisher for reprint in post.reprints]
        credit = style.credit.format(names=" and ".join(publishers), list="; ".join(publishers))
        lines.append((1, credit))
        for place, reprint in enumerate(post.reprints):
            gap = style.gap if place else 1
            if style.titled:
                lines.append((gap, reprint.title))
            dateline = style.dateline if reprint.tag or "tag" not in style.dateline else ""
            opening = dateline.format(
                PLACE=reprint.place.upper(), place=reprint.place, day=reprint.day, tag=reprint.tag
            )
            paragraphs = [opening + reprint.paragraphs[0], *reprint.paragraphs[1:]]
            lines.append((1 if style.titled else gap, paragraphs[0]))
            lines.extend((1, paragraph) for paragraph in paragraphs[1:])
            title = reprint.title if style.titled else None
            outline.append(("reprint", title, paragraphs, reprint.publisher))
        if style.notice:
            lines.append((1, style.notice.format(title=post.title)))
    text = "".join("\n" * (gap + 1) + line for gap, line in lines).lstrip("\n")
    return text, outline


@lru_cache(maxsize=1)
def reference() -> Reference:
    return load_reference()


def read(text: str) -> Outline:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256[:12], "a.txt", sha256, len(text), "utf-8", len(text), "parsed", None, text
    )
    parsed = parse(document, reference())
    paragraphs: dict[str, list[str]] = {}
    for passage in parsed.passages:
        if passage["kind"] == "paragraph":
            paragraphs.setdefault(passage["article_id"], []).append(passage["text"])
    return [
        (row["kind"], row["title"], paragraphs[row["article_id"]], row["publisher"])
        for row in parsed.articles
    ]


@pytest.mark.parametrize("credit", CREDITS)
def test_any_wording_of_a_credit_announces_reprints(credit: str) -> None:
    text, outline = render(Style(credit, None, gap=2))
    assert read(text) == outline


@pytest.mark.parametrize("notice", NOTICES)
def test_any_wording_of_a_notice_ends_a_post(notice: str | None) -> None:
    text, outline = render(Style(CREDITS[0], notice, gap=2))
    assert read(text) == outline


@pytest.mark.parametrize("mark", ["Posted on June {day}, 2019", "By the editors | {day} June 2019"])
def test_marked_posts_need_no_notice(mark: str) -> None:
    text, outline = render(Style(CREDITS[1], None, mark=mark))
    assert read(text) == outline


def _mixed(number: int) -> list[Style]:
    """Styles drawn at random, always the same ones."""
    choose = random.Random(number)
    base = [Style(credit, notice) for credit, notice in itertools.product(CREDITS, NOTICES)]
    choose.shuffle(base)
    return [
        replace(
            style,
            dateline=choose.choice(DATELINES),
            mark=choose.choice([None, None, "Posted on June {day}, 2019"]),
            gap=choose.choice([1, 2, 3]),
            titled=choose.random() < 0.6,
            separator=choose.choice([None, None, None, "* * *", "---"]),
        )
        for style in base
    ]


def test_mixed_styles_are_read_alike() -> None:
    right = found = wanted = 0
    worst: list[tuple[int, Style]] = []
    for style in _mixed(7):
        text, outline = render(style)
        seen = read(text)
        hits = sum(article in seen for article in outline)
        right, found, wanted = right + hits, found + len(seen), wanted + len(outline)
        if hits < len(outline):
            worst.append((hits, style))
    worst.sort(key=lambda pair: (pair[0], str(pair[1])))
    assert right >= 0.97 * wanted, worst[:3]
    assert right >= 0.97 * found, worst[:3]


@pytest.mark.parametrize("separator", [None, "***", "-----"])
@pytest.mark.parametrize("signed", [None, "Ministry of Foreign Affairs of Fiji", "Source: Bernama"])
def test_a_file_of_readouts_is_no_archive(separator: str | None, signed: str | None) -> None:
    readouts = [
        ("Minister Receives the Ambassador of Peru", "Suva", "12 June 2019"),
        ("Foreign Secretary Holds Consultations with Norway", "Colombo", "14 June 2019"),
        ("Telephone conversation with the President of Ghana", "Nairobi", "17 June 2019"),
    ]
    parts = []
    for title, place, day in readouts:
        body = f"{place}, {day} – The two sides had an exchange on matters of common interest."
        parts.append("\n\n".join([title, body, "Background", "The last round was held in 2017."]))
        if signed:
            parts[-1] += f"\n\n{signed}"
    text = f"\n\n{separator}\n\n".join(parts) if separator else "\n\n".join(parts)
    outline = read(text)
    assert [(kind, title) for kind, title, _, _ in outline] == [
        ("reprint", title) for title, _, _ in readouts
    ]


# Saved pages with their rubbish -----------------------------------------------------------------

TITLE = "Fisheries minister receives the envoy of Tuvalu"
LEAD = "Fisheries minister Adi Raloba on Monday received the envoy of Tuvalu, Semisi Falani."
BODY = "The envoy thanked the minister for two patrol boats and for rice after the cyclone."


@pytest.mark.parametrize(
    "line",
    [
        "No comments:",
        "Post a Comment",
        "Comments are closed.",
        "- Advertisement -",
        "Share Button",
        "Close this search box.",
        "( Hide )",
        "ReplyDelete",
        "3 thoughts on “Fisheries minister receives the envoy of Tuvalu”",
        "%d bloggers like this:",
        "Keine Kommentare",
        "Source link",
        "Print",
        "Font size: A- A A+",
        "Suva 27.5 °C",
        "Tel: +679 330 12 34",
        "Operating mode: Monday to Friday",
        "Get our headlines delivered to your inbox",
        "Latest news",
        "Comments that are abusive or off-topic will not be posted.",
        "Главная страница",
        "Home » Press » International News",
    ],
)
@pytest.mark.parametrize("over", [True, False], ids=["over", "under"])
def test_a_line_of_the_site_is_no_text(line: str, over: bool) -> None:
    lines = [line, TITLE, LEAD, BODY] if over else [TITLE, LEAD, BODY, line]
    assert read("\n\n".join(lines)) == [("reprint", TITLE, [LEAD, BODY], None)]


@pytest.mark.parametrize(
    "masthead",
    [
        ["Fiji"],
        ["News"],
        ["Home » Press » International News » " + TITLE],
        ["Home News " + TITLE],
        ["The Government Portal of the Republic", "Fiji"],
        ["Breaking News", "Pacific Wire Service"],
    ],
)
def test_the_title_is_the_line_that_the_text_takes_up(masthead: list[str]) -> None:
    page = "\n\n".join([*masthead, TITLE, LEAD, BODY])
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], None)]


def test_a_name_between_title_and_text_is_its_author() -> None:
    page = f"{TITLE}\n\nTweet\n\nMere Tokalauvere\n23 April 2020, 14:06\n{LEAD}\n\n{BODY}"
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], None)]


def test_links_to_other_texts_and_their_first_words_are_no_text() -> None:
    page = (
        f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\nRelated news\n\nPort\n\nHarbour master resigns over the "
        "sunken ferry\n\nThe harbour master of Lautoka has resigned after...\n\nSchool\n\n"
        "Teachers end their strike\n\nTeachers went back to work on Tuesday after..."
    )
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], None)]


def test_words_under_a_picture_do_not_hide_the_dateline() -> None:
    caption = "Minister Raloba (right) and the envoy in Suva (Photo: ministry)"
    page = f"{TITLE}\n\n{caption}\n\nSUVA, May 4 (Xinhua) -- {LEAD}\n\n{BODY}"
    ((kind, title, paragraphs, publisher),) = read(page)
    assert (kind, title, publisher) == ("reprint", TITLE, "Xinhua News Agency")
    assert paragraphs[0] == caption


def test_the_source_may_stand_before_the_title_on_its_line() -> None:
    page = f"From the Philippine News Agency (Dec 6): {TITLE}\n\n{LEAD}\n\n{BODY}"
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], "Philippine News Agency")]


def test_a_line_from_somebody_announces_the_text_below() -> None:
    page = (
        f"Rice and boats\n\nNobody gives boats away for nothing, and we shall see why.\n\n"
        f"From Lautoka Evening News\n\n{LEAD}\n\n{BODY}"
    )
    introduction, reprint = read(page)
    assert introduction[:2] == ("introduction", "Rice and boats")
    assert reprint == ("reprint", None, [LEAD, BODY], "Lautoka Evening News")


def test_a_file_of_texts_without_datelines_everywhere() -> None:
    page = "\n\n".join(
        [
            "Speaker opens the new archive in Nadi today",
            "NADI (Xinhua) -- The Speaker opened the new archive in Nadi on Monday.",
            "Speaker meets the mayor of Nadi over lunch",
            "The Speaker met the mayor of Nadi for lunch after the archive was open.",
            "Ministers leave for the summit in Apia tonight",
            "SUVA (Xinhua) -- Three ministers left for the summit in Apia.",
        ]
    )
    assert len(read(page)) == 3


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("(Xinhua News Agency October 8, 2006)", "Xinhua News Agency"),
        ("THE ETHIOPIAN HERALD THURSDAY 13 MARCH 2025", "The Ethiopian Herald"),
        ("People's Daily Online --- http://www.peopledaily.com.cn/english/", "People's Daily"),
        ('"Lagoon" national portal', "Lagoon"),
    ],
)
def test_the_last_line_may_name_the_publisher(line: str, publisher: str) -> None:
    assert read(f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{line}") == [
        ("reprint", TITLE, [LEAD, BODY], publisher)
    ]


def test_a_last_sentence_without_a_full_stop_is_text() -> None:
    last = "“We thank the minister and the people of the islands for boats and rice,” he said (end)"
    assert read(f"{TITLE}\n\n{LEAD}\n\n{last}") == [("reprint", TITLE, [LEAD, last], None)]


def test_a_summary_over_a_dateline_opens_no_text_of_its_own() -> None:
    dated = "Suva (Indonesia Window) – The envoy and the minister talked about boats and rice."
    assert read(f"{TITLE}\n\n{LEAD}\n\n{dated}\n\n{BODY}") == [
        ("reprint", TITLE, [LEAD, dated, BODY], "Indonesia Window")
    ]


def test_a_stamp_may_stand_before_the_text_on_its_line() -> None:
    page = f"{TITLE}\n\nUpdated: 2008-10-28 23:12 SUVA (Xinhua) -- {LEAD}\n\n{BODY}"
    ((_, title, paragraphs, publisher),) = read(page)
    assert (title, publisher) == (TITLE, "Xinhua News Agency")
    assert paragraphs == [f"SUVA (Xinhua) -- {LEAD}", BODY]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Xinhua) 11:16, March 21, 2024", "Xinhua News Agency"),
        ("Xinhua, March 21, 2024 Adjust font size:", "Xinhua News Agency"),
        ("Mere Tokalauvere-Herald Reporter", "The Herald"),
        ("by Staff reporter", None),
        ("Mere Tokalauvere in SUVA, Fiji", None),
        ("Details added (first version posted on 14:51)", None),
        ("+ ↺ − 16 px", None),
    ],
)
def test_lines_under_a_title(line: str, publisher: str | None) -> None:
    page = f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{BODY}"
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], publisher)]


def test_a_section_alone_is_no_title() -> None:
    assert read(f"News / National\n\n{LEAD}\n\n{BODY}") == [("reprint", None, [LEAD, BODY], None)]


def test_a_dateline_on_a_line_of_its_own_dates_the_text_below() -> None:
    page = f"Suva, 13 June 2017 (Xinhua)\n\n{TITLE}\n\n{LEAD}\n\n{BODY}"
    assert read(page) == [("reprint", TITLE, [LEAD, BODY], "Xinhua News Agency")]


def test_a_post_without_notice_before_it() -> None:
    page = (
        f"Boats for Suva\n\nTaken from the bulletin of the Pacific Peace Council:\n\n{LEAD}\n\n"
        f"{BODY}\n\nMoroni receives the president of Madagascar\n\nSent in by a reader\n\n"
        "The president of Madagascar was received in Moroni, and nobody knew why he came.\n\n"
        "MORONI- The president of Madagascar was received in Moroni on Tuesday 12 September.\n\n"
        "He left in the evening."
    )
    kinds = [(kind, title) for kind, title, _, _ in read(page)]
    assert kinds == [
        ("reprint", "Boats for Suva"),
        ("introduction", "Moroni receives the president of Madagascar"),
        ("reprint", None),
    ]


def test_a_summary_box_and_a_byline_open_no_text_of_their_own() -> None:
    page = (
        f"Friday 6 September 2013\n\n{TITLE}\n\nThe envoy leaves the office. PHOTO | STATE HOUSE\n"
        f"By The Lagoon Reporters\n\nPosted Thursday, September 5 2013 at 22:26\nIn Summary\n"
        f"{LEAD}\n\n{BODY}"
    )
    assert [title for _, title, _, _ in read(page)] == [TITLE]


def test_wrapped_lines_under_a_long_one_are_joined() -> None:
    wrapped = (
        "The two countries will go on in the spirit of good neighbours, and consolidate the\n"
        "friendship of the islands and the atolls, and strive to lift their comprehensive\n"
        "partnership to a level that nobody had thought of, as both sides said after dinner\n"
        "in the capital, where rice and boats were handed over to the minister of fisheries\n"
        "by the envoy, who had brought them along on the ship of the navy from the mainland.\n"
    )
    lines = wrapped * 5  # one paragraph: its last line is full too
    ((_, _, paragraphs, _),) = read(f"{TITLE}\n\n{LEAD} {BODY} {BODY}\n\n{lines}")
    assert len(paragraphs) == 2
