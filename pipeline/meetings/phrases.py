"""The noun phrase of a name: its titles before it and its apposition behind it.

The name step gives a phrase with every mention; this module widens it where it is the bare name,
so that templates can step over "…, Minister of Foreign Affairs of the Republic of X," as one unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.meetings.corpus import Mention

# Head nouns of offices. Lower case; compared without regard to case.
TITLE_NOUNS = frozenset(
    """
    president vice-president premier vice-premier minister vice-minister ministers secretary
    secretaries secretary-general chairman chairwoman chairperson chair vice-chairman vice-chair
    member members head leader leaders chief director director-general deputy ambassador envoy
    consul consul-general commissioner counsellor councillor councilor governor mayor chancellor
    king queen prince princess emir sultan crown speaker senator representative congressman
    congresswoman general admiral marshal commander colonel lieutenant major comrade diplomat
    spokesperson spokesman spokeswoman professor dr mr mrs ms sir lord dame madam sheikh pope
    cardinal archbishop imam ayatollah politburo cabinet advisor adviser aide coordinator
    co-chair co-chairman co-leader founder ceo executive manager counterpart undersecretary
    under-secretary-general president-elect host administrator justice prosecutor attorney
    convenor convener principal rector dean scholar wife husband spouse lady excellency majesty
    highness premier-designate taoiseach tánaiste caliph amir official treasurer delegate first
    honourable honorable hon
    reporter journalist correspondent anchor presenter businessman businesswoman tycoon
    entrepreneur activist
    """.split()
)
_MODIFIERS = frozenset(
    """
    vice deputy alternate acting interim former first second third executive permanent standing
    senior top chief newly visiting current incumbent outgoing new political foreign prime crown
    supreme national general high special assistant then veteran paramount ruling party state
    federal honorary caretaker hard right left wing
    """.split()
)
_CONNECTIVES = frozenset("of the and for in to on at & with its his her their".split())
_JOINTS = frozenset("for in on at with and".split())
_TOKEN_BEFORE = re.compile(r"(\([^()]*\)|[^\s,;:]+)([,]?)\s+$")
_CAPITAL = re.compile(r"[A-Z0-9ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŠŽĐ(\[]")
_PLURALS = frozenset(
    "ministers leaders presidents secretaries members officials sides envoys".split()
)
_DETERMINERS = frozenset("the its his her their our a an".split())


def _core(token: str) -> str:
    return token.strip("()\"'[]").removesuffix("'s").lower()


def _is_title(token: str) -> bool:
    core = _core(token)
    return core in TITLE_NOUNS or core.rsplit("-", 1)[-1] in TITLE_NOUNS


def phrase_before(text: str, start: int, floor: int) -> int:
    """Start of the titles directly before position `start`, not before `floor`.

    `text` is levelled. Walks back over capitalised words, office nouns and their connectives and
    keeps what begins with a title or a country's name; returns `start` where there is none.
    """
    position, best, seen_title, crossed = start, start, False, False
    behind_comma = False
    segment = False  # an office stands in the words up to the next comma
    while position > floor:
        match = _TOKEN_BEFORE.search(text, max(floor, position - 60), position)
        if match is None or match.start() < floor:
            break
        token, core = match[1], _core(match[1])
        if match[2] and core in _PLURALS:
            break
        if match[2] and text.startswith("and ", position):
            break  # "…, special envoy of Peru, and Deputy Minister X": two persons
        if match[2] and not (seen_title and _continues_list(text, position)):
            portfolio = not seen_title and _PORTFOLIO.search(text, floor, match.end(1))
            if not portfolio:
                break
            return phrase_before(text, portfolio.start("office"), floor)
        title = _is_title(token)
        segment = (segment and not match[2]) or title
        behind_comma = behind_comma or bool(match[2])
        known = title or core in _MODIFIERS
        if not (known or core in _CONNECTIVES or _CAPITAL.match(token)):
            break
        # "Meeting President X", "On Friday President X": a verb or preposition, no title.
        if (core in _STOPPERS or (core.endswith("ing") and not known)) and not title:
            break
        seen_title = seen_title or title
        position = match.start(1)
        if core in ("his", "her") and _STYLE.match(text, position) and text[position - 2] != ",":
            return position  # "letters to His Majesty King X"
        if seen_title and token.endswith("'s") and text[floor:position].endswith(" and "):
            return position  # "the President and Peru's Minister X": two offices
        # "at the Palace for President X", "of Peru and her counterpart X": behind a preposition
        # or an "and" only an office goes on.
        crossed = (crossed or (seen_title and core in _JOINTS)) and not title
        another = behind_comma and _OF_ANOTHER.search(text, floor, position) is not None
        if (
            segment
            and not (crossed or another)
            and core not in _CONNECTIVES
            and (known or _CAPITAL.match(token))
        ):
            best = position
    article = re.search(
        r"(?:\b(?:the|its|his|her|their|our)\s+)$", text[max(floor, best - 8) : best], re.I
    )
    if article and best < start:
        best -= len(article[0])
    return best


# "Minister for Science, Technology & Space X": a list of what one office is for
_PORTFOLIO = re.compile(
    r"(?P<office>\b(?:minister|secretary|commissioner|director|undersecretary)) (?:of|for) "
    r"(?:the )?[A-Z][\w'-]*(?:(?:,| and| &| of|,? the)? [A-Z][\w'-]*)*$",
    re.I,
)
# "Envoy of the President of A for B, and Minister C": the President is somebody else.
_OF_ANOTHER = re.compile(r"\b(?:of|for|to)(?: the| his| her)? $")
_STYLE = re.compile(
    r"(?:His|Her) (?:Royal |Serene |Imperial )?(?:Majesty|Highness|Excellency|Eminence|Holiness)\b"
)
_STOPPERS = frozenset(
    """
    on in at by with from meeting received receiving met while when during after before following
    hosting earlier later today yesterday monday tuesday wednesday thursday friday saturday sunday
    also and said that attended led headed by noting as both as is was meets meet
    """.split()
) - {"and", "in"}


def _continues_list(text: str, position: int) -> bool:
    """Whether the words from `position` go on with a list of offices ("Member of A, Minister…")."""
    following = re.match(r"(?:and |the )*([^\s,]+)(?:\s+([^\s,]+))?", text[position:])
    return following is not None and any(
        word is not None and (_is_title(word) or _core(word) in _MODIFIERS)
        for word in following.groups()
    )


_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")
# "President X of the Republic of Y"
_OF_COUNTRY = re.compile(
    r" of (?:the )?[A-Z][\w'-]+(?: (?:of |and |the )?[A-Z][\w'-]+){0,5}(?!\w)(?!'s)"
)
_SEGMENT = re.compile(r",\s+(?P<body>(?:[^,;.()]|\([^()]*\)|\.(?=\w)|(?<=\b[A-Z])\.)+)")
_FINITE = re.compile(
    r"\s(?:said|met|meets|held|holds|was|were|is|are|has|have|had|will|who|which|noted|added|"
    r"received|paid|told|spoke|made|also|raised|stressed|underlined|expressed|thanked|welcomed|"
    r"congratulated|praised|emphasi[sz]ed|highlighted|reiterated|reaffirmed|discussed|conveyed|"
    r"called|urged|informed|briefed|recalled|hailed|pointed|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_CLAUSE = re.compile(r"(?:who|where|which|when|while|but|said|met|held|he|she|they|also met)\b")


def phrase_after(text: str, end: int, ceiling: int, *, governed: bool = False) -> int:
    """End of the apposition behind position `end`: ", Minister of … (ABC)", without the comma.

    Returns `end` where none follows; never crosses `ceiling` (the next name). Behind a name that a
    preposition governs, an office with a verb of its own is the subject of the clause: "In his
    meeting with X, the Minister raised …".
    """
    best = end
    for pattern in (_BRACKET, _OF_COUNTRY, _BRACKET):
        match = pattern.match(text, best, ceiling)
        best = match.end() if match else best
    position = best
    while match := _SEGMENT.match(text, position, ceiling):
        body = match["body"]
        finite = _FINITE.search(body)
        if finite:
            body = body[: finite.start()]
            if governed and body.startswith("the "):
                break
        if _CLAUSE.match(body) or not _opens_with_title(body):
            break
        closes = text[match.end() : ceiling + 1].strip(" ,") == "" and ceiling < len(text)
        if body.startswith("and ") and (closes or best == end):
            break  # "X, and the Minister of Trade, Y": the office is that of Y
        best = position = match.start("body") + len(body.rstrip())
        if finite:
            break
    return best


def _opens_with_title(body: str) -> bool:
    for token in body.split()[:7]:
        if _is_title(token):
            return True
        core = _core(token)
        known = core in _MODIFIERS or core in _DETERMINERS or core in ("also", "of", "and")
        if not (known or _CAPITAL.match(token)):
            return False
    return False


_GOVERNED = re.compile(
    r"\b(?:with|by|to|of|between|for|from|meeting|receiving)(?: the| his| her| its| an?)? $", re.I
)
_PLURAL_OFFICE = re.compile(
    r"(?:the )?(?:\w+ )?(?:presidents|ministers|premiers|leaders|ambassadors|speakers|heads|chiefs|"
    r"secretaries) (?:of|from) [^,]*, ",
    re.I,
)
# "Chief of the Army Staff General X": the rank is not all; "envoy of President X" is another's.
_WIDENS = re.compile(r"(?:^|[\s(])[A-Z][^\s,;]* $")
# "Talking to X, the Minister said": an office that acts is no apposition of the name before it.
_ACTING = re.compile(r",? the [^,]{2,40}$")
# What a noun phrase begins with, or stands behind.
_BEGINS = re.compile(r"(?:the|its|his|her|their|our|an?|[\w-]+'s?)$", re.I)


def office_before(text: str, start: int, floor: int) -> int:
    """Start of an office that a comma parts from its holder: "the General Secretary of A, X"."""
    if text[start - 2 : start] != ", ":
        return start
    position, title = start - 2, False
    while position > floor:
        match = _LAST_TOKEN.search(text, max(floor, position - 60), position)
        if match is None or match[2]:
            break
        token, core = match[1], _core(match[1])
        begins = _BEGINS.match(token) is not None
        office = _is_title(token)
        known = office or begins or core in _MODIFIERS or core in _CONNECTIVES
        if not (known or _CAPITAL.match(token)) or (core in _STOPPERS and not office):
            break
        title = title or (office and core not in _PLURALS)
        position = match.start(1)
        if title and begins and not text[floor:position].endswith((" of ", " for ", " to ")):
            return position
    return start


_LAST_TOKEN = re.compile(r"(\([^()]*\)|[^\s,;:]+)(,?)\s*$")


def phrases(
    text: str,
    offset: int,
    mentions: Sequence[Mention],
    barriers: Sequence[tuple[int, int]] = (),
    ends: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """Phrase span of every person in `mentions`, relative to `text`; they never overlap.

    `offset` is the document position of `text[0]`. Mentions are sorted by start. A stated phrase
    is kept and widened where the words around it are plainly titles. `barriers` are spans that
    no phrase crosses (dates); no title reaches back over one of `ends` ("in Bonn, President X").
    """
    spans: list[tuple[int, int]] = []
    for index, mention in enumerate(mentions):
        floor = spans[-1][1] if spans else 0
        start, end = mention.start - offset, mention.end - offset
        ceiling = mentions[index + 1].start - offset if index + 1 < len(mentions) else len(text)
        if index + 1 < len(mentions):
            following = mentions[index + 1].phrase_start - offset
            if end < following < ceiling:
                ceiling = following  # "X, the former minister, Y": the title is that of Y
        floor = max(
            [
                floor,
                *(stop for _, stop in barriers if stop <= start),
                *(stop for stop in ends if stop <= start),
            ]
        )
        barrier = min((first for first, _ in barriers if first >= end), default=ceiling)
        named = ceiling <= barrier  # the next name may have titles in front of it; a date has none
        ceiling = min(ceiling, barrier)
        stated = mention.phrase_start - offset, mention.phrase_end - offset
        # A stated phrase that reaches over its neighbour ("ministers X and Y") is not this name's.
        left = stated[0] if floor <= stated[0] < start else start
        left -= _extraordinary(text[floor:left])
        other = _OTHER_OFFICE.match(text, left, start)
        left = other.end() if other else left
        right = stated[1] if end < stated[1] <= ceiling else end
        if _PLURAL_OFFICE.match(text, left, start):
            left = start  # "the presidents of Peru, X and Chile, Y": the office of both
        elif other is None and (
            left == start
            or text[start - 2] == ","  # "the special envoy of the President, X": X is the envoy
            or _WIDENS.search(text, floor, left) is not None
        ):
            left = phrase_before(text, left, floor)
            left = office_before(text, left, floor) if left == start else left
            other = _TWO_HEADS.match(text, left, start)
            left = other.end() if other else left
        governed = _GOVERNED.search(text, 0, left) is not None
        if governed and right > end and _FINITE.match(text, right):
            acting = _ACTING.search(text, end, right)
            right = acting.start() if acting else right
        elif right == end:
            until = max(end, _before_titles(text, end, ceiling)) if named else ceiling
            right = phrase_after(text, end, until, governed=governed)
        spans.append((left, right))
    return spans


# "Ambassador Extraordinary and Plenipotentiary of X": one office with "and" inside.
_EXTRAORDINARY = re.compile(
    r"(?:the )?(?:(?:ambassador|envoy) extraordinary (?:and|&) "
    r"|\b(?:foreign|external|home|economic) (?:affairs )?(?:and|&) (?:(?-i:[A-Z])[\w-]+ ){0,2})$",
    re.I,
)


# "the President and Peru's Minister X": the first office is somebody else's.
_OTHER_OFFICE = re.compile(r".* and (?=[A-Z][\w-]*'s )")
# "the King and Prime Minister X": two heads, two persons.
_HEADS = r"president|prime minister|premier|taoiseach|chancellor|king|queen|emir|amir|sultan|pope"
_TWO_HEADS = re.compile(
    rf"(?:the )?(?:[\w'-]+ ){{0,2}}?(?<!vice )(?<!deputy )(?P<one>{_HEADS}) and "
    rf"(?!(?P=one)\b)(?=(?:[\w'-]+ )?(?:{_HEADS})\b)",
    re.I,
)


def _extraordinary(before: str) -> int:
    found = _EXTRAORDINARY.search(before)
    return len(found[0]) if found else 0


def _before_titles(text: str, end: int, ceiling: int) -> int:
    """Where the titles of the name at `ceiling` begin: an apposition must not take them."""
    if ceiling >= len(text):
        return len(text)
    return phrase_before(text, ceiling, end)
