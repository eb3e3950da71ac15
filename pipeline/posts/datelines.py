"""Datelines: "BEIJING, Jan. 10 (Xinhua) — …".

A dateline has up to three parts (place, date, agency) in front of the first sentence. Two of
them, or one and a strong dash, make it certain; a capitalised phrase with a colon does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.posts.dateline_parts import DASH, Dateline, parse_dateline, tidy_place
from pipeline.posts.printed import parse_date

__all__ = ["Dateline", "find_dateline", "tidy_place"]


def _never(name: str) -> bool:
    return False


def find_dateline(
    head: str,
    *,
    agencies: frozenset[str] = frozenset(),
    is_place: Callable[[str], bool] = _never,
    is_house: Callable[[str], bool] = _never,
) -> Dateline | None:
    """Dateline at the beginning of a paragraph.

    `agencies` are known tags in lower case. `is_place` tells whether a name is a known place, which
    makes "Podgorica – The ministers …" certain; `is_house` whether it is a known publisher,
    of which fewer signs are asked where it stands alone in brackets or before a colon.
    """
    if head[:1] in "([":
        wrapped = _wrapped(head, agencies, is_place, is_house)
        if wrapped is not None:
            return wrapped
    slashed = _SLASHED.match(head)
    if slashed is not None and slashed["agency"].lower() in agencies:
        return Dateline(_tidy(slashed["place"]), None, slashed["agency"], slashed.end())
    tag = _TAG_FIRST.match(head)
    if tag is not None and tag["tag"].lower() in agencies:
        return _behind_tag(head, tag["tag"], tag.end(), agencies)
    dated = _dated_bracket(head)
    if dated is not None:
        return dated
    head, cut = _without_hijri(head)
    parted = _PARTED.match(head)
    if parted is not None and parted["agency"].lower() in agencies:  # "Doha / QNA / 11 November"
        closed = f"  /{parted['agency']}/  "  # of the same length
        head = head[: parted.end("place")] + closed + head[parted.end() :]
    found = parse_dateline(head, agencies)
    if found is not None and cut:
        found = replace(found, end=found.end + cut)
    if found is not None:
        return found
    housed = _place_and_house(head, is_place, is_house)
    if housed is not None:
        return housed
    first = _house_first(head, is_house)
    if first is not None:
        return first
    pointed = _POINT_TAG.match(head)
    if pointed is not None and pointed["agency"].lower() in agencies and is_place(pointed["place"]):
        return Dateline(_tidy(pointed["place"]), None, pointed["agency"], pointed.end())
    return _tagged_place(head, agencies, is_place) or _known_place(head, is_place)


_INNER = re.compile(r"\s*\([^()]*\)")  # "Caribbean Community (CARICOM) Secretariat"
_WIDER = re.compile(r"^(?:Greater|Metro|Central)\s+")
_TAGS = re.compile(r"\s*[-–/]\s+|\s*[()]\s*")


def _wrapped(
    head: str,
    agencies: frozenset[str],
    is_place: Callable[[str], bool],
    is_house: Callable[[str], bool],
) -> Dateline | None:
    """ "(Hanoi, 5 March) The …", "(KCNA) — The …", "(CARICOM Secretariat, Turkeyen) The …"."""
    closing = head.find(")" if head[0] == "(" else "]", 1, 80)
    if head.find("(", 1, max(closing, 1)) > 0 and head[closing + 1 : closing + 2] != ")":
        closing = head.find(")", closing + 1, 120)
    if closing < 0:
        return None
    inner = head[1:closing]
    after = DASH.match(head, closing + 1)
    end = after.end() if after else closing + 1
    if "(" in inner and head[closing + 1 : closing + 2] == ")":
        after, closing = DASH.match(head, closing + 2), closing + 1
        end = after.end() if after else closing + 1
    if inner.lower() in agencies:
        return _behind_tag(head, inner, end, agencies)
    house, *others = _INNER.sub("", inner).split(", ")
    if head[end : end + 3].lstrip()[:1].isupper() and is_house(house):
        places = (_WIDER.sub("", other) for other in others)
        return Dateline(next((p for p in places if is_place(p)), None), None, house, end)
    known = [part for part in _TAGS.split(inner) if part.lower() in agencies]
    if known and len(inner) < 60:
        return _behind_tag(head, known[-1], end, agencies)  # "(MENAFN- Kuwait News Agency (KUNA))"
    found = parse_dateline(inner + " — x", agencies)
    if found is not None and found.date is not None:
        return Dateline(found.place, found.date, found.agency, end)
    return None


_SLASHED = re.compile(
    r"(?P<place>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)\s*/(?P<agency>[^/\s]{2,20})/\s*"
)
_PARTED = re.compile(r"(?P<place>[A-Z][^/\n]{1,30}?) / (?P<agency>\w[\w ]{1,11}) / ")
_TAG_FIRST = re.compile(r"(?P<tag>[A-Z]{2,12})\s*(?:—|–|--|-)\s*(?=[A-Z])")


def _behind_tag(head: str, tag: str, end: int, agencies: frozenset[str]) -> Dateline:
    """The agency stands first; place and date may follow: "(KPL) Hanoi, 9 February 2012: …"."""
    blank = len(head[end:]) - len(head[end:].lstrip())
    found = parse_dateline(head[end + blank :], agencies)
    if found is None or found.place is None or found.date is None:
        return Dateline(None, None, tag, end)
    return replace(found, agency=tag, end=found.end + end + blank)


_HIJRI = re.compile(
    r",?\s*(?:\d{1,2}\s+)?(?:Muharram|Safar|Rabi\S*(?:\s\S{1,7})?|Jumada\S*(?:\s\S{1,7})?|Rajab|Sha'?a?ban|Ramadan|Shawwal"
    r"|(?:Dh|Th)\S*(?:[\s-]\S{2,9})?)(?:\s+\d{1,2})?,?\s+1[34]\d\d(?:\s*A?\.?H\.?)?,?\s*"
    r"(?:corresponding\s+to\s+)?(?=[A-Z\d])"
)
_SENTENCE = 100  # characters that few titles have
_TEXT = 150  # characters that no title has
_PLACE_DASH = re.compile(
    r"(?P<place>[A-Z][\w.'’ -]{2,30}?(?:, [A-Z][\w.' ]{2,20})?)"
    r"(?:\s*(?:—|–|--|-|:)\s+|(?<=[A-Z]{3})(?:—|--))(?=[A-Z\"'])"
)


# "Baku. TurkicWorld:"
_POINT_TAG = re.compile(
    r"(?P<place>[A-Z][\w-]+)\. (?P<agency>[A-Z][\w.-]*(?: [A-Z]\w+)?):(?:\s+|$)"
)
_TAGGED_PLACE = re.compile(
    r"(?P<place>[A-Z][\w.'’ -]{2,30}?)(?:,\s?[A-Z][\w. ]{1,20})?\s*,?\s*"
    r"\((?P<agency>[^()]{2,40})\)\s*(?=[A-Z\"'])"
)


def _tagged_place(
    head: str, agencies: frozenset[str], is_place: Callable[[str], bool]
) -> Dateline | None:
    """ "Havana (Prensa Latina) The …": a known place and tag need no dash."""
    match = _TAGGED_PLACE.match(head)
    if match is None or not is_place(match["place"]):
        return None
    agency = match["agency"].strip()
    if agency.lower() not in agencies and not re.fullmatch(r"[\w-]+\.[A-Za-z]{2,6}", agency):
        return None
    place = head[: match.start("agency") - 1].rstrip(" ,")
    return Dateline(_tidy(place), None, agency, match.end())


def _tidy(place: str | None) -> str | None:
    return None if place is None else tidy_place(place)


def _without_hijri(head: str) -> tuple[str, int]:
    """The head without an Islamic date beside the common one, and how much was cut."""
    if "13" not in head[:70] and "14" not in head[:70]:
        return head, 0
    match = _HIJRI.search(head, 0, 70)
    if match is None:
        return head, 0
    shorter = head[: match.start()] + ", " + head[match.end() :]
    return shorter, len(head) - len(shorter)


_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}"
_DATED_BRACKET = re.compile(
    rf"(?P<place>{_NAME}(?:, {_NAME})?),?\s*(?:[–—-]+\s*)?\((?P<inside>[^()]{{6,80}})\)\s*"
)
_PART = re.compile(r"(?:^|(?<=[\s,/–—-]))(?=[^\W_])")


def _dated_bracket(head: str) -> Dateline | None:
    """ "Jeddah (Gulf Wire - 28th May, 2019) The …", "Belmopan, Belize – (May 3, 2016) The …"."""
    match = _DATED_BRACKET.match(head)
    if match is None:
        return None
    inside = match["inside"].strip()
    for part in _PART.finditer(inside):
        stated = parse_date(inside, part.start(), whole=True)
        if stated is not None and stated[0].day is not None:
            agency = inside[: part.start()].strip(" ,/–—-")
            if agency and not agency[0].isupper():
                return None
            dash = DASH.match(head, match.end())
            end = dash.end() if dash else match.end()
            return Dateline(_tidy(match["place"]), stated[0], agency or None, end)
    return None


_PLACE_HOUSE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})(?:,\s+|\s+[-–—]\s*)"
    r"(?P<house>[A-Z][\w.'’ -]{2,40}?)(?::\s+|$)"
)


def _place_and_house(
    head: str, is_place: Callable[[str], bool], is_house: Callable[[str], bool]
) -> Dateline | None:
    """ "Lomé, Togo Wire: The …", and "Muscat - Arab Today" alone on its line."""
    match = _PLACE_HOUSE.match(head)
    if match is None or not is_house(match["house"]) or not is_place(match["place"]):
        return None
    return Dateline(_tidy(match["place"]), None, match["house"], match.end())


_HOUSE_FIRST = re.compile(
    r"(?P<house>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?:\s*/\s*|\s+[–—-]{1,2}\s+)(?=[A-Z\"'])"
)


def _house_first(head: str, is_house: Callable[[str], bool]) -> Dateline | None:
    """ "Steppe News / A delegation …": a known name and a stroke open the text."""
    match = _HOUSE_FIRST.match(head)
    if match is None or len(head) < _SENTENCE or not is_house(match["house"]):
        return None
    return Dateline(None, None, match["house"], match.end())


def _known_place(head: str, is_place: Callable[[str], bool]) -> Dateline | None:
    match = _PLACE_DASH.match(head)
    if match is None or not is_place(match["place"].split(",")[0]):
        return None
    if (
        head[match.end("place")] == ":"
        and len(head) < _TEXT
        and (not match["place"].isupper() or head[match.end() :].isupper())
    ):
        return None  # "Kaliningrad: a handshake", or a title in capitals
    return Dateline(_tidy(match["place"]), None, None, match.end())
