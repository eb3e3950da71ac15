"""Personal names in a row of tokens: runs of capitals, their titles, the lists they stand in."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.names import vocabulary as words
from pipeline.names.evidence import THRESHOLD, Name, evidence, is_regnal
from pipeline.names.lexicon import Lexicon, folded
from pipeline.names.sides import share_countries
from pipeline.names.titles import Title, country_of_title, find_titles
from pipeline.names.tokens import Tokens

_RUN = re.compile(
    r"(?:[CFAPWRI]|K(?=[CFA]))(?:p{0,3}[CFAPWRI]|(?<=[CFAPI])K(?![CFA])|(?<=[CFP])T(?=p{0,3}[CF])"
    r"|(?<=[CFAP])T(?![CFAPITK])|p{1,2}T+(?=[CF])|(?<=[CFA])(?:'[CFA]{1,2}'|\"[CFA]{1,2}\")(?=p{0,2}[CFA]))*"
    r"(?:(?<=[CFAPR][CFA])(?:'[CF]'|\"[CF]\"))?"
)
_HEADLINE_RUN = re.compile(_RUN.pattern.replace("R", ""))


def find_names(tokens: Tokens, lexicon: Lexicon, *, headline: bool = False) -> list[Name]:
    """Possible names with their evidence, in text order (bodies must be collapsed)."""
    titles = find_titles(tokens)
    ends = {title.last: title for title in titles}
    starts = {title.first: title for title in titles}
    names: list[Name] = []
    labels = tokens.labels
    position = 0
    pattern = _HEADLINE_RUN if headline else _RUN
    while match := pattern.search(labels, position):
        first, last = match.span()
        last = _before_address(tokens, first, last)
        position = last
        first = _with_country_name(tokens, first, ends, lexicon)
        titled = ends.get(first)
        first, last = _trim(tokens, first, last, titled is not None, headline, lexicon)
        position = max(position, last)
        if first >= last or _is_venue(tokens, first, last, ends):
            continue
        last = _with_style(tokens, first, last)
        name = Name(first, last, 0.0, loose=headline or tokens.opens_sentence(first))
        _attach(tokens, name, titled or ends.get(first), starts, headline=headline)
        _take_sheikh(tokens, name, ends, lexicon)
        if name.before is None:
            name.before = _title_with_comma(tokens, name, ends, names[-1] if names else None)
        if name.before is not None:
            name.before = _own(tokens, name.before)
        if name.after is not None and _is_of_next(tokens, name):
            name.after, name.country = None, None
        taken = next((left.after for left in reversed(names) if left.after is not None), None)
        if taken is not None and name.before is not None:
            name.before = _behind(tokens, taken, name.before)
        name.country = _owner_behind(tokens, name) or _country(tokens, name.before) or name.country
        name.country = name.country or _affiliation(tokens, name)
        if name.before is None and name.after is None:
            name.peer = _peer(tokens, name)
            name.country = name.country or _country(tokens, name.peer)
        name.score = evidence(tokens, name, lexicon)
        names.append(name)
    _share_in_lists(tokens, names)
    share_countries(tokens, names)
    return names


_TOWNS = frozenset("city capital town port province state region resort".split())


def _is_venue(tokens: Tokens, first: int, last: int, ends: dict[int, Title]) -> bool:
    """ "ambassadors at State House Dar es Salaam": the place where the office holders were."""
    title = ends.get(first)
    if title is None or set(tokens.labels[first:last]) != {"P"}:
        return False
    return "i" in tokens.labels[title.first : title.last]


def _country(tokens: Tokens, title: Title | None) -> str | None:
    return country_of_title(tokens, title) if title is not None else None


_ADDRESS = re.compile(r"(?:Mr|Mrs|Ms|Dr|H\.?\s?E|Hon|His Exc|Her Exc|The Hon|Honou?rable)\b")


def _before_address(tokens: Tokens, first: int, last: int) -> int:
    """ "Governor of Sa Kaeo H.E. Wichit …": a form of address opens a name of its own."""
    for index in range(first + 1, last):
        if tokens.labels[index] == "T" and _ADDRESS.match(tokens.text, tokens.starts[index]):
            return index
    return last


# "Charles, Prince of Wales": a title that goes with the name as a family name does.
_STYLES = ("Prince of ", "Princess of ", "Duke of ", "Duchess of ", "Earl of ", "Marquess of ")


def _with_style(tokens: Tokens, first: int, last: int) -> int:
    """ "Charles" + ", Prince of Wales", but not "Haakon, Crown Prince of Norway"."""
    labels = tokens.labels
    if last - first > 1 or labels[first] not in "CFA" or labels[last : last + 1] != ",":
        return last
    if not tokens.text.startswith(_STYLES, tokens.starts[last] + 2):
        return last
    match = re.compile(r",(?:E|Of[CFAP])(?=[^CFAPf]|$)").match(labels, last)
    return match.end() if match else last


def _behind(tokens: Tokens, after: Title, before: Title) -> Title | None:
    """Of "A, Minister of X and Adviser B" what is left to B when A has taken his office."""
    if before.first >= after.last:
        return before
    first = after.last
    while first < before.last and tokens.labels[first] in ",at":
        first += 1
    return Title(first, before.last) if first < before.last else None


def _title_with_comma(
    tokens: Tokens, name: Name, ends: dict[int, Title], previous: Name | None
) -> Title | None:
    """ "China's ambassador to Peru, Song Yang, said": the title stands in front with a comma."""
    labels = tokens.labels
    start = name.first if name.honorific is None else name.honorific
    title = ends.get(start - 1)
    if title is None or start < 2 or labels[start - 1] not in (",", "-"):
        return None
    if name.honorific is not None and not _is_plural(tokens, title):
        # "the Ambassador of Norway, H.E. X", but "X, Minister of Trade, Mr Y"
        title = _last_office(tokens, title)
        alike = previous is not None and _has_comma(tokens, previous)
        return title if alike or not _follows_name(tokens, title) else None
    if labels[start - 1] == "-":
        return None
    closed = labels[name.last : name.last + 1] in (",", "", ".", ")", "a")
    before = labels[title.first - 1 : title.first] if title.first else ""
    opened = (
        re.search(r"[tV]x{0,3}$", labels[: title.first]) is not None
        or tokens.word(title.first - 1).lower() in _PREPOSITIONS
    )
    opened = opened or (name.honorific is not None and before in ("a", ","))
    opened = opened or (
        tokens.opens_sentence(title.first) and labels[name.last : name.last + 1] == ","
    )
    owned = re.search("s", labels[title.first : title.last]) is not None
    known = name.size > 1 or labels[name.first] in "CF"
    return title if closed and (opened or owned) and known else None


def _last_office(tokens: Tokens, title: Title) -> Title:
    """ "the Indian Consul in A and Chairman of B, Mr X": only the second is X."""
    labels = tokens.labels
    joint = labels.rfind("a", title.first, title.last)
    seated = joint > 0 and re.match(r"t?D[^f]*i", labels[title.first : joint])
    return Title(joint + 1, title.last) if seated else title


def _has_comma(tokens: Tokens, name: Name) -> bool:
    """The name's own title stands in front of it with a comma."""
    return name.before is not None and tokens.labels[name.before.last : name.before.last + 1] == ","


def _follows_name(tokens: Tokens, title: Title) -> bool:
    """ "X, Minister of Trade": the title stands behind a name."""
    before = tokens.labels[max(0, title.first - 3) : title.first]
    return re.search(r"[CFAPI](?:K)?,t?$", before) is not None


def _is_plural(tokens: Tokens, title: Title) -> bool:
    """The title's first office is that of several persons: "the Ministers of X and Y"."""
    head = re.compile(r"[^Oo]*[Oo]+").match(tokens.labels, title.first, title.last)
    word = tokens.word(head.end() - 1).lower() if head else ""
    return word.endswith("s") and not word.endswith(("ss", "affaires"))


# "met with Director of the Bureau, X": an office without its article.
_PREPOSITIONS = frozenset("with by to from between for received met told welcomed".split())


def _is_of_next(tokens: Tokens, name: Name) -> bool:
    """ "the President of X, A, the Chancellor of Y, B": the office behind A is B's."""
    after = name.after
    if after is None or not re.match(r",T*[CFAIP]", tokens.labels[after.last : after.last + 5]):
        return False
    return name.before is not None or tokens.labels[name.first - 1 : name.first] == "s"


def _with_country_name(tokens: Tokens, first: int, ends: dict[int, Title], lexicon: Lexicon) -> int:
    """A given name that is also a country's: "Minister Israel Katz", "Bharat Raj Paudyal"."""
    labels = tokens.labels
    if not first or labels[first - 1] not in "ND" or labels[first] not in "CFA":
        return first
    given = folded(tokens.word(first - 1)) in lexicon.given
    return first - 1 if given or (first - 1) in ends else first


_OF_OFFICE = ("Of", "of", "Oi", "oi")
_OFFICE_PLACE = re.compile(r"P[CFAPWRI]{2}")
_REGIONS = frozenset(
    "oblast province region state district governorate prefecture county krai canton city".split()
)


def _malay(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """A given name of the Malay world that is none of Myanmar."""
    cultures = lexicon.given.get(folded(tokens.word(index)), frozenset())
    return bool(cultures & {"MYS", "ARA", "IDN"}) and "MMR" not in cultures


def _trim(
    tokens: Tokens, first: int, last: int, titled: bool, headline: bool, lexicon: Lexicon
) -> tuple[int, int]:
    """Drop plain words at the edges of a run that are no part of a name."""
    labels = tokens.labels
    while last - first > 1 and labels[first] == "R" and not titled:
        first += 1
    if re.match(r"P[CFA]{2}", labels[first:last]) and (
        labels[first - 1 : first] == "i" or (first > 1 and tokens.word(first - 2) in _TOWNS)
    ):
        first += 1  # "in Havana Rogelio Pina Arce and …", "the city of Amman Ali Naseri"
    elif labels[max(first - 2, 0) : first] in _OF_OFFICE and _OFFICE_PLACE.match(
        labels, first, last
    ):
        # "Ambassador to Moscow Alba Torres", "Governor of Vologda Oblast Georgy Filimonov"
        following = first + 1
        following += tokens.word(following).lower() in _REGIONS
        first = following if last - following > 1 else first
    if labels[first : first + 2] == "FT" and tokens.word(first).lower() in ("amir", "emir"):
        first += 2  # "the Amir Sheikh Tamim bin Hamad"
    if first < last and tokens.word(first) == "U" and last - first > 2:
        first += 1  # Burmese "U" before a name is a form of address
    if tokens.word(first) == "Tun" and last - first > 1 and _malay(tokens, first + 1, lexicon):
        first += 1  # "Tun Ahmad Sarji", but "Tun Tun Oo"
    while first < last and labels[first] == "W" and not titled:
        opening = headline or tokens.opens_sentence(first)
        if (opening and last - first != 2) or (
            opening and not re.search("[CF]", labels[first + 1 : last])
        ):
            first += 1
        else:
            break
    if (
        last - first > 2
        and tokens.word(last - 1) == "He"
        and labels[last : last + 1] in tuple("vlx")
    ):
        last -= 1  # "Gustavo Petro He called": a sentence begins
    while last > first and labels[last - 1] == "W" and (headline or last - first > 3):
        last -= 1
    while last > first and labels[last - 1] == "K" and not _ends_name(tokens, last - 1):
        last -= 1
    if labels[last : last + 2] == ",I" and tokens.word(last + 1) in ("Jr.", "Sr."):
        last += 2
    while (
        last > first and labels[last - 1] in "pI" and last - first > 1 and labels[last - 1] == "p"
    ):
        last -= 1
    weak = not re.search("[CFAPN]", labels[first:last])
    if weak and (not titled or labels[first:last] == "R"):
        # A plain word in capitals inside a sentence may still be a short form: "Young said".
        inside = last - first == 1 and not headline and not tokens.opens_sentence(first)
        return (first, last) if inside else (last, last)
    return first, last


def _ends_name(tokens: Tokens, index: int) -> bool:
    """An acronym behind a name belongs to it as a number ("Felipe VI") or as a family name in
    capitals ("Mark RUTTE")."""
    word = tokens.word(index)
    spelled = len(word) > 3 and re.search("[AEIOU]", word) is not None
    return is_regnal(word) or (spelled and index > 0 and tokens.labels[index - 1] in "FA")


def _closed(tokens: Tokens, title: Title) -> bool:
    return tokens.labels[title.last : title.last + 1] in (",", ".", ";", ")", "")


def _attach(
    tokens: Tokens,
    name: Name,
    before: Title | None,
    starts: dict[int, Title],
    *,
    headline: bool,
) -> None:
    """Find the titles around a name and the country they give."""
    labels = tokens.labels
    first = name.first
    while first and labels[first - 1] == "T":
        first -= 1
        name.honorific = first
    if first and tokens.word(first - 1) == "U" and name.size > 1:
        first -= 1
        name.honorific = first
    if name.honorific is not None:
        before = next((t for t in starts.values() if t.last == first), None)
        if before is None and _serves(tokens, first):
            # "Director of the Office of His Majesty X": no king without the word
            office = next((t for t in starts.values() if t.last == first - 1), None)
            if office is not None:
                before, name.honorific, first = Title(office.first, first + 1), None, name.first
    if before is None and first and labels[first - 1] == ")":
        # "Major-General (Ret'd) Jioji Konrote"
        opening = labels.rfind("(", max(0, first - 4), first)
        before = next((t for t in starts.values() if t.last == opening), None)
    name.before = _own(tokens, before) if before is not None else None
    if name.honorific is not None and tokens.word(first).lower() in _PEERAGE:
        name.last = _with_seat(tokens, name.last)
    name.after = _apposition(tokens, name.last, starts)
    if name.before is None and name.after is None and name.honorific is not None:
        name.after = _adjoined(tokens, name.last, starts)
    if name.after is not None and (
        (_is_plural(tokens, name.after) and labels[first - 1] != "a")
        or (headline and name.before is not None)
        or (headline and name.size == 1 and not _closed(tokens, name.after))
    ):
        # "Doctor A, the chief ministers of X": a list goes on; "A, ambassador of X talk trade"
        name.after = None
    for title in (name.before, name.after):
        if title is not None and name.country is None:
            name.country = country_of_title(tokens, title)


def _serves(tokens: Tokens, index: int) -> bool:
    """ "… of His Majesty" right before a name that no royal title opens."""
    called = tokens.word(index).lower()
    owned = tokens.labels[index - 1 : index] == "f" and tokens.labels[index + 1] in "CFA"
    return owned and called in ("his majesty", "her majesty")


def _adjoined(tokens: Tokens, index: int, starts: dict[int, Title]) -> Title | None:
    """ "H.E. Adrian Morrison High Commissioner of Australia to Tonga": no comma between."""
    title = starts.get(index)
    if title is None or "O" not in tokens.labels[title.first : title.last]:
        return None
    owned = "f" in tokens.labels[title.first : title.last]
    return title if owned and tokens.labels[title.last : title.last + 1] not in "CFT" else None


def _own(tokens: Tokens, title: Title) -> Title:
    """ "the two ministers, Prince X and Y": what stands before the comma is said of both."""
    for index in range(title.last - 2, title.first, -1):
        if tokens.labels[index : index + 2] == "at":
            return Title(index + 2, title.last)  # "the minister and the Ambassador of X, Y"
        if tokens.labels[index] == "," and tokens.labels[index + 1] in "DN":
            return Title(index + 1, title.last)  # "commander of X, Chinese Ambassador Y"
        if tokens.labels[index] == "," and tokens.labels[index - 1] in "Oo":
            head = tokens.word(index - 1).lower()
            if head.endswith("s") and not head.endswith("ss"):
                return Title(index + 1, title.last)
    return title


_PEERAGE = frozenset("lord lady baroness baron viscount viscountess earl".split())


def _with_seat(tokens: Tokens, last: int) -> int:
    """ "Lord Howell of Guildford": the seat is part of a peer's name."""
    seated = re.match(r"f[CPFA]", tokens.labels[last : last + 2])
    return last + 2 if seated and tokens.word(last) == "of" else last


# "his Turkish counterpart X", "X, his Turkish colleague,"
_PEER_BEFORE = re.compile(r"(D?[xol]),?$")
_PEER_BEHIND = re.compile(r",t(D?[xol])(?=[,.;)a]|$)")


def _peer(tokens: Tokens, name: Name) -> Title | None:
    """The "Turkish counterpart" beside a name that has no office there."""
    start = name.first if name.honorific is None else name.honorific
    behind = _PEER_BEHIND.match(tokens.labels, name.last)
    before = _PEER_BEFORE.search(tokens.labels, max(0, start - 3), start)
    for match in (before, behind):
        if match and tokens.word(match.end(1) - 1).lower() in ("counterpart", "colleague"):
            return Title(*match.span(1))
    return None


# "X from Cameroon and", "X - Austria,"
_FROM = re.compile(r"([fx-]t?N)(?=[,.;a)]|$|x)")


# "his Turkish counterpart (to Kenya), X", "her colleague from Peru, X"
_PEER = re.compile(r"(D[xol](?=,?$|ft?N,?$)|[xol][fx]t?N(?=,?$))")
_COUNTERPARTS = frozenset("counterpart colleague peer guest host namesake".split())


def _owner_behind(tokens: Tokens, name: Name) -> str | None:
    """ "Queen Elizabeth II of the United Kingdom", whatever stands before."""
    match = re.compile(r"ft?([NG])").match(tokens.labels, name.last)
    if match is None or tokens.word(name.last) != "of":
        return None
    entry = tokens.entries.get(match.start(1))
    return entry.key if entry is not None and entry.kind == "country" and entry.key else None


def _affiliation(tokens: Tokens, name: Name) -> str | None:
    """Country right beside a name: "Norway's Espen Barth Eide", "Ali Sabry of Sri Lanka",
    "Ayman Safadi (Jordan)", "Martin Mpana from Cameroon and", "Simone Knapp - Austria,"."""
    labels = tokens.labels
    beside = []
    if re.match(r"ft?N", labels[name.last : name.last + 3]) and tokens.word(name.last) == "of":
        beside.append(name.last + 1 + (labels[name.last + 1] == "t"))
    if re.match(r"ft?G", labels[name.last : name.last + 3]) and tokens.word(name.last) == "of":
        beside.append(name.last + 1 + (labels[name.last + 1] == "t"))
    following = _FROM.match(labels, name.last)
    if following and (tokens.word(name.last) in ("from", "-")) and name.size > 1:
        beside.append(following.end(1) - 1)
    if re.match(r"\([ND][),]", labels[name.last : name.last + 3]):
        beside.append(name.last + 1)
    start = name.first if name.honorific is None else name.honorific
    if re.search(r"Ns$", labels[max(0, start - 2) : start]) and name.before is None:
        beside.append(start - 2)
    if name.before is not None and name.before.first < start:
        start = name.before.first
    peer = _PEER.search(labels, max(0, start - 7), start) if start > 1 else None
    if peer and tokens.word(peer.start(1) + (peer[1][0] == "D")) in _COUNTERPARTS:
        beside.append(next(k for k in range(*peer.span(1)) if labels[k] in "DN"))
    for k in beside:
        entry = tokens.entries.get(k)
        if entry is not None and entry.key:
            return entry.key
    return None


def _take_sheikh(tokens: Tokens, name: Name, ends: dict[int, Title], lexicon: Lexicon) -> None:
    """ "Sheikh" is a form of address in the Gulf and part of the name in South Asia: it stays
    outside of long names and of names with an office of the Gulf states."""
    called = tokens.word(name.first - 1).lower() if name.honorific is not None else ""
    if not called.startswith("shei"):
        return
    by_given_name = lexicon.short_by.get(name.country or "") == "first"
    if name.size > 2 or by_given_name or "p" in tokens.labels[name.first : name.last]:
        return
    if name.size == 1 and tokens.labels[name.first - 2 : name.first - 1] == "T":
        return  # "H.H. Sheikh Mansour"
    name.first -= 1
    if name.honorific == name.first:
        name.honorific = None
        name.before = ends.get(name.first)
    name.country = name.country or _country(tokens, name.before)


def _apposition(tokens: Tokens, index: int, starts: dict[int, Title]) -> Title | None:
    """The title in ", Minister of X", ", also a member of Y", ", who is also Chairman of Z"."""
    labels = tokens.labels
    if labels[index : index + 3] == ",K," and tokens.word(index + 1) in _POST_NOMINALS:
        index += 2  # "Abul Hassan Ali, MP, Foreign Minister"
    if index >= len(labels) or labels[index] != ",":
        return None
    for distance in range(1, 8):
        title = starts.get(index + distance)
        if title is None:
            following = index + distance
            if following >= len(labels) or labels[following] not in "txvm":
                return None
            continue
        between = [tokens.word(k).lower() for k in range(index + 1, index + distance)]
        if not set(between) <= _APPOSITION_WORDS:
            return None
        if between and labels[title.last : title.last + 1] == "v":
            return None  # "Talking to A, the Speaker said": the clause's subject
        # "X, President Y", "X, Minister of Trade, and Adviser, Mr Y": the title is the next name's.
        rest = _BRACKETED.sub("", labels[title.last : title.last + 12])[:4]
        if re.match(r",[CFA]", rest) and ",a" in labels[title.first : title.last]:
            return _cut_before_name(tokens, title) or title
        if re.match(r"[CFAPTI]|O[CF]|fT[CF]|,T+[CFAI]", rest):
            return _cut_before_name(tokens, title) or (title if labels[title.last] == "," else None)
        return title
    return None


_BRACKETED = re.compile(r"^\([^()]*\)(?=[CFAPTIO])")  # "(Army, Navy and Air) General X"
_POST_NOMINALS = frozenset("MP MLA MEP MNA OBE CBE MBE KC QC SC PC OM".split())
_APPOSITION_WORDS = words.DETERMINERS | frozenset(
    "also who is was currently now then both concurrently previously formerly himself herself "
    "as serves serving newly has been had".split()
)


def _cut_before_name(tokens: Tokens, title: Title) -> Title | None:
    """Of "A, head of X, Minister B" keep "head of X": the last office is B's."""
    labels = tokens.labels
    for index in range(title.last - 1, title.first, -1):
        office = any(label in "Oo" for label in labels[title.first : index])
        last = any(label in "Oo" for label in labels[index : title.last])
        if labels[index] in ",a" and office and (last or labels[index] == ","):
            return Title(title.first, index - (labels[index - 1] == ","))
    return None


def _share_in_lists(tokens: Tokens, names: list[Name]) -> None:
    """ "Shi Taifeng and Wang Dongfeng": a neighbour in a list of persons is a person; a plural
    title ("Presidents A and B") belongs to both."""
    pairs = list(pairwise(names))
    for left, right in pairs:
        if left.before is not None and right.before is None:
            joined = _joined(tokens, left, right)
            goes_on = tokens.labels[right.last : right.last + 1] in ",a"
            shared = joined == "a" or (joined != "" and goes_on)
            head = tokens.word(left.before.last - 1).lower()
            if shared and head.endswith("s") and head != "us":
                right.before = left.before
                right.country = right.country or _country(tokens, left.before)
                right.score += 3.0
        if left.country is None and right.country and _is_couple(tokens, left, right):
            left.country = right.country
    for left, right in pairs:
        if left.score >= THRESHOLD and _joined(tokens, left, right):
            _support(tokens, right)
    for left, right in reversed(pairs):
        if right.score >= THRESHOLD and _joined(tokens, left, right):
            _support(tokens, left)
    for left, middle, right in zip(names, names[1:], names[2:], strict=False):
        listed = _joined(tokens, left, middle) and _joined(tokens, middle, right)
        single = middle.size == 1 and tokens.labels[middle.first] in "CF"
        if listed and single and left.score >= THRESHOLD <= right.score:
            middle.score = max(middle.score, THRESHOLD)


_ROYAL = frozenset(("king", "queen", "crown prince", "crown princess", "prince", "princess"))


def _is_couple(tokens: Tokens, left: Name, right: Name) -> bool:
    """ "King Harald and Queen Sonja of Norway": both of one house."""
    if left.before is None or right.before is None or _joined(tokens, left, right) != "a":
        return False
    return all(
        tokens.word(name.before.last - 1).lower() in _ROYAL
        for name in (left, right)
        if name.before is not None
    )


_WHENCE = re.compile(r"^ft?N")  # "A of X, B of Y and C of Z"


def _joined(tokens: Tokens, left: Name, right: Name) -> str:
    """The labels between two members of a list, "" when they are not in one."""
    start = right.first if right.honorific is None else right.honorific
    if right.before is not None and left.last < right.before.first:
        start = right.before.first
    between = _WHENCE.sub("", tokens.labels[left.last : start])
    return between if between in ("a", ",", ",a") else ""


def _support(tokens: Tokens, name: Name) -> None:
    if (
        1 < name.size <= 5
        and name.score > -1.0
        and "P" not in tokens.labels[name.first : name.last]
    ):
        name.score = max(name.score + 0.75, THRESHOLD)
