"""Sentences that announce a reprint or say who first published it.

A grammar in three parts: what is published (the following article, it, this report), a verb of
publication with its preposition, and the names behind it, cut where the clause goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.posts.announcing import NOUN, WE_REPRINT, announces, points_down
from pipeline.posts.authors import REPORTING, author_of
from pipeline.posts.blocks import plain
from pipeline.posts.publication import FIRST, Clause, cut_names, publication
from pipeline.posts.signs import Signs
from pipeline.text import sentences

_THIS = re.compile(
    rf"\b(?:this|these|the\s+two|the\s+three|both)\s+(?:[\w'’-]+\s+){{0,3}}?{NOUN}\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^\W*(?:it|they|both|the\s+(?:[\w'’-]+\s+){0,3}?" + NOUN + r")\b", re.IGNORECASE
)
_PRECEDING = re.compile(
    rf"\b(?:preceding|previous|above|foregoing)\s+(?:[\w'’-]+\s+){{0,3}}?{NOUN}\b", re.IGNORECASE
)
_REPRINT = re.compile(
    r"""\b(?:re-?(?:posted|printed|published|produced|posting|print|publishing|publish)
      |cross-?posted|courtesy\s+of|sourced|taken|excerpted|borrowed)
        (?:\s+(?:here|below|in\s+full|with\s+(?:\w+\s+)?(?:permission|thanks|acknowledgement)))*\s*
        (?:(?P<prep>of|from|by|with\s+thanks\s+to|to)\s+)?(?P<names>[^.]*\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_WE_FROM = re.compile(
    r"\bwe\s+(?:\w+\s+){0,5}?(?:re-?print|re-?publish|re-?produce|re-?post|carry|publish|post|share|present|cross-?post|run)(?:ing)?\b"
    r".{0,160}?\bfrom\s+(?P<names>(?:the\s+)?.+)",
    re.IGNORECASE | re.DOTALL,
)
_TAKEN_FROM = re.compile(
    r",\s+(?:which|that)\s+we\s+(?:have\s+)?(?:take|took|taken|borrow|lift|quote|copy)(?:ed)?\s+"
    r"from\s+(?P<names>.+)",
    re.IGNORECASE,
)
_FROM_NOUN = re.compile(
    rf"\b{NOUN}\s+(?:is|are|comes?|was|were)?\s*(?:taken\s+)?from\s+(?P<names>.+)", re.IGNORECASE
)
_IS_BY = re.compile(
    rf"\b{NOUN}\b.{{0,60}}\b(?:is|are|was|were|comes?|came)\s+(?:by|from|courtesy\s+of)\s+"
    r"(?P<names>(?:the\s+)?[A-Z].+)"
)
_WHAT = re.compile(
    r"\b(?:what|how)\s+(?P<names>(?:the\s+)?(?-i:[A-Z]).{2,80}?)\s+"
    r"(?:wrote|writes|reported|reports|published|said|says|told|had\s+to\s+say)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:statement|release|communiqu\w+|readout|declaration|note|text)s?\s+(?:issued\s+|released\s+)?"
    r"(?:of|by|from)\s+(?P<names>(?:the\s+)?(?:[A-Z][\w'’-]+\s+)*(?:Embassy|Ministry|Office|Presidency"
    r"|Government|Department|Secretariat|Mission|Parliament|Council)\b.*)"
)
# Short sentences that hand over to the text below, by somebody whom they name.
_HANDS_OVER = re.compile(
    r"""\W*(?:
     (?:this|here|it|what\s+follows|the\s+rest)\s+is\s+(?:taken\s+)?from\s+(?P<giver>(?:the\s+)?(?-i:[A-Z])[^:]+)
    |(?:this|here)\s+is\s+how\s+(?P<teller>(?:the\s+)?(?-i:[A-Z]).{1,60}?)\s+
     (?:saw|sees|tells?|told|reports?|reported|puts?|describes?|described|covered|had|has|made
       |writes|wrote|says|said|carried|printed)\b[^:]*
    |(?:our|the)\s+(?:friends|colleagues|comrades)\s+(?:at|of|from)\s+(?P<friends>.{2,60}?)\s+
     (?:adds?|reports?|writes?|tells?|have|has|gives?|brings?|says?|notes?|carry|carries)\b[^:]*
    |(?P<house>(?!(?:s?he|they|it)\b)(?:the\s+)?(?-i:[A-Z])[\w.'’ -]{1,50}?)\s+
     (?:has|have|had|adds?|gives?|tells?|brings?)\s+(?:the|a|some|more|further|all\s+the)\s+(?:few\s+|full(?:er)?\s+|whole\s+|more\s+)?
     (?:story|details?|facts|particulars|rest)\b[^:]*(?=:)
    )[.:]$""",
    re.VERBOSE | re.IGNORECASE,
)
_HANDING = 160  # characters of such a sentence
_FROM = re.compile(r"\W*from\s+(?P<names>[^:]+):$", re.IGNORECASE)
_OWN = re.compile(
    rf"^\W*(?:this|it)\b(?:\s+{NOUN})?.{{0,20}}\b(?:was|is|has|appeared|ran)\b"
    rf"|^\W*{FIRST}\s+(?:published|appeared)",
    re.IGNORECASE,
)
_NO_TEXT_SIGNS = Signs(
    ("embedded", "watch", "video", "livestream", "recording", "podcast", "listen")
)
_PRECEDING_SIGNS = Signs(("preceding", "previous", "above", "foregoing"))
_THIS_SIGNS = Signs(("this", "these", "the two", "the three", "both"))
_NO_TEXT = re.compile(
    r"\b(?:embedded|watch|video|livestream|recording|podcast|listen)\b", re.IGNORECASE
)
_HINTS = Signs((
    "ollow", "elow", "ublish", "eprint", "epost", "rosspost", "ross-post", "eproduc", "riginally",
    "ourtesy", "e carry", "ext of", "ull text", "ppeared", "aken from", "orrowed", "From ",
    " reads:", " is by ", " comes from ", "e take", "e took", " is from ", "arried", "ssued",
    "eleased", "irst aired", "his is how", "ere is how", "riends at", "olleagues at", "he story:",
    "etails:", "etails.", "he story.",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a paragraph says about the reprints that it announces.

    `names` is the raw list of publishers ("" if none), `share` the part of the paragraph's words
    that announce, `main` whether a main clause does (an aside in an editorial sentence is
    embedded), `ends` whether the last sentence does, `plural` whether several texts are announced.
    """

    names: tuple[str, ...]
    author: str | None
    main: bool
    ends: bool
    share: float
    plural: bool
    first: bool  # it speaks of a publication ("was originally published by …")
    announces: bool  # it points at the text that follows
    own: bool = False  # it speaks of "this article"


def read_attribution(text: str) -> Attribution | None:
    """Attribution in one paragraph; None if no sentence announces or attributes a text."""
    if len(text) > 6000 or not _HINTS(text):
        return None
    whole = plain(text)
    spans = sentences(whole)
    names: list[str] = []
    author = None
    total = counted = 0
    main = ends = plural = first = announces = own = False
    followed = False  # a sentence before spoke of the text that follows
    for start, end in spans:
        sentence = whole[start:end]
        if not followed and not _HINTS(sentence):
            total += len(sentence.split())
            ends = False
            continue
        size = len(sentence.split())
        total += size
        found = _handed_over(sentence) if len(spans) == 1 else None
        found = found or _read_sentence(sentence, followed)
        ends = found is not None
        if found is None:
            continue
        followed = True
        counted += size
        names.extend(found.names)
        author = author or found.author
        main |= found.main
        plural |= found.plural
        first |= found.first
        announces |= found.announces
        own |= _OWN.search(sentence) is not None
    if not counted:
        return None
    return Attribution(
        tuple(names), author, main, ends, counted / max(total, 1), plural, first, announces, own
    )


def _handed_over(sentence: str) -> Attribution | None:
    """ "This is how X told it:", a paragraph of its own."""
    over = _HANDS_OVER.match(sentence) if len(sentence) <= _HANDING else None
    if over is None:
        return None
    names = cut_names(next(filter(None, over.groups())))
    return Attribution((names,), None, True, True, 1.0, False, False, True)


def _read_sentence(sentence: str, followed: bool) -> Attribution | None:
    lower = sentence.lower()
    if sentence[:1] in "\"'“‘" or (_NO_TEXT_SIGNS(lower) and _NO_TEXT.search(sentence)):
        return None
    back = _PRECEDING_SIGNS(lower) and _PRECEDING.search(sentence) is not None
    down = points_down(sentence, lower)
    following = down or (_THIS.search(sentence) if _THIS_SIGNS(lower) else None)
    if not (back or following is not None or _may_stand_alone(sentence)):
        return None
    clause = publication(sentence)
    if back:
        # It tells of a text above: part of the attribution paragraph, but no name for what follows.
        return (
            Attribution((), None, True, True, 1.0, False, clause is not None, False)
            if clause
            else None
        )
    deictic = following is not None or (followed and _PRONOUN.match(sentence) is not None)
    names: tuple[str, ...] = ()
    is_first = clause is not None and (clause.first or clause.verb.startswith(("re", "cross")))
    if clause is not None and (
        deictic or _is_relative(sentence, clause) or (is_first and _PRONOUN.match(sentence))
    ):
        names = (clause.names,) if clause.names else ()
    elif following is not None:
        lead = (
            _IS_BY.search(sentence)
            or _WHAT.search(sentence)
            or _BODY.search(sentence)
            or _WE_FROM.search(sentence)
            or _FROM_NOUN.search(sentence)
            or _FROM.match(sentence)
        )
        if lead is not None:
            names = (cut_names(lead["names"]),)
    elif (taken := _TAKEN_FROM.search(sentence)) is not None:
        names = (cut_names(taken["names"]),)
        clause = clause or Clause(True, "taken", names[0], 0)
    elif (reprint := _REPRINT.match(sentence)) is not None:
        names = (cut_names(reprint["names"]),)
        clause = clause or Clause(True, "reprinted", names[0], 0)
    elif (opening := _OPENING.match(sentence)) is not None:
        names = (cut_names(opening["names"]),)
        clause = clause or Clause(True, "published", names[0], 0)
    if not names and not (following is not None and announces(sentence)):
        if following is None:
            return None
        author = author_of(sentence)
        points = re.search(rf"\b{NOUN}\s+below\b|\bbelow\b", sentence, re.IGNORECASE)
        if author is None and points is None:
            return None
        return Attribution((), author, False, True, 1.0, False, False, points is not None)
    embedded = _is_embedded(sentence, following, clause)
    return Attribution(
        names,
        author_of(sentence),
        not embedded,
        True,
        1.0,
        _is_plural(sentence),
        clause is not None or WE_REPRINT.search(sentence) is not None,
        down is not None and not embedded,
    )


def _may_stand_alone(sentence: str) -> bool:
    """It need not point at a text: "It first appeared in X", "…, which was published by X"."""
    return (
        ", which " in sentence
        or ", that " in sentence
        or _PRONOUN.match(sentence) is not None
        or _REPRINT.match(sentence) is not None
        or _OPENING.match(sentence) is not None
    )


_OPENING = re.compile(
    rf"^\W*(?:(?:this|the)\s+{NOUN}\s+)?{FIRST}\s+(?:published|posted|printed|appeared|carried|released|broadcast|aired)\s+"
    rf"(?:by|in|on|at|with)\s+(?P<names>.+\S)",
    re.IGNORECASE,
)


def _is_embedded(sentence: str, following: re.Match[str] | None, clause: Clause | None) -> bool:
    """An aside: "In the following article, which was first published in X, Y argues …"."""
    if re.match(r"\W*in\s+(?:the|this|an?)\b", sentence, re.IGNORECASE):
        return True
    if clause is not None and _is_relative(sentence, clause):
        # The main clause speaks of something else, unless it begins with the text itself.
        return not re.match(r"\W*(?:the|this|these|below)\b", sentence, re.I)
    if _GOES_ON.search(sentence) is None:
        return False
    return _WITH_RELATIVE.search(sentence) is not None


_GOES_ON = re.compile(rf",\s+(?:\w+ly\s+)?{REPORTING}\b")
_WITH_RELATIVE = re.compile(
    rf"\b(?:following|this|these)\b.{{0,80}}?{NOUN},?\s+"
    r"(?:which|that|(?:originally|first|written|by|published|released|carried|from)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r",\s+(?:which|that)\s+(?:(?:was|were|has|had|have|been|is)\s+)*$", re.IGNORECASE
)


def _is_relative(sentence: str, clause: Clause) -> bool:
    """ "… this recollection, which first appeared in X": the source stands in a relative clause."""
    if not clause.first:
        return False
    before = sentence[: clause.start]
    return _RELATIVE.search(before) is not None


def _is_plural(sentence: str) -> bool:
    return (
        re.search(
            r"\b(?:articles|reports|items|pieces|texts|statements|readouts|speeches|letters|dispatches|stories|essays|"
            r"documents|messages|editorials|accounts|materials|these|both|respectively|two|three|four)\b",
            sentence,
            re.IGNORECASE,
        )
        is not None
    )
