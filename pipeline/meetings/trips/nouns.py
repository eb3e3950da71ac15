"""Nouns of travel: "P's visit to", "a visit by P", "during his trip"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.meetings.frames import subject_after
from pipeline.meetings.slots import ANYONE, Slotted
from pipeline.meetings.trips import geography, modality, words
from pipeline.meetings.trips.found import Found, Owner, Taken
from pipeline.meetings.trips.geography import Destination
from pipeline.meetings.trips.verbs import subject
from pipeline.reference import Reference


def _noun(
    view: Slotted, match: re.Match[str], where: list[Destination], who: str, owner: Owner
) -> Found | None:
    status, reason = modality.of_noun(view, match.start(), match.end())
    unplaced = not where and not geography.elsewhere(view, match.end())
    if not where and not unplaced:
        return None
    weak = (
        re.search(
            r"\b(?:anniversary|memory|since|outcomes?|results?|consensus)\b[^.,;]*$",
            view.text[: match.start()],
        )
        is not None
    )
    if reason is None and match["noun"].lower().endswith("s") and not any(d.dates for d in where):
        return None  # visits in general
    strong = bool(where) and not weak
    return Found(
        match.start(),
        match.end(),
        who,
        owner,
        where,
        match[0],
        status,
        strong,
        unplaced=unplaced,
        asserted=modality.takes_place(view, match.start(), match.end()),
        verb=match["noun"].lower(),
        reason=reason,
    )


def owned(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "P's state visit to X", "P's X visit"."""
    for match in words.OWNED.finditer(view.text):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        where = geography.behind_noun(view, match.end()) or geography.inside_phrase(
            view, match["words"], reference
        )
        item = _noun(view, match, where, match["owner"], "named")
        if item is not None:
            yield item


def by_owner(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "a visit to X by P", "the visit of P to X", "a Beijing visit by P"."""
    for match in (
        *words.THAT_OF.finditer(view.text),
        *words.BY_OWNER.finditer(view.text),
        *words.OF_OWNER.finditer(view.text),
    ):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        if re.search(
            r"\b(?:invitation|request|initiative|hosted|organi[sz]ed|arranged|received|paid"
            r"|made|accompanied|led|headed|signed|issued|statement|said)\s?(?:its |the )?$",
            match["rest"],
        ):
            continue
        before = re.search(
            r"(?:[\w'-]+\s|[\ue400-\ue4ff]\s|[\ue500-\ue6ff]\s){1,3}$", view.text[: match.start()]
        )
        where = geography.behind_noun(view, match.end("noun"))
        if not where:
            where = geography.behind_noun(view, match.end("who"))
        if not where and before:
            where = geography.inside_phrase(view, before[0], reference)
        item = _noun(view, match, where, match["who"], "named")
        if item is not None:
            yield item


def relative(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "the visit that he made to X"."""
    for match in words.RELATIVE.finditer(view.text):
        if taken.free(match.start("noun"), match.end("noun")):
            item = _noun(
                view, match, geography.behind_noun(view, match.end()), match["who"], "named"
            )
            if item is not None:
                yield item


def earlier(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "his previous trips being in 2015 and 2017": further visits, where the last one went."""
    for match in words.EARLIER.finditer(view.text):
        if not taken.free(*match.span()):
            continue
        rest = match["rest"] or match["rest2"] or ""
        dates = tuple(view.of(match["dates"] or match["dates2"]))
        where = (
            geography.behind_noun(
                view, match.start("rest") if match["rest"] else match.start("rest2")
            )
            if rest
            else []
        )
        placed = [Destination(d.country, d.place, dates) for d in where] or [
            Destination(None, None, dates)
        ]
        owner: Owner = "me" if (match["owner"] or match["owner2"]).lower() == "my" else "pronoun"
        yield Found(
            match.start(),
            match.end(),
            "",
            owner,
            placed,
            match[0],
            plural=True,
            earlier=True,
            verb="trips",
        )


def role_owned(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "the Chinese guest's visit"."""
    for match in words.ROLE_OWNED.finditer(view.text):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        where = geography.behind_noun(view, match.end())
        item = _noun(view, match, where, "", "role")
        if item is not None:
            item.role = (match["modifier"].strip(), match["role"].lower())
            yield item


def first_by(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "It is the first visit to X by a Peruvian foreign minister": the article's own guest."""
    for match in words.FIRST_BY.finditer(view.text):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        where = geography.behind_noun(view, match.end("noun")) or geography.behind_noun(
            view, match.end()
        )
        item = _noun(view, match, where, "", "role")
        if item is not None:
            item.role = (match["modifier"], match["role"].lower())
            yield item


def pronoun_owned(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "his visit to X", "during my trip"."""
    for match in words.PRONOUN_OWNED.finditer(view.text):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        where = geography.behind_noun(view, match.end()) or geography.inside_phrase(
            view, match["words"], reference
        )
        owner: Owner = "me" if match["owner"].lower() == "my" else "pronoun"
        item = _noun(view, match, where, "", owner)
        if item is not None:
            item.strong = item.strong and match["owner"].lower() != "their"
            yield item


def returned(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "his return from X"."""
    for match in words.RETURN.finditer(view.text):
        where = geography.behind_verb(view, match.end()) or geography.behind_noun(view, match.end())
        if where and taken.free(*match.span()):
            owner: Owner = "named" if match["who"] else "pronoun"
            item = _noun(view, match, where, match["who"] or "", owner)
            if item is not None:
                yield item


def took_place(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "The visit took place from March 1 to 3": of the trip told last."""
    match = words.TOOK_PLACE.match(view.text)
    if match is not None:
        placed = [Destination(None, None, tuple(view.of(match["dates"])))]
        yield Found(match.start(), match.end(), "", "last", placed, match[0], verb="visit")


def tour_takes(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "The tour has already taken him to X": whoever was told of last."""
    match = words.TOUR_TAKES.match(view.text)
    where = geography.behind_verb(view, match.end()) if match else []
    if match is not None and where:
        coming = re.search(r"\b(?:will|is to|would)\b", match["when"]) is not None
        status = "announced" if coming else "held"
        yield Found(match.start(), match.end(), "", "last", where, match[0], status, verb="tour")


def called_off(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "The visit has been put off": the trip told last will not take place."""
    match = words.CALLED_OFF.match(view.text)
    if match is not None:
        yield Found(
            match.start(), match.end(), "", "last", [], match[0], unplaced=True, reason="cancelled"
        )


# "commended her for the visit to X"
_THANKED_FOR = re.compile(
    rf"\b(?:commended|thanked|praised|congratulated|hailed|lauded)\b[^;.{ANYONE[1:-1]}]{{0,20}}"
    rf"(?P<who>{ANYONE})[^;.]{{0,40}}? for $"
)


def the_visit(view: Slotted, taken: Taken, reference: Reference) -> Iterator[Found]:
    """ "during the visit", "as part of a visit to X": the subject's, or the one told of before."""
    for match in words.THE_VISIT.finditer(view.text):
        if not taken.free(match.start("noun"), match.end("noun")):
            continue
        indefinite = match["det"].lower() in ("a", "an")
        if not indefinite and re.match(r"(?:of|on) the\b", match[0], re.I):
            continue
        where = geography.behind_noun(view, match.end())
        others = re.match(
            r"(?:following|after|ahead|before|on the eve|prior|preparatory)\b", match[0], re.I
        )
        who = None
        thanked = _THANKED_FOR.search(view.text[: match.start() + 4])
        if thanked is None and match[0][:4].lower() == "for ":
            continue
        if thanked is not None:
            who = (thanked["who"], thanked.end("who"))
        elif indefinite or not others:
            clause = re.search(r"(?:,|\b(?:that|how|when|while))\s$", view.text[: match.start()])
            behind = subject_after(view.text, match.end()) if clause else None
            if behind is None and not re.search(ANYONE, view.text[: match.start()]):
                behind = subject_after(view.text, match.end())
            if behind is not None:
                who = (view.text[behind[0] : behind[1]], behind[1])
            else:
                who = subject(view, match.start()) or _after(view, match.end())
        item = _noun(view, match, where, who[0] if who else "", "story")
        if item is not None:
            item.strong = item.strong and (indefinite or thanked is not None)
            yield item


def _after(view: Slotted, position: int) -> tuple[str, int] | None:
    """The subject right behind an opening phrase without comma: "During the visit P said"."""
    match = re.compile(rf"[^;,.{ANYONE[1:-1]}]{{0,60}},? ?(?P<who>{ANYONE})").match(
        view.text, position
    )
    return (match["who"], match.end("who")) if match else None


FIRST = (earlier, relative, took_place, tour_takes, called_off, returned)
FINDERS = (owned, by_owner, first_by, role_owned, pronoun_owned, the_visit)
