"""Organisations in a row of tokens: known ones, and those that follow the grammar of bodies.

A body is a head noun ("Committee", "Ministry") with what stands before it ("Standing",
"Vietnamese", "CPC Central Committee's") and its complements ("of Foreign Affairs of Brazil"). A
bracketed acronym inside a longer name belongs to it; one that follows the name does not.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from pipeline.names import vocabulary as words
from pipeline.names.lexicon import Lexicon, Phrase, folded
from pipeline.names.tokens import Tokens

_PAIR = r"(?:[ND]-[ND](?=[^-])|[NDE]-E(?=[^-]))"
_ACRONYM = r"\([KGN]\)"
# What may stand before a head inside one name. A possessive only after a body or a plain word:
# "Workers' Party", "CPC Central Committee's Secretariat", but not "China's Foreign Ministry".
_BEFORE = (
    rf"(?:{_PAIR}|(?:[WB]|[GHK](?:{_ACRONYM})?)s|[GHK]{_ACRONYM}|[CFAWBMNDPGKHI0E]"
    r"|(?<=[BWMH])R(?=[BWH])|[BM]a(?=[BMWE]{1,3}H)|(?<=[CPNDBFG])Wa(?=[BWM]{1,2}H)|(?<=[MB])O|O(?=[BWM]{0,3}H))"
)
_UNIT = rf"(?:(?:{_BEFORE}){{0,9}}H|(?:[BW]s|[BWMCFAD]){{0,3}}G|OsH|J(?:p{{0,2}}[CFAPWBNDGHRM])+)"
_SUBJECT = r"[BWMOE][BWME]*(?:(?:,[BWM]+)*,?[a&][BWM]+(?![BWMOH]*[OH]))?"
_NAMED = r"[CFAPWBK]{1,4}(?:-[CFAP])?"
_COMPLEMENT = rf"(?:ft?(?:NG|OaH|{_UNIT}|[NE](?!H)|{_SUBJECT}|D[BW]+|{_NAMED}|P))"
_BODY = re.compile(rf"{_UNIT}(?:{_COMPLEMENT})*")
_SEATED = re.compile(r"it?[NPGCFA]|ft?[NG](?:it?[NPGCFA])?")
_LOWER_BODY = re.compile(r"[DN]?[mbx]?h(?:it?[NPCFA])?")
_PAIRED = re.compile(r"a[BW]{1,2}O")
_LOWER_ORGAN = re.compile(r"Gh(?!o)")

# Heads whose complement may be an unknown proper name ("University of Bonn").
_NAMED_HEADS = frozenset(
    "university academy institute college school museum hospital bank church centre center "
    "foundation party movement front society bureau court office municipality club".split()
)
_UNNAMED_HEADS = frozenset("group delegation team board forces army community".split())
_SEATED_HEADS = frozenset("embassy consulate consulate-general mission office delegation".split())
# Bodies that are named without anything else around them.
_BARE = frozenset("politburo politiburo parliament congress senate presidium duma".split())
_BARE_LOWER = ("parliament", "embassy", "consulate")
_NOT_FIRST = frozenset("former late new then current ruling vice deputy acting following".split())
_EVENT_HEADS = frozenset("congress conference assembly session plenum".split())
# "Eighth Parliament", "Second Chamber": an ordinal in words counts sittings.
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
# Weak heads that name a body only at its end: "Review of the Regional Architecture" is none.
_NO_COMPLEMENT = frozenset("review times post press staff wing monitor star observer".split())
# After a body's name these tell of its seat, its chair or its members, not of another body.
_NOT_OF_BODY = frozenset(("headquarters", "presidency"))
# Monarchs whose name begins the name of a body: "King Saud University".
_NAMESAKES = frozenset(
    "king queen prince princess sultan sheikh shaikh emperor imam saint emir empress".split()
)
# Parts that follow the possessive of the whole: "CPC Central Committee's Publicity Department".
_WHOLES = frozenset("committee party union congress people workers women youth".split())
# Known bodies that may name their country once more: "SWAPO Party of Namibia".
_NATIONAL_HEADS = frozenset(
    "party parliament assembly congress senate front movement league ministry university"
    " government court army union bank".split()
)
# Parts of a known body that texts write in lower case: "ASEAN secretariat".
_ORGANS = frozenset(("secretariat", "commission"))


class Body(NamedTuple):
    """Tokens first … last-1 name a body."""

    first: int
    last: int


def find_bodies(tokens: Tokens, lexicon: Lexicon) -> list[Body]:
    """Bodies in text order, without overlap."""
    bodies: list[Body] = []
    labels = tokens.labels
    if "H" in labels or "G" in labels or "J" in labels:
        for match in _BODY.finditer(labels):
            bodies.extend(_bodies_in(tokens, *match.span(), lexicon))
    if "h" in labels:
        bodies.extend(_lower_bodies(tokens, lexicon))
    bodies.sort(key=lambda body: (body.first, -body.last))
    return [b for k, b in enumerate(bodies) if not k or b.first >= bodies[k - 1].last]


def _bodies_in(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> list[Body]:
    """What of a match is really a name; an event falls apart into the bodies inside it."""
    last = _checked_end(tokens, first, _before_possessive(tokens, first, last), lexicon)
    while first < last - 1 and (
        tokens.word(first).lower() in _NOT_FIRST
        or tokens.word(first).lower() in _ORDINALS
        or tokens.labels[first] in "0I"
        or (
            tokens.labels[first] == "O"
            and tokens.word(first) != "General"
            and tokens.labels[first + 1] != "s"
        )
        or (tokens.labels[first] == "W" and tokens.opens_sentence(first) and last - first > 2)
    ):
        first += 1
    if _names_document(tokens, first, last) or _is_venue(tokens, first, last):
        return []
    first = _behind_numbered(tokens, first, last)
    first = _without_owner(tokens, first, last)
    first = _known_start(tokens, first, last, lexicon)
    labels = tokens.labels[first:last]
    if (
        _is_event(tokens, first, last)
        or _is_seat(tokens, first, last)
        or not _is_name(tokens, first, last)
    ):
        return [Body(first + k, first + k + 1) for k, label in enumerate(labels) if label == "G"]
    last = _with_seat(tokens, first, last)
    last = _with_faction(tokens, first, _with_pair(tokens, first, last))
    return [Body(_with_namesake(tokens, first), last)]


def _is_venue(tokens: Tokens, first: int, last: int) -> bool:
    """ "received at the Kremlin": a residence that stands for a body is a place here."""
    if last - first > 1 or tokens.word(first).lower() not in _RESIDENCES:
        return False
    before = tokens.labels[max(0, first - 2) : first]
    return before.endswith("i") or before == "it"


# Houses of heads of state and government that also stand for them.
_RESIDENCES = frozenset(("kremlin", "akorda", "elysee", "élysée", "quirinal"))
# Parts that are numbered: "Fifth Bureau of the International Department".
_NUMBERED = re.compile(r"Hft?(?=[^f]*[HG])")


def _behind_numbered(tokens: Tokens, first: int, last: int) -> int:
    """Of a part with no name but its number, the whole that it belongs to."""
    match = _NUMBERED.match(tokens.labels, first, last)
    if match is None or not first or tokens.word(first - 1).lower() not in _ORDINALS:
        return first
    return match.end()


# Owners that a part's name leaves out: "the Party's Commission for …".
_OWNERS = frozenset("party parliament government ministry union assembly council".split())


def _without_owner(tokens: Tokens, first: int, last: int) -> int:
    """ "Party's" + "Commission for External Relations", but "People's Assembly"."""
    owned = tokens.labels[first + 1 : first + 2] == "s" and last - first > 2
    return first + 2 if owned and tokens.word(first).lower() in _OWNERS else first


def _with_pair(tokens: Tokens, first: int, last: int) -> int:
    """ "Commission for Tourism" + "and Antiquities" before a prince, who is no minister."""
    match = _PAIRED.match(tokens.labels, last)
    if match is None or "f" not in tokens.labels[first:last]:
        return last
    prince = match.end() - 1
    return prince if tokens.word(prince).lower() in _NAMESAKES else last


def _before_possessive(tokens: Tokens, first: int, last: int) -> int:
    """ "Ministry of Defence's Legal Department": a ministry's name ends at the possessive, that of
    a party's committee does not."""
    labels = tokens.labels
    for index in range(first + 2, last):
        if labels[index] != "s" or labels[index - 1] not in "HBW":
            continue
        owner = tokens.word(index - 1).lower()
        complement = re.search(r"H[^H]*f[^Hf]*$", labels[first:index])
        if owner in _WHOLES or owner.endswith("s") or not (labels[index - 1] == "H" or complement):
            continue
        return index
    return last


def _with_namesake(tokens: Tokens, first: int) -> int:
    """ "King" + "Abdulaziz Center": the title of the person after whom a body is named."""
    if (
        first
        and tokens.labels[first] in "CFA"
        and tokens.labels[first - 1] in "OTF"
        and tokens.word(first - 1).lower() in _NAMESAKES | {"mwalimu", "mahatma", "marshal"}
    ):
        return first - 1
    return first


def _is_seat(tokens: Tokens, first: int, last: int) -> bool:
    """ "UN Headquarters", "CELAC Presidency", "Mercosur State Party" name no body beside the
    known one."""
    if tokens.labels[first] != "G" or last - first < 2:
        return False
    words_of = tokens.span_text(first + 1, last).lower().split()
    return words_of[-1] in _NOT_OF_BODY or words_of[-2:] == ["state", "party"]


def _names_document(tokens: Tokens, first: int, last: int) -> bool:
    """ "Downing Street Accord": an address that stands for a body gives its name to a paper."""
    address = tokens.word(last - 1).split()[-1].lower() in words.NOT_BODY_HEADS
    return address and last - first == 1 and tokens.labels[last : last + 1] in ("W", "C")


def _known_start(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """A known body keeps words before it only when they make another name of it: "Social" +
    "Democratic Party", "Austrian" + "People's Party" (of Thailand), but not "Asian" + "NATO"."""
    match = re.match(r"(?:[BW]s|[BWMCFAD])+G", tokens.labels[first:last])
    if match is None:
        return first
    known = first + match.end() - 1
    before = tokens.labels[first:known]
    extends = tokens.word(known).split()[-1].lower() in words.BODY_HEADS and "C" not in before
    extends = extends or "s" in before  # "People's" + "Movement for Socialism"
    if before == "D":
        country = lexicon.organisations[tokens.entries[known].key]["country"]
        extends = extends and country != tokens.entries[first].key
    return first if extends else known


def _says_country_again(
    tokens: Tokens, first: int, index: int, after: int, lexicon: Lexicon
) -> bool:
    """ "National People's Congress Standing Committee" + "of China": the known body's country."""
    entry = tokens.entries.get(after)
    if entry is None or entry.kind != "country" or tokens.labels[index - 1] != "H":
        return False
    known = [tokens.entries[k] for k in range(first, index) if tokens.labels[k] == "G"]
    return any(
        body.kind == "organisation" and lexicon.organisations[body.key]["country"] == entry.key
        for body in known
    )


def _checked_end(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> int:
    """Cut complements that the head cannot have: "Party of Xi Jinping", "Committee for Long"."""
    labels = tokens.labels
    head = ""
    for index in range(first, last):
        label = labels[index]
        if label in "HG":
            head = tokens.word(index).split()[-1].lower()
        elif label == "f" and index + 1 < last:
            after = index + 1 + (labels[index + 1] == "t")
            rest = labels[after:last]
            if (
                _says_country_again(tokens, first, index, after, lexicon)
                or _odd_preposition(tokens.word(index), head, rest)
                or _odd_name(head, rest)
                or (labels[index - 1] == "G" and _odd_owner(head, rest))
            ):
                return index
    return last


def _odd_preposition(word: str, head: str, rest: str) -> bool:
    """ "to", "on", "for" with something that is neither a subject nor an embassy's seat."""
    if word == "for":
        return rest[0] in "NDGPO"
    if word in ("to", "on", "against") and head not in _SEATED_HEADS:
        return word == "to" or rest[0] not in "BWM"
    return False


def _odd_name(head: str, rest: str) -> bool:
    """A proper name after a head that takes none, or a listed personal name after any head."""
    if rest[0] not in "CFAPK" or re.match(r"[CFAPWBKMNDG]*H", rest):
        return False
    return head in _UNNAMED_HEADS or (rest[0] == "F" and head not in _NAMED_HEADS)


def _odd_owner(head: str, rest: str) -> bool:
    """A known body takes no further owner ("Janatha Vimukthi Peramuna of Sri Lanka"), unless it
    ends in a head noun ("SWAPO Party of Namibia")."""
    if re.match(r"[^f]*H|G", rest):
        return False
    return head not in _NATIONAL_HEADS or rest[0] != "N"


def _is_event(tokens: Tokens, first: int, last: int) -> bool:
    """ "20th CPC National Congress", "the 8th Session of …" are events, not bodies."""
    labels = tokens.labels
    head = next((k for k in range(first, last) if labels[k] == "f"), last) - 1
    word = tokens.word(head).lower()
    if labels[head] == "G" and last - first == 1:
        return False
    ordinal = first > 0 and labels[first - 1] == "0"
    party = any(labels[k] == "G" for k in range(first, head)) and word in _EVENT_HEADS
    return word in _EVENT_HEADS and (ordinal or party)


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """A head noun alone ("the Committee", "the Party") names nothing."""
    labels = tokens.labels[first:last]
    if labels == "GH" and tokens.word(last - 1) == "Presidency":
        return False  # "the APEC Presidency": a turn in the chair
    if "G" in labels or labels.startswith("J"):
        return True
    if labels.startswith("OsH"):
        return tokens.word(first + 2).lower() in ("office", "secretariat", "department")
    if labels == "H":
        return tokens.word(first).lower() in _BARE
    if labels[:1] == "H" and labels[1:2] == "f":
        rest = labels[2:].lstrip("t")
        return bool(rest) and tokens.word(first).lower() not in _NO_COMPLEMENT
    head = tokens.word(last - 1).lower()
    if tokens.word(first) == "Joint" and re.fullmatch(r"[BWM]+H(?:f[BWMH]+)?", labels):
        return False  # "the Joint Commission on Cooperation": of whom is said elsewhere
    if tokens.word(last) in ("Official", "Officials") if last < len(tokens.starts) else False:
        return False
    if head in words.WEAK_HEADS and not re.search(r"[CFBPNDKG]", labels[:-1]):
        return False
    if head == "news" and tokens.span_text(first, last - 1).lower() in _SECTIONS:
        return False
    if head == "house" and tokens.word(last - 2).lower() not in ("white", "blue", "upper", "lower"):
        return False
    # "Chinese Party", "Vietnamese Side": a demonym alone makes no name of a weak head.
    return not (re.fullmatch(r"[DN]H", labels) and head in _GENERIC_AFTER_DEMONYM)


# Rubrics of pages: "International News", "Latest News".
_SECTIONS = frozenset(
    "latest international breaking world related national local business top more political "
    "recent featured general regional foreign economic other all home company industry press "
    "official media".split()
)
_GENERIC_AFTER_DEMONYM = frozenset(
    "party army delegation embassy's company board team staff group forces community front "
    "authority service network post press house movement police".split()
) - {"army", "police"}


def _with_seat(tokens: Tokens, first: int, last: int) -> int:
    """Embassies: "Embassy in China", "Consulate General in Chongqing", "Mission to the UN"."""
    labels = tokens.labels
    span = tokens.span_text(first, last).lower()
    if not any(head in span for head in _SEATED_HEADS):
        return last
    if last < len(labels) and tokens.word(last).lower() == "general":
        last += 1
    match = _SEATED.match(labels, last)
    return match.end() if match else last


_FACTION = re.compile(
    r"\((?:[A-Z]{1,4}|(?:Unified |Revolutionary |United )?(?:Marxist|Maoist|Socialist|Leninist"
    r"|Democratic|Centre|Center|People|Nawaz|Liberation)[\w -]*)\)"
)


def _with_faction(tokens: Tokens, first: int, last: int) -> int:
    """A party's bracketed wing: "Communist Party of India (Marxist)"."""
    if (
        "party" not in tokens.span_text(first, last).lower()
        or tokens.labels[last : last + 1] != "("
    ):
        return last
    match = _FACTION.match(tokens.text, tokens.starts[last])
    if match is None or match[0][1:-1].isupper():
        return last
    while last < len(tokens.ends) and tokens.ends[last - 1] < match.end():
        last += 1
    return last


def _lower_bodies(tokens: Tokens, lexicon: Lexicon) -> list[Body]:
    """ "Chinese foreign ministry", "Sri Lankan parliament", "US embassy in Seoul"."""
    found = [
        Body(*match.span())
        for match in _LOWER_ORGAN.finditer(tokens.labels)
        if tokens.word(match.start() + 1) in _ORGANS
    ]
    for match in _LOWER_BODY.finditer(tokens.labels):
        first, last = match.span()
        if first and tokens.word(first - 1).lower() in ("his", "her", "their"):
            continue  # "at her embassy in Holborn"
        phrase_first = first + (tokens.labels[first] in "DN")
        head = tokens.labels.index("h", first) + 1
        seated = head < last
        phrase = tokens.span_text(phrase_first, head)
        known = phrase in lexicon.bodies
        if not known and head - phrase_first == 2:
            phrase_first += 1
            if first == phrase_first - 1:
                first = phrase_first
            phrase = tokens.span_text(phrase_first, head)
            known = phrase in lexicon.bodies
        owned = phrase_first > first
        before_person = tokens.labels[head : head + 1] == "o"
        if known and (
            (owned and phrase not in ("congress", "presidency"))
            or (seated and phrase in _BARE_LOWER)
            or (before_person and "ministry" in phrase)
        ):
            found.append(Body(first, last))
    return found


def body_country(
    tokens: Tokens, body: Body, lexicon: Lexicon, redefined: Set[str] = frozenset()
) -> str:
    """ISO code that a body's name tells, "" when it tells none. `redefined`: folded names that
    mean another body in the text than elsewhere."""
    if body.last - body.first == 1 and folded(tokens.word(body.first)) in redefined:
        return ""
    for k in range(body.first, body.last):
        entry = tokens.entries.get(k)
        if entry is None or not entry.key:
            continue
        if entry.kind in ("country", "demonym"):
            pair = re.match(r"[ND]-[ND]", tokens.labels[k : k + 3]) and k + 2 < body.last
            return "" if pair else entry.key
        if entry.kind == "organisation":
            if re.fullmatch(r"[BWMCFAD]+", tokens.labels[body.first : k]):
                return ""  # "Social Democratic Party" is not the Democratic Party
            known = lexicon.forms.get(folded(tokens.word(k)), (entry.key,))
            return lexicon.organisations[known[0]]["country"] if len(known) == 1 else ""
    return ""


def collapse(
    tokens: Tokens, bodies: list[Body], lexicon: Lexicon, redefined: Set[str] = frozenset()
) -> Tokens:
    """The same text with every body as one token G (bracketed acronyms inside it included),
    whose entry holds the body's country."""
    if not bodies:
        return tokens
    starts: list[int] = []
    ends: list[int] = []
    labels: list[str] = []
    entries: dict[int, Phrase] = {}
    reached = 0
    size = len(tokens.starts)
    for body in (*bodies, Body(size, size)):
        moved = len(starts) - reached
        for k in range(reached, body.first):
            if k in tokens.entries:
                entries[k + moved] = tokens.entries[k]
        starts += tokens.starts[reached : body.first]
        ends += tokens.ends[reached : body.first]
        labels.append(tokens.labels[reached : body.first])
        if body.first < body.last:
            entries[len(starts)] = Phrase("body", body_country(tokens, body, lexicon, redefined))
            starts.append(tokens.starts[body.first])
            ends.append(tokens.ends[body.last - 1])
            labels.append("G")
        reached = body.last
    return Tokens(tokens.text, starts, ends, "".join(labels), entries)
