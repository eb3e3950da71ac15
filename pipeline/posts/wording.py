"""Structure lines by the classes of their words, whatever their phrasing.

A page may say "Continue reading", "[full text at the source]" or "to the whole piece »"; it may
credit a text with "Lifted with thanks from the pages of X" or "(X; Y)". Lists of phrases never
end, so short lines are judged by what share of their words belongs to such lines.
"""

from __future__ import annotations

import re

from pipeline.posts.imprints import imprint_line
from pipeline.posts.locating import known_in, locate
from pipeline.posts.metas import Meta
from pipeline.posts.naming import is_known, may_be_known
from pipeline.posts.printed import parse_date
from pipeline.posts.publishers import Publishers
from pipeline.posts.rubbish import is_rubbish
from pipeline.posts.signs import Signs

_NEUTRAL = frozenset(
    """
    the a an of on to for at in this that these it its is are was were be been can may and
    or here you we us our your their his her with as by from all please also now then there
    via page pages section website site web online english language
    """.split()
)
_MORE = frozenset(
    """
    continue continues continued continuing read reading see view go goes click tap more
    full complete whole entire rest remainder remaining keep further next unabridged uncut
    expand open carry
    """.split()
)
_TARGET = frozenset(
    """
    text story article post piece page report source site website original here link version
    statement entry reading more item blog web part column note thread transcript document
    speech interview
    """.split()
)
_MARKS = re.compile(r"[»→>…\[\]()+]|\.{3}")
_SOURCE = frozenset(
    """
    source sources courtesy permission reproduced republished reposted reprinted taken
    lifted borrowed adapted translated syndicated crossposted cross-posted published carried
    appeared released issued ran supplied sent originally original thanks credit
    acknowledgements acknowledgement gratefully reblogged excerpted extracted copied quoted
    culled sourced shared distributed filed provenance origin via picked clipped clipping
    re-posted re-published
    """.split()
)
_SOURCE_SIGNS = Signs(_SOURCE)
_TEXTS = frozenset(
    """
    text texts article articles report reports story stories piece pieces statement news
    item items dispatch dispatches release releases press readout readouts document
    documents version agency newspaper paper website site page pages column service wire
    permission kind first both today yesterday earlier daily weekly magazine journal
    bulletin issue edition post posts
    """.split()
)
# Beside a name and before a colon, these announce its text: "Here is how X reported it:".
_OFFICES = frozenset(
    """
    spokesperson spokesman spokeswoman minister secretary president ambassador premier chancellor
    deputy director chairman chairperson speaker governor senator
    """.split()
)
_TELLING = _SOURCE | frozenset(
    """
    reported reports report wrote writes write told tells put puts says said follows following
    account according how what below gave gives
    """.split()
)
_LABELLED = re.compile(r"[(\[]?[^\W\d_][\w /&-]{1,30}:\s+(?P<names>\S.*)")
_COURTESY_OF = re.compile(r"\bcourtesy(?:\s+of\b|\s*:)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def is_notice_line(head: str) -> bool:
    """A short line that sends the reader to the rest of a text."""
    if len(head) > 110 or head.count(" ") > 16:
        return False
    words = [word.lower() for word in _WORD.findall(head)]
    if not 1 <= len(words) <= 14 or (len(words) == 1 and not _MARKS.search(head)):
        return False
    content = [word for word in words if word not in _NEUTRAL or word in _TARGET]
    more = [word for word in content if word in _MORE]
    if not more or len(content) < 1:
        return False
    share = sum(word in _MORE or word in _TARGET for word in content) / len(content)
    if share < 0.75:
        return False
    aims = any(word in _TARGET and word not in more[:1] for word in content)
    return aims or _MARKS.search(head) is not None


_FROM_LINE = re.compile(
    r"(?:From|Via)\s+(?:the\s+)?(?P<names>[A-Z][\w.'&-]*(?:\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w.'&-]*){0,8})\s*:?"
)
_HOUSES = frozenset(
    """
    news agency times post herald daily press tribune gazette journal review star standard radio
    tv television broadcasting party ministry embassy union government presidency office
    committee council website blog bulletin newspaper magazine mail express
    """.split()
)


def leading_source(head: str, known: Publishers) -> tuple[Meta, int] | None:
    """ "From the Philippine News Agency (Dec 6): Title": the source, and where its title begins."""
    match = _LEADING.match(head) if head.startswith("From ") else None
    if match is None or not known_in(match["names"], known):
        return None
    stated = parse_date(match["date"], whole=True) if match["date"] else None
    return Meta("source", stated[0] if stated else None, source=match["names"]), match.end()


_LEADING = re.compile(
    r"From\s+(?:the\s+)?(?P<names>[A-Z][^:()]{2,80}?)\s*(?:\((?P<date>[^()]{3,30})\))?:\s+(?=[A-Z\"'])"
)


def credit_line(head: str, known: Publishers) -> Meta | None:
    """A short line that is nothing but names of publishers, or names one beside a source word."""
    if len(head) > 170 or head.endswith("?"):
        return None
    if not (
        ":" in head
        or head.startswith(("From", "Via"))
        or _SOURCE_SIGNS(head.lower())
        or head.partition(" ")[0].lower() in _TEXTS
        or may_be_known(head.strip(" ()[]{}:–—-.*_|/"), known)
    ):
        return None
    if len(head) <= 60 or head[-1] not in '.!"':
        names = _only_names(head, known)
        if names is not None:
            return Meta("source", source=names)
    dated = _dated_name(head, known)
    if dated is not None:
        return dated
    opening = _FROM_LINE.fullmatch(head) if head.startswith(("From", "Via")) else None
    if opening is not None:
        last = opening["names"].split()[-1].lower()
        if last in _HOUSES or is_known(opening["names"], known):
            return Meta("source", source=opening["names"])
    if head.endswith(":"):
        line = imprint_line(head[:-1], known)  # "ABN, Caracas:"
        if line is not None:
            return line
    label = _LABELLED.match(head) if ":" in head else None
    if label is not None:
        names = _only_names(label["names"], known)
        if names is not None:
            return Meta("source", source=names)
    found = [word.lower() for word in _WORD.findall(head)]
    told = len(found) > 2 and found[0] in _TEXTS and found[1] in ("by", "from")
    telling = _TELLING if told or head.endswith(":") else _SOURCE
    if len(found) > 22 or telling.isdisjoint(found):
        return None
    words = list(_WORD.finditer(head))
    lower = [word[0].lower() for word in words]
    if not _COURTESY_OF.search(head):
        lower = ["" if word == "courtesy" else word for word in lower]  # "Courtesy call on X by Y"
        if telling.isdisjoint(lower):
            return None
    spans = [(start, end) for start, end, _ in locate(head, known)]
    plain = telling | _NEUTRAL
    rest = [
        word[0]
        for word in words
        if not any(start <= word.start() < end for start, end in spans)
        and word[0].lower() not in plain
        and not (word[0].lower() in _TEXTS and (word[0].islower() or word is words[0]))
    ]
    named = [word for word in rest if word[0].isupper() or word[0].isdigit()]
    if spans and len(rest) - len(named) <= 2 and (len(rest) <= 2 or len(spans) + len(named) <= 8):
        # An unknown name may stand beside a known one.
        stands = [(head.rindex(word), len(word)) for word in named if word != words[0][0]]
        start = min([spans[0][0], *(at for at, _ in stands)])
        end = max([spans[-1][1], *(at + size for at, size in stands)])
        return Meta("source", source=head[start:end])
    if any(word.lower() in _OFFICES for word in named):
        return None  # "attributable to Spokesperson N": an officer is no publisher
    framed = lower[0] in telling or head[0] in "([" or head.endswith((".", ":"))
    if framed and named and len(named) >= len(rest) - 1 and _PREPOSITION.search(head):
        # An unknown name beside a word of sources and nothing else.
        return Meta("source", source=head[head.index(named[0]) :].strip(" .:()[]"))
    return None


_PREPOSITION = re.compile(r"\b(?:from|by|in|of|to|via)\b|:\s", re.IGNORECASE)


def _dated_name(head: str, known: Publishers) -> Meta | None:
    """ "(Xinhua News Agency October 8, 2006)", "THE HERALD THURSDAY 13 MARCH 2025"."""
    bare = head.strip("()[] ")
    if len(bare) > 90 or not bare[:1].isupper():
        return None
    found = _DATED.match(bare)
    if found is None or not is_known(found["name"].strip(" ,"), known):
        return None
    stated = parse_date(bare, found.end())
    if stated is None or stated[0].year is None:
        return None
    rest = bare[stated[1] :].strip(" .,|")
    if rest and not is_rubbish(rest):
        return None
    return Meta("source", stated[0], source=found["name"].strip(" ,"))


_DATED = re.compile(
    r"(?P<name>[A-Z][\w.'’ -]{2,60}?),?\s+(?=\d"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\W)",
    re.IGNORECASE,
)


def _only_names(head: str, known: Publishers) -> str | None:
    """ "(Xinhua; Kyodo)", "Prensa Latina / Granma:": every part a known publisher."""
    bare = head.strip(" ()[]{}:–—-.*_|/")
    if not may_be_known(bare, known):
        return None
    parts = [part.strip() for part in re.split(r"\s*[;,/|&+·]\s*|\s+(?:and|y|et|und)\s+", bare)]
    if not all(part[:1].isupper() or "." in part or part[:4] == "the " for part in parts):
        return None
    if not parts or not all(part and is_known(part, known) for part in parts):
        return None
    return "; ".join(parts)
