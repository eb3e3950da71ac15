"""Date phrases: what is found, and what it means."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import DatePhrase, DateSpan, find_dates, parse_date, resolve, weekday_fits

ARTICLE = DateSpan.of_day(date(2024, 1, 24))
STORY = DateSpan.of_day(date(2024, 1, 11))
FIXTURE = Path(__file__).parent / "fixtures" / "date_phrases.txt"
CASES = [
    line.split(" | ")
    for line in FIXTURE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def shown(span: DateSpan | None) -> str:
    """ "2024-01-19", "2024-01-08..2024-01-12", "2023-11", "2017", "none"."""
    if span is None:
        return "none"
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[span.precision]
    start, end = span.start.strftime(form), span.end.strftime(form)
    return start if start == end else f"{start}..{end}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_phrases_of_newswire(text: str, expected: str) -> None:
    found = [(p.surface, shown(resolve(p, ARTICLE, STORY))) for p in find_dates(text)]
    wanted = [] if expected == "-" else [tuple(x.split(" = ")) for x in expected.split(" ; ")]
    assert found == wanted, f"dates of {text!r}"


def only(text: str) -> DatePhrase:
    phrases = find_dates(text)
    assert len(phrases) == 1, f"one phrase expected in {text!r}, found {phrases}"
    return phrases[0]


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(
    ("text", "article", "future", "expected"),
    [
        # The year of a date without one: the nearest report time before it, or after it.
        ("on Dec. 29", date(2024, 1, 3), False, "2023-12-29"),
        ("on Dec. 29", date(2024, 9, 3), True, "2024-12-29"),
        ("from Jan. 8 to 12", date(2024, 1, 5), False, "2024-01-08..2024-01-12"),
        ("on January 2", date(2023, 12, 28), True, "2024-01-02"),
        ("on January 2", date(2023, 12, 28), False, "2024-01-02"),
        ("on June 20", date(2024, 1, 10), False, "2023-06-20"),
        ("on June 20", date(2024, 1, 10), True, "2024-06-20"),
        ("Dec. 30 to Jan. 2", date(2024, 1, 3), False, "2023-12-30..2024-01-02"),
        ("Dec. 30 to Jan. 2", date(2023, 12, 31), False, "2023-12-30..2024-01-02"),
        ("on Feb. 29", date(2023, 5, 1), False, "2020-02-29"),
        ("in March", date(2024, 1, 10), False, "2023-03"),
        ("in March", date(2024, 1, 10), True, "2024-03"),
        ("in January", date(2024, 1, 10), False, "2024-01"),
        ("last January", date(2024, 1, 10), False, "2023-01"),
        ("next January", date(2024, 1, 10), False, "2025-01"),
        ("this March", date(2024, 1, 10), False, "2024-03"),
        # Weekdays: the article's day or the last one before it, or the next one.
        ("on Wednesday", date(2024, 1, 10), False, "2024-01-10"),
        ("on Wednesday", date(2024, 1, 10), True, "2024-01-10"),
        ("on Thursday", date(2024, 1, 10), False, "2024-01-04"),
        ("on Thursday", date(2024, 1, 10), True, "2024-01-11"),
        ("last Wednesday", date(2024, 1, 10), False, "2024-01-03"),
        ("next Wednesday", date(2024, 1, 10), False, "2024-01-17"),
        ("this Friday", date(2024, 1, 10), False, "2024-01-12"),
        ("on Saturday and Sunday", date(2024, 1, 15), False, "2024-01-13..2024-01-14"),
        ("last week", date(2024, 1, 24), False, "2024-01"),
        ("last week", date(2024, 2, 5), False, "none"),  # 29 January to 4 February
    ],
)
def test_years_and_weekdays_lean_on_the_article(
    text: str, article: date, future: bool, expected: str
) -> None:
    span = resolve(only(text), DateSpan.of_day(article), future=future)
    assert shown(span) == expected


def test_a_stated_weekday_must_fit_the_calendar() -> None:
    assert weekday_fits(date(2024, 1, 19), 4)
    assert not weekday_fits(date(2024, 1, 19), 3)
    assert weekday_fits(date(2024, 1, 19), None)
    assert resolve(only("Friday, January 19, 2024")) == DateSpan.of_day(date(2024, 1, 19))
    assert resolve(only("Thursday, January 19, 2024")) is None
    assert resolve(only("Thursday, January 19"), ARTICLE) is None


def test_without_an_article_date_only_what_the_words_support() -> None:
    assert shown(resolve(only("on January 19"), year=2023)) == "2023-01-19"
    assert shown(resolve(only("in October"), year=2023)) == "2023-10"
    assert shown(resolve(only("last year"), year=2024)) == "2023"
    for text in ("on January 19", "on Wednesday", "today", "yesterday", "last month", "in October"):
        assert resolve(only(text)) is None, f"{text!r} dated out of nothing"


def test_a_month_or_year_cannot_support_a_day() -> None:
    for base in (DateSpan.of_month(2024, 1), DateSpan.of_year(2024)):
        for text in ("on Wednesday", "today", "yesterday", "two days earlier", "a week ago"):
            assert resolve(only(text), base, base) is None, f"{text!r} against {base}"
    assert shown(resolve(only("last month"), DateSpan.of_month(2024, 1))) == "2023-12"
    assert shown(resolve(only("last year"), DateSpan.of_year(2024))) == "2023"
    assert shown(resolve(only("on 5 March"), DateSpan.of_year(2024))) == "2024-03-05"


def test_the_story_after_a_stay_of_several_days() -> None:
    stay = DateSpan(date(2023, 12, 12), date(2023, 12, 13), "day")
    assert shown(resolve(only("The next day"), ARTICLE, stay)) == "2023-12-13"
    assert resolve(only("the same day"), ARTICLE, stay) is None, "either of two days"


def test_a_bare_day_is_not_put_after_its_report() -> None:
    report = DateSpan.of_day(date(2019, 10, 7))
    assert resolve(only("received me on the 26th, and"), report, report) is None
    assert shown(resolve(only("on the 26th, and"), report, report, future=True)) == "2019-10-26"
    story = DateSpan.of_month(2017, 10)
    assert shown(resolve(only("on the 26th, and"), report, story)) == "2017-10-26"
    assert shown(resolve(only("on the 26th, and"), report)) == "2019-09-26"


def test_weekends_are_saturday_and_sunday() -> None:
    for day, future, expected in [
        (date(2024, 1, 22), False, "2024-01-20..2024-01-21"),  # Monday
        (date(2024, 1, 21), False, "2024-01-20..2024-01-21"),  # Sunday
        (date(2024, 1, 26), False, "2024-01-20..2024-01-21"),  # Friday
        (date(2024, 1, 26), True, "2024-01-27..2024-01-28"),
    ]:
        span = resolve(only("over the weekend"), DateSpan.of_day(day), future=future)
        assert shown(span) == expected, f"{day} {future}"


def test_ambiguous_figures_are_flagged_and_settled_by_context() -> None:
    assert only("05/06/2024").ambiguous
    assert not only("31/10/2024").ambiguous
    assert not only("05.06.2024").ambiguous
    assert resolve(only("05/06/2024")) is None
    assert shown(resolve(only("05/06/2024"), DateSpan.of_day(date(2024, 6, 7)))) == "2024-06-05"
    assert shown(resolve(only("05/06/2024"), DateSpan.of_day(date(2024, 5, 7)))) == "2024-05-06"
    [american] = find_dates("05/06/2024", day_first=False)
    assert shown(resolve(american)) == "2024-05-06"


def test_quotes_are_marked() -> None:
    text = '“Yesterday we talked,” he said on Monday. "Today we sign."'
    assert [(p.surface, p.in_quote) for p in find_dates(text)] == [
        ("Yesterday", True),
        ("Monday", False),
        ("Today", True),
    ]


@pytest.mark.parametrize(
    "text", ["Feb. 2", "December 25th", "12 March", "Jan 19", "(January 19, 2024)", "2024-01-19,"]
)
def test_parse_date_takes_a_whole_phrase(text: str) -> None:
    assert parse_date(text) is not None


@pytest.mark.parametrize("text", ["", "BEIJING", "Feb. 2 (Xinhua)", "Feb. 2, Feb. 3", "May"])
def test_parse_date_takes_nothing_else(text: str) -> None:
    assert parse_date(text) is None


STYLES = (
    "{d:%B} {n}, {d:%Y}",
    "{d:%b}. {n}, {d:%Y}",
    "{d:%b} {n} {d:%Y}",
    "{n} {d:%B} {d:%Y}",
    "{n} {d:%b} {d:%Y}",
    "{n}{th} {d:%B} {d:%Y}",
    "{n}{th} of {d:%B}, {d:%Y}",
    "{d:%B} {n}{th}, {d:%Y}",
    "{d:%A}, {d:%B} {n}, {d:%Y}",
    "{d:%A} {n} {d:%B} {d:%Y}",
    "{d:%a}, {n} {d:%b} {d:%Y}",
    "{d:%A} ({d:%B} {n}, {d:%Y})",
    "{d:%Y}-{d:%m}-{d:%d}",
    "{d:%Y}.{d:%m}.{d:%d}",
    "{d:%d}.{d:%m}.{d:%Y}",
    "{d:%B} {n} of {d:%Y}",
)


def ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(STYLES),
    st.sampled_from(["", "The talks took place on ", "HANOI, ", "(", "signed in Beijing,\n"]),
    st.sampled_from(["", ".", ", the two sides said", " in Dakar", ")", "\n"]),
)
def test_every_full_date_is_found_and_means_itself(
    day: date, style: str, before: str, after: str
) -> None:
    surface = style.format(d=day, n=day.day, th=ordinal(day.day))
    phrases = find_dates(before + surface + after)
    assert [p.surface for p in phrases] == [surface]
    assert resolve(phrases[0]) == DateSpan.of_day(day)


@given(st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(1, 40))
def test_ranges_keep_both_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = f"from {first:%B} {first.day}, {first:%Y} to {last:%B} {last.day}, {last:%Y}"
    assert resolve(only(text)) == DateSpan(first, last, "day")
    text = f"{first.day} {first:%B} {first:%Y} - {last.day} {last:%B} {last:%Y}"
    assert resolve(only(text)) == DateSpan(first, last, "day")


PIECES = st.sampled_from(
    'May March Sun Mon. the 12 31 2024 of last next week day on - to and , ( ) " ’ 19th year '
    "earlier later a two ago same previous Friday January Feb. / . \n 1990s B.E. Juche in this "
    "yesterday between 2567 号 ß".split(" ")
)


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_gives_true_spans(text: str) -> None:
    reached = 0
    for phrase in find_dates(text):
        assert reached <= phrase.start < phrase.end <= len(text)
        assert phrase.surface == text[phrase.start : phrase.end]
        reached = phrase.end
        for article in (None, ARTICLE, DateSpan.of_month(2024, 2)):
            for future in (False, True):
                span = resolve(phrase, article, STORY, 2024, future=future)
                assert span is None or span.start <= span.end
                assert span is None or span.precision in ("day", "month", "year")


def test_a_megabyte_takes_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    """Guards against runaway patterns; the bound is loose for slow machines."""
    text = (
        "The two ministers met in the capital on Wednesday, and agreed to hold the next round of "
        "consultations in the first half of 2025. Trade grew by 12.5 percent over the same period "
        "last year, to 3,400 million dollars, according to figures of January 2024. "
    )
    text *= 1_000_000 // len(text)
    started = time.perf_counter()
    phrases = find_dates(text)
    assert time.perf_counter() - started < 6
    assert len(phrases) >= 4 * 3_000


@pytest.mark.parametrize("text", ["12, " * 5000, "the " * 20000, '"' * 20000, "1-" * 20000])
def test_hostile_text_stays_linear(text: str) -> None:
    started = time.perf_counter()
    find_dates(text)
    assert time.perf_counter() - started < 3
