"""Letterheads and sign-offs that name a body by its shape: ministries, offices, parliaments."""

from __future__ import annotations

import re

from pipeline.posts.metas import Meta

ORGANISATION = re.compile(
    r"""(?:(?:the|republic|kingdom|government|state|republic\s+of\s+\w+|official)\s+){0,3}
    (?:[A-Z][\w'’-]+\s+){0,2}
    (?:offices?|ministry|department|embassy|high\s+commission|parliament|government|presidency
      |permanent\s+mission|secretariat|directorate|press\s+(?:service|office|division|department|centre|center|and)
      |communications?\s+(?:bureau|office|unit|department)|state\s+house|national\s+assembly|senate|prime\s+minister's\s+office
      |president's\s+office|foreign\s+ministry|white\s+house|cabinet|public\s+relations|information\s+(?:service|office|department))\b
    (?:\s+(?:of|for|to)\s(?:(?:of|the|and|for|to|in|de|la|&)\s|(?-i:[A-Z])[\w'’.-]*[,\s]*){1,9})?""",
    re.VERBOSE | re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:meets?|met|holds?|held|visits?|receives?|attends?|calls?|hosts?|says?|concludes?|signs?"
    r"|welcomes?|discuss(?:es)?|statement|readout|talks|remarks|on|with|announces?|condemns?"
    r"|congratulates?|is|are|was|were|opens?|closes?|launches|celebrates?|marks|issues|backs|urges"
    r"|joins|rejects|hails|thanks|sends|seeks|plans|denies|approves|ratifies|elects|appoints|names"
    r"|begins|ends|starts|returns|leaves|arrives|departs|pays|vows|pledges|expresses|confirms"
    r"|stresses|reiterates|commends|supports|donates|hands|gets|takes|makes|gives|spokespersons?)\b",
    re.IGNORECASE,
)


def organisation_line(head: str) -> Meta | None:
    """A letterhead or sign-off: "OFFICE OF THE PRESIDENT OF GHANA – COMMUNICATIONS BUREAU"."""
    if len(head) > 140 or head.endswith((".", ":", "?", ";")):
        return None
    parts = [part.strip() for part in re.split(r"\s[|•·–—-]\s|,\s", head) if part.strip()]
    named = [p for p in parts if ORGANISATION.fullmatch(p) and not _ACTS.search(p)]
    if not named or len(named) < len(parts) - 1 or _ACTS.search(head):
        return None
    # "Press Division, Federal Foreign Office": the house, not its desk, publishes.
    house = [
        p for p in named if not re.match(r"(?:press|communications?|public|information)\b", p, re.I)
    ]
    return Meta("source", source=tidy_name((house or named)[0]))


def tidy_name(name: str) -> str:
    """A name in capitals as it is usually written."""
    if not name.isupper() or len(name) < 6:
        return name
    small = ("of", "the", "and", "for", "in", "on", "to", "de", "la")
    words = name.lower().split()
    return " ".join(w if n and w in small else w[:1].upper() + w[1:] for n, w in enumerate(words))
