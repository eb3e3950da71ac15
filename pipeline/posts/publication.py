"""The clause that says who published a text: verb, preposition and the names behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST = (
    r"(?:originally|first|initially|previously|earlier|jointly|recently|also|just|simultaneously"
    r"|subsequently|officially|exclusively)"
)
_WHEN = (
    r"(?:\s*,?\s*(?:here|today|yesterday|the\s+(?:same|next|following|previous)\s+\w+|in\s+full|in\s+(?:English|Spanish|Chinese|French|Russian|Vietnamese|Korean|Arabic|print)"
    r"|online|as\s+\w+(?:\s+\w+){0,3}|under\s+the\s+(?:title|headline)\s+[\"'“‘].{3,120}?[\"'”’],?"
    r"|(?:on|in)\s+(?:\w+day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{4})?,?))*"
)
_PREP = (
    r"(?:by|in|on|at|from|via|through|with|to|for|courtesy\s+of"
    r"|with\s+(?:the\s+)?(?:kind\s+)?permission\s+(?:of|from))"
)
_VERB = re.compile(
    r"""\b(?:published|carried|released|issued|posted|printed|run|broadcast|aired|distributed
      |circulated|reprinted|republished|reposted|reproduced|re-(?:posted|published|printed)
      |cross-posted|taken|sourced|adapted|excerpted|extracted|abridged|provided
      |made\s+(?:public|available)|put\s+out|appear(?:s|ed)?|ran|reported|filed|drawn|comes?
      |syndicated|shared|uploaded|disseminated)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_VERB = re.compile(rf"(?:\b{FIRST}\s+)+$", re.IGNORECASE)
_AFTER_VERB = re.compile(
    rf"(?P<first>(?:\s+{FIRST})*){_WHEN}\s+(?P<prep>{_PREP})\s+(?P<names>.+)",
    re.IGNORECASE | re.DOTALL,
)
# Verbs of many uses: they publish only before a place of publication.
_COMMON_VERBS = frozenset(
    ("appear", "come", "comes", "run", "reported", "drawn", "provided", "ran", "filed", "shared")
)
_ON_SITE = re.compile(r"\s+(?:on|in|at|via)\s+(?=the|its|their|his|her|[A-Z])")
_ISSUE = re.compile(
    r"^(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:issue|edition|pages|section|columns)\s+of\s+",
    re.IGNORECASE,
)
# Where the list of names ends and the clause goes on.
_STOP = re.compile(
    rf"""\s*(?:
        [;:!?]|\.\s|\.$|\s[—–]\s|\s-\s
       |,?\s+(?:which|who|where|when|whose|that|under\s+the|with\s+the|in\s+which|as\s+(?:a|an
         |part|well\s+as\s+in\s+translation)|after|before|following|during|ahead|to\s+(?:mark
         |coincide|commemorate)|because|but|while|although|and\s+(?:the\s+English|is|was|has|have
         |are|were|it|we|they|he|she|then|later|translated|written|reports?|describes?|details?
         |in\s+\w+\s+translation)|is|was|are|were|has|have|had|reports?|describes?|details?
         |explains?|argues?|in\s+(?:full|English|its|his|her|their|response|reply|connection|two
         |three|{FIRST}))\b
       |,?\s+(?:on|in|of|dated|from)\s+(?:\w+day,?\s+)?(?:the\s+)?(?:\d|(?:early|late
         |mid-?)?\s*(?:January|February|March|April|May|June|July|August|September|October
         |November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)
       |,\s+(?:January|February|March|April|May|June|July|August|September|October|November
         |December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|,?\s*\d{{1,2}}\s+(?:January
         |February|March|April|May|June|July|August|September|October|November|December)
       |\s+respectively|,\s+(?:an?|one\s+of|the\s+\w+(?:\s+\w+){{0,3}}\s+of)\s|,\s+(?:on|in|at|by
         |with|for)\s
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Verb of publication, whether "originally" or the like stands by it, and the names after."""

    first: bool
    verb: str
    names: str
    start: int


def publication(sentence: str) -> Clause | None:
    """The first verb of publication that names somebody behind its preposition."""
    for match in _VERB.finditer(sentence):
        after = _AFTER_VERB.match(sentence, match.end())
        if after is None:
            continue
        before = _BEFORE_VERB.search(sentence[max(0, match.start() - 60) : match.start()])
        first = before is not None or bool(after["first"].strip())
        verb, prep = match[0].lower(), after["prep"].lower()
        if not first and prep in ("to", "for", "with", "through"):
            continue
        if not first and verb in _COMMON_VERBS and prep not in ("in", "on", "by", "from", "at"):
            continue
        names = cut_names(after["names"])
        if prep == "by":
            names = _ON_SITE.split(names)[0]  # "published by A on the website of B": by A
        names = _ISSUE.sub("", names)
        if re.search(r"[A-Z]|\w\.\w", names):
            start = match.start() - (len(before[0]) if before is not None else 0)
            return Clause(first, verb, names, start)
    return None


def cut_names(names: str) -> str:
    """The list of names, without the rest of the clause."""
    stop = _STOP.search(names + " ")
    while stop is not None and stop.start() == 0:
        stop = _STOP.search(names + " ", stop.end())
    names = (names[: stop.start()] if stop else names).strip(" ,.")
    return names.strip("()") if names.count("(") != names.count(")") else names
