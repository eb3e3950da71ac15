"""Lines beside an article that say who wrote it, when, where and for whom.

Every function looks at one block's cleaned text (`Block.head`) alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.posts.bodies import is_body
from pipeline.posts.datelines import tidy_place
from pipeline.posts.naming import is_paper
from pipeline.posts.printed import (
    MONTH,
    WEEKDAY,
    StatedDate,
    figures_order,
    locate_date,
    parse_date,
    search_date,
)
from pipeline.posts.rubbish import is_rubbish
from pipeline.posts.signs import Signs

ANNOUNCED = "announced"  # the day stands in the line that announces a reprint, and is its own
_LABEL = re.compile(
    r"""(?:for\s+immediate\s+release|check\s+against\s+delivery|(?:press|media|news)\s+(?:release|statement|communiqu[eé]|note)s?
      |communiqu[eé]|embargoed.*|(?:unofficial|courtesy)\s+translation|p\.?r\.?\s*no\.?.*|no\.?\s*\d[\d/.-]*
      |[\d\s./()+-]{2,20}|signed:?|sgd\.?|[a-z]{2,4}(?:/[a-z]{2,5}){1,6}|\d{1,2}[:.]\d\d(?:\s*(?:hrs|GMT|[ap]\.?m\.?))?
      |(?:the\s+)?(?:following|below|above)\b[^.]{0,40}\battributable\s+to\b.*
      |h/t\b.*|hat\s+tip\b.*
      |details\s+added\b.*|\w+\s*[|,–-]\s*\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?
      |(?:(?:media|press)\s+)?(?:enquir(?:y|ies)|inquir(?:y|ies)|contacts?|office)\s*:.*
      |for\s+(?:more|further|additional|media|press)\s+(?:information|details|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)).*
    )\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_POSTED = re.compile(
    r"""(?:(?:first\s+|last\s+)?(?:registration|registered|posted|published|updated|released|created|issued|modified|added
      |uploaded|release[d]?|publication|post(?:ing)?|press\s+release|news)
        (?:\s+(?:on|at|by|date|time|in))*|date(?:\s+of\s+(?:issue|publication|release))?|time
          |pubdate|pub\.?\s*date|release\s+(?:date|time))\b\s*[:|]?\s*(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""[\s.]*[,|•·–—/-]*\s*[\[(]?(?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?
      |\d{1,2}\s*[ap]\.?m\.?)
        \s*(?:\(?\s*(?:GMT|UTC|BST|EST|EDT|CET|IST|local\s+time
          |[A-Z]{2,5})?\s*(?:(?<=[A-Z])\s?[+-]\d{1,2}(?::?\d\d)?|[+-]\d{4})?\s*\)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:(?:story|report|article|text|written|posted)\s+)?by|author|editado\s+por|por|par|von|oleh):?\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_AUTHOR_LINE = re.compile(r"author:?\s+(?=\S)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LOGINS = frozenset("admin administrator editor editors webmaster staff desk newsroom team".split())
_PERSON = re.compile(
    r"(?:(?:Dr|Prof|Professor|H\.E|Mr|Mrs|Ms|Amb|Ambassador|Gen|Lt)\.?\s+)*"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+(?:[a-z]{1,3}\s+)?[^\W\d_][\w.'’-]*){0,4})"
)
_SOURCE = re.compile(
    r"""[(\[]?(?:sources?|via|courtesy(?:\s+of)?|issued\s+by|distributed\s+by|released\s+by|originally\s+(?:published|posted
      |appeared)(?:\s+(?:at|in|on|by))?
        |first\s+(?:published|posted|appeared)(?:\s+(?:at|in|on|by))?
        |(?:re-?)?(?:posted|printed|published|produced|blogged)\s+from|cross-?posted\s+(?:from|at)
          |reposted|taken\s+from|from|credit|h/t|hat\s+tip|agency|publisher)
        \s*[:：-]\s*(?P<names>\S.*?)[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line beside an article says about it; empty parts are None.

    `kind` is "posted", "date", "byline", "source", "place" or "label" ("For immediate release").
    """

    kind: str
    date: StatedDate | None = None
    author: str | None = None
    source: str | None = None
    place: str | None = None
    loose: bool = False  # `source` may be something else than a publisher


_DASHED_DAY = re.compile(
    rf"\b(?P<month>{MONTH})\s*[-–]\s*(?P<day>\d{{1,2}})\s*[-–]\s*(?P<year>\d{{4}})\b", re.IGNORECASE
)


def level_date(head: str) -> str:
    """ "May - 23 - 2024" as other dates are written."""
    if "-" not in head and "–" not in head:
        return head
    return _DASHED_DAY.sub(r"\g<month> \g<day>, \g<year>", head)


def is_label(part: str) -> bool:
    """A release's number, a kind of document or a clock: words that frame a text."""
    return _LABEL.fullmatch(part) is not None


def read_meta(head: str) -> Meta | None:
    """Byline, date line, "Posted on … by …" or source line; None for anything else."""
    if len(head) > 200 or not head:
        return None
    source = _SOURCE.fullmatch(head)
    if source is not None and len(head.split()) <= 24:
        return Meta("source", date=search_date(source["names"]), source=_cut_date(source["names"]))
    posted = _POSTED.fullmatch(head)
    if posted is not None and (len(head.split()) <= 16 or parse_date(posted["rest"])):
        stated = search_date(posted["rest"])
        # A template in small letters ("posted by ana on 3 May 2019") always gives the year.
        if stated is not None and (head[0].isupper() or stated.year):
            return Meta(
                "posted",
                stated,
                author=_author_in(posted["rest"]),
                source=_source_in(posted["rest"]),
            )
    dated = _date_line(head) or _parted_line(head)
    if dated is not None:
        return dated
    numbered = _NUMBERED_RELEASE.match(head)
    if numbered is not None:
        found = parse_date(head, numbered.end())
        if found is not None and not head[found[1] :].strip(" .)"):
            return Meta("date", found[0])
    led = _HOUSE_LED.fullmatch(head) if ")" in head else None
    dated = _date_line(led["rest"]) if led is not None else None
    if led is not None and dated is not None:
        return replace(dated, source=led["house"], loose=True)
    clocked = _clocked_line(head) if ":" in head else None
    if clocked is not None:
        return clocked
    if _STAFF.fullmatch(head):
        return Meta("byline")
    signed = _REPORTER_IN.fullmatch(head) if " in " in head else None
    if signed is None and _REPORTERS(head):
        signed = _REPORTER_OF.fullmatch(head)
    if signed is not None:
        return Meta("byline", author=signed["name"], source=signed["house"], loose=True)
    house = _HOUSE_REPORTER.fullmatch(head) if head.startswith("By ") else None
    if house is not None:
        return Meta("byline", source=house["house"], loose=True)
    correspondent = _CORRESPONDENT.fullmatch(head) if _REPORTERS(head) else None
    if correspondent is not None and len(head) <= 90:
        return Meta("byline", author=correspondent["name"])
    if _LABEL.fullmatch(head):
        return Meta("signature" if head.lower().startswith(("signed", "sgd")) else "label")
    by = _BY.fullmatch(head.rstrip(":"))
    signed = _AUTHOR_LINE.match(head)
    if signed is not None and " " not in head[signed.end() :].strip() and "." not in head:
        by = None
        if head[signed.end() :].strip().lower() not in _LOGINS:
            return Meta("source", source=head[signed.end() :].strip(), loose=True)
        return Meta("byline")
    if by is not None and len(head.split()) <= 16 and not head.endswith((".", "?", ",")):
        stated = search_date(by["name"])
        if parse_date(by["name"]) is not None:
            return Meta("posted", stated)  # a page that left the name out
        name = re.split(r"\s[|–—-]\s|\s[|]|, |\son\s|\s\d", by["name"])[0]
        person = _PERSON.fullmatch(name.strip())
        if name.strip().lower() in _LOGINS:
            return Meta("byline", stated)
        if (
            person is not None
            and name[:1].isupper()
            and all(word[:1].isupper() or len(word) <= 3 for word in name.split())
        ):
            house = re.search(r"\s[–—|-]\s(?P<house>[A-Z][^|–—]*?):?$", by["name"])
            return Meta(
                "byline", stated, author=person["name"], source=house["house"] if house else None
            )
    return None


_PLACE_LEADS = (
    re.compile(r"(?P<place>[^\W\d_][\w .'’/-]{1,40}?)(?:\s\([^()]{2,30}\))?\s*[,|–—:-]\s*(?=\S)"),
    re.compile(
        r"(?P<place>[^\W\d_][\w .'’/-]{1,40}?,\s?[^\W\d_][\w .'’-]{1,30}?)\s*[,|–—:-]\s*(?=\S)"
    ),
)
_TAIL = re.compile(
    r"\s*(?:[|•·/–—-]+|\s{2,}|,)\s*(?P<rest>.+)|\s+(?P<named>(?:source|by|from|in)\b.+)", re.I
)


_STAFF = re.compile(
    r"(?:edited|compiled|proofread)\s+by\b.*"
    r"|by\s+(?:our\s+|a\s+)?(?:staff|own|special)?\s*(?:reporter|correspondent|writer)s?"
    r"|(?:sent|submitted|contributed|supplied|forwarded|passed)(?:\s+(?:in|on|to\s+us))*"
    r"\s+by\s+(?:an?|one\s+of\s+our|our)\s+\w+",
    re.IGNORECASE,
)
_REPORTERS = Signs(
    ("eporter", "orrespondent", "ureau", "riter", "ditor", "nvoy", "olumnist", "ontributor")
)
_NAMES = r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}"
_REPORTER_OF = re.compile(
    rf"(?P<name>{_NAMES}?)\s*[-–—]\s*(?P<house>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){{0,3}})\s+"
    r"(?:Reporter|Correspondent|Bureau|Writer)"
)
_REPORTER_IN = re.compile(
    rf"(?P<name>{_NAMES}) in (?P<place>[A-Z]{{4,}})(?:, [A-Z]\w+)?(?P<house>)"
)
_HOUSE_LED = re.compile(r"\(?(?P<house>[A-Z][\w .']{2,30})\)\s+(?P<rest>\d.*)")
_HOUSE_REPORTER = re.compile(
    r"By\s+(?:an?\s+|our\s+|the\s+)?(?P<house>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3})\s+"
    r"(?i:(?:staff\s+|special\s+)?(?:correspondents?|reporters?|staff|writers?))"
)
_CORRESPONDENT = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){1,4}),?\s+(?:[-–—|]\s*)?(?:(?:our|the|in)\s+)?"
    r"(?:(?:special|own|staff|chief|senior|diplomatic|foreign|political)\s+)?"
    r"(?:correspondent|reporter|writer|editor|envoy|columnist|contributor)(?:\s+(?:in|for|at)\s.*)?",
    re.IGNORECASE,
)


def _place_and_date(head: str) -> tuple[str, tuple[StatedDate, int]] | None:
    """ "Lima, April 16, 2018", "Versailles (France), 6 March 2017", "Austin, Texas, 3 May"."""
    for pattern in _PLACE_LEADS:
        lead = pattern.match(head)
        found = parse_date(head, lead.end()) if lead is not None else None
        if found is not None and lead is not None:
            return lead["place"], found
    return None


def _date_line(head: str) -> Meta | None:
    """The whole line is a date, perhaps with a clock time and a place or source beside it."""
    if len(head) > 120 or not _DIGIT.search(head):
        return None
    bare = _SHORT_YEAR.sub(_long_year, level_date(head.strip("()[] .|")))
    bare = _POINTED.sub(r"\g<day>, \g<year>", bare)
    bare = _SERIAL.sub("", bare)
    rubric = _RUBRIC.match(bare)
    bare = bare[rubric.end() :] if rubric is not None else bare
    early = _CLOCK.match(bare)
    if early is not None and ":" in early[0] and parse_date(bare) is None:
        bare = bare[early.end() :].lstrip(" ,|·-–")  # "13:23, 17 March 2025"
    found = parse_date(bare)
    place = None
    if found is None:
        led = _place_and_date(bare)
        if led is None:
            return None
        place, found = led
        place = None if "_" in place else place  # "LATEST_UPDATE_ON Fri": a label
    house = None
    if place is not None and is_body(place.partition(", ")[0]):
        house, _, place = place.partition(", ")  # "State House, Nairobi, 12 March 2017"
    sourced = _SOURCED.match(place) if place is not None else None
    if place is not None and (sourced is not None or is_paper(place)):
        return Meta("source", found[0], source=place[sourced.end() if sourced else 0 :])
    stated, end = found
    if stated.swapped and figures_order(head) == "month":
        stated = stated.month_first()
    if stated.day is None and not re.fullmatch(rf"{MONTH}\s+\d{{4}}", bare, re.I):
        return None
    clock = _CLOCK.match(bare, end)
    rest = bare[clock.end() if clock else end :]
    left = rest.strip(" .,|)(")
    if not left or (stated.year and len(left) <= 40 and is_rubbish(left)):
        return Meta("date", stated, source=house, place=_tidy_place(place or None))
    if clock is not None and clock[0].strip() and stated.year and _is_place_list(rest.strip()):
        venue = rest.strip()
        return Meta("date", stated, place=None if "," in venue else venue)
    if place is not None and stated.year is None and _TAG.fullmatch(left):
        return Meta("date", stated, source=left, place=_tidy_place(place))
    tail = _TAIL.fullmatch(rest)
    if tail is None or stated.year is None or rest.endswith((".", ":")):
        return None
    text = tail["rest"] or tail["named"]
    if len(text.split()) > 10 or not re.match(
        r"(?:source|by|from)\b|[A-Z(]|\d\d?:\d\d", text, re.I
    ):
        return None
    source, author = _source_in(text), _author_in(text)
    if place is None and source is None and author is None and _is_place_list(text):
        return Meta(
            "date", stated, source=text, place=text if "|" not in text else None, loose=True
        )
    return Meta(
        "date",
        stated,
        author=author,
        source=source or text,
        place=_tidy_place(place),
        loose=source is None,
    )


# "12/2/14 7:53 AM": a year of two digits, where a clock or nothing follows.
# "June 12. 2019 Juche 108": a point before the year, the era's year behind it.
_POINTED = re.compile(r"(?<=[a-z]\s)(?P<day>\d{1,2})\. (?P<year>(?:19|20)\d\d)(?: Juche \d{1,3})?$")
_RUBRIC = re.compile(
    r"(?:\w+\s*>>\s*|(?:(?:home|local|news|world|politics|national|international|press|media)(?:\s+|(?=\d)))+)(?=\w)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<day>\d{1,2}/\d{1,2}/)(?P<year>\d\d)(?=,?\s+\d{1,2}:\d\d|$)")


_SERIAL = re.compile(r"^\d{2,5}-(?=\d\d-\d\d-\d{4}$)")  # "1612-30-10-2008": a number with its day
_TAG = re.compile(r"[A-Z]{3,12}")  # "Baku, December 8, AZERTAC" on a line of its own
_HOUR = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d/])")
_TO_HOUR = re.compile(rf"[^\w]*(?:(?:at|on|{WEEKDAY})[^\w]*)?", re.I)


def _clocked_line(head: str) -> Meta | None:
    """A full date with an hour beside it: no title has that, whatever else is on the line."""
    hour = _HOUR.search(head)
    if hour is None or len(head.split()) > 16 or head.endswith((".", "?", "!", ",")):
        return None
    found = locate_date(head, with_year=True)
    if found is None:
        return None
    stated, start, end = found
    between = head[end : hour.start()] if hour.start() >= end else head[hour.end() : start]
    if not _TO_HOUR.fullmatch(_MERIDIEM.sub("", between)):
        return None
    return Meta("posted", stated.month_first() if figures_order(head) == "month" else stated)


_MERIDIEM = re.compile(r"^\s*[ap]\.?m\.?", re.I)


_SOURCED = re.compile(  # "Taken from El Comercio (Quito), June 10, 2008"
    r"(?:(?:re-?)?(?:published|posted|printed|produced)|taken|borrowed|lifted|sourced|adapted|courtesy"
    r"|appeared|source|via|from)\b\W*(?:(?:from|by|in|on|at|of)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)


def _long_year(match: re.Match[str]) -> str:
    century = "20" if int(match["year"]) < 40 else "19"
    return match["day"] + century + match["year"]


def _is_place_list(text: str) -> bool:
    """Capitalised words with commas: "The Kremlin, Moscow", "Bishkek"."""
    return re.fullmatch(r"[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){0,4}", text) is not None


def _tidy_place(place: str | None) -> str | None:
    return None if place is None else tidy_place(place)


_NUMBERED_RELEASE = re.compile(
    r"(?:press\s+release|statement|ref|no|pr)\.?\s*(?:no\.?|number)?\s*[:.#]?\s*[\w/-]*\d[\w/-]*\s*[,;|–—-]\s*",
    re.IGNORECASE,
)


def _parted_line(head: str) -> Meta | None:
    """Parts between bars or bullets, one of them a date: "Parliament of X | News | 08 Feb 2024"."""
    parts = [part.strip() for part in re.split(r"\s*[|•·]\s*", head) if part.strip()]
    if not 2 <= len(parts) <= 5 or head.endswith(".") or len(head) > 160:
        return None
    dates = [found for part in parts if (found := parse_date(part, whole=True)) is not None]
    if len(dates) != 1 or dates[0][0].day is None:
        return None
    others = [p for p in parts if parse_date(p, whole=True) is None and not _SECTION.fullmatch(p)]
    author = next((_author_in(p) for p in others if _BY.fullmatch(p)), None)
    others = [p for p in others if not _BY.fullmatch(p) and not is_rubbish(p)]
    posted = len(others) < len(parts) - 2 or author is not None
    return Meta(
        "posted" if posted else "date",
        dates[0][0],
        author=author,
        source=others[0] if others else None,
        loose=True,
    )


_SECTION = re.compile(
    r"news|home|press|media|press\s+releases?|media\s+releases?|statements?|speeches|events|diplomacy"
    r"|politics|world|foreign\s+(?:policy|affairs)|readouts?|activities|updates?|english",
    re.IGNORECASE,
)


def _author_in(text: str) -> str | None:
    match = re.search(
        r"\bby:?\s+(?P<name>.+?)(?:\s*[|•·,/]|\s+in\s+|\s+on\s+|$)", text, re.IGNORECASE
    )
    if match is None:
        return None
    person = _PERSON.fullmatch(match["name"].strip())
    # "Posted by admin": a login is no author.
    return (
        person["name"] if person and " " in person["name"] and person["name"][0].isupper() else None
    )


def _source_in(text: str) -> str | None:
    match = re.search(
        r"\b(?:source|from|via)s?\s*:?\s+(?P<name>\S.*?)(?:\s*[|•·/]|$)", text, re.IGNORECASE
    )
    return match["name"] if match else None


def _cut_date(names: str) -> str:
    return (
        re.split(rf"\s*[|,;–—(-]?\s*(?=\d{{1,4}}[\s./-]|{MONTH}\s*\d)", names, maxsplit=1)[
            0
        ].strip()
        or names
    )
