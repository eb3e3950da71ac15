"""Lines that frame an article: truncation notices, separators, end marks, headings, names.

Every function looks at one block's cleaned text (`Block.head`) alone.
"""

from __future__ import annotations

import re

from pipeline.dates.words import MONTH_NUMBER
from pipeline.posts.rubbish import is_link
from pipeline.posts.signs import Signs

_SEPARATOR = re.compile(r"[\s*_=~#•·.–—―-]{3,}|[*#•]")
_NOTICE = re.compile(
    r"""(?:[\[(]?(?:…|\.{3,})[\])]?\s*)?(?:[→»>]+\s*|\[\+\]\s*|[\[(])?
    (?P<cue>
       continue\s+reading|continued(?:\s+(?:here|on|at|below|overleaf))?(?![\s\w])|keep\s+reading
      |read\s+(?:the\s+)?(?:more|rest|full|whole|entire|complete|on\b|original|remainder)
      |read\s+(?:it|this|the)\s+(?:article|story|report|statement|text|post
        |speech)?\s*(?:in\s+full|here)
      |(?:click|tap|press)(?:\s+here)?\s+(?:to|for)\s+(?:read|continue|see|view|the\s+(?:full|rest
        |whole))
      |(?:view|see|show|open|load)\s+(?:the\s+)?(?:full|more|rest|whole|entire|original|complete)
      |(?:the\s+)?full\s+(?:story|article|text|report|post|statement|version)\s*(?:here|at|on
        |is\s+available|can\s+be\s+(?:read|found)|»|→|>)
      |(?:the\s+)?(?:rest|remainder)\s+(?:on|at|is|can\s+be)\b
      |(?:the\s+)?rest\s+of\s+(?:the|this)\s+(?:article|story|post|entry|text)
      |seguir\s+leyendo|leer\s+m[áa]s|lire\s+la\s+suite|weiterlesen|continuar\s+lendo|leia\s+mais|ler\s+mais
      |continua\s+a\s+leggere|devam[ıi]n[ıi]\s+oku|selengkapnya|читать\s+далее|подробнее|阅读全文|查看全文
      |\(?more(?:…|\.{3}|\s*[→»>]+)\)?$|to\s+be\s+continued|(?:this|the)\s+article\s+continues
      |more\s*[→»>]|\(more\)|\[more\]|\[read\s+more\]|expand\s+(?:article|post|text)
    )(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK_ONLY = re.compile(r"(?:[\[(](?:…|\.{3,})[\])]|…|\.{3,}|→|»|>>+|\[→\])+\s*(?:→|»|>>)?")
_INLINE = re.compile(
    r"""(?:[\[(](?:…|\.{3,})[\])]\s*(?:→|»|>+)?
       |(?:…|\.{3,}|→|»|>>)\s*\(?(?:continue\s+reading|read\s+more|read\s+the\s+(?:rest|full)
         |more)\b
          [^\n]{0,200}
       |(?<=[.!?…"'”’\])])\s*(?:continue\s+reading\b[^\n]{0,200}|read\s+more\s*(?:→|»|>+|\.{3}|…)?)
       |\(more(?:…|\.{3})\)
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
NOTICE_SIGNS = Signs(("…", "...", "→", "»", ">>", "ontinue reading", "ead more"))
_GENERIC_HEADING = frozenset(
    """
    preface|foreword|preamble|introduction|conclusion|conclusions|annex|appendix|background|summary
    |contents|executive summary|abstract|notes|references|overview|prologue|epilogue|postscript
    |outcome|outcomes|key points|next steps|context|questions and answers|q&a|opening remarks
    |closing remarks|in summary|in brief|at a glance|joint statement|full text|details
    |ladies and gentlemen|dear friends
    |excellencies|highlights|questions|answers|remarks|discussion
    """.replace("\n    ", "").split("|")
)
_NUMBERED = re.compile(
    r"(?:(?:part|chapter|section|article|annex)\s+)?(?:[IVXLC]{1,6}|\d{1,2}|[A-Ha-h]|[一二三四五六七八九十]+)[.):、–—]\s*\S|"
    r"(?:part|chapter|section|article|annex)\s+(?:[IVXLC]+|\d+|one|two|three|four|five|six|seven|eight)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:-0-|-30-|#{2,}|\(?end(?:s|\s+item)?\)?\.?|\*{3}\s*end.*|/end/|ends?/.*|-{1,3}\s*end(?:s)?\s*-{1,3})",
    re.I,
)


def is_separator(head: str) -> bool:
    """A line of dashes, stars or dots."""
    return _SEPARATOR.fullmatch(head) is not None and head not in ("...", "…")


def is_end_mark(head: str) -> bool:
    """ "END", "-0-", "###": the agency's sign that a text is over."""
    return _END.fullmatch(head) is not None


def notice_title(head: str) -> str | None:
    """Title that a truncation notice repeats ("" if none); None if this is no notice."""
    if len(head) > 300:
        return None
    if _MARK_ONLY.fullmatch(head):
        return ""
    if is_link(head):
        return None
    match = _NOTICE.fullmatch(head)
    if match is None:
        return None
    rest = match["rest"].strip(" :→»>.…[]()\"'“”")
    if rest.endswith((".", "?")) and len(rest) > 120:
        return None
    return rest


def inline_notice(text: str) -> int | None:
    """Where a truncation notice begins at the end of a paragraph; None if there is none."""
    if not text or not NOTICE_SIGNS(text):
        return None
    tail = max(0, len(text) - 260)
    match = _INLINE.search(text, tail)
    if match is None or match.start() == 0:
        return None
    return match.start() + len(match[0]) - len(match[0].lstrip())


_PERSON_LINE = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?: (?:al-|de |da |van |von |bin |binti |el |la )?[^\W\d_][\w.'’-]*){1,4}"
)
_NO_PERSON = re.compile(
    r"\b(?:links|also|check|news|content|media|online|site|portal|agency|press|times)\b"
    r"|\b(?:the|of|and|on|in|for|with|to|new|key|full|text|next|trade|state|other|peace|world)\b"
    r"|\b(?:joint|press|statement|remarks|speech|meeting|talks|conference|release|communiqu|background"
    r"|minist|president|foreign|affairs|relations|cooperation|visit|summit|policy|international|national"
    r"|economic|security|global|united|bilateral|general"
    r"|government|republic|party|people|opening|closing|final|steps|questions|answers|agreement"
    r"|declaration|development|regional|strategic|economy|defen[cs]e|energy|climate|culture|education|health)",
    re.IGNORECASE,
)


def is_person_line(head: str) -> bool:
    """Two to five capitalised words, none of them a word of headings: likely an author's name."""
    if len(head) > 60 or not _PERSON_LINE.fullmatch(head):
        return False
    return (
        not head.isupper()
        and not _NO_PERSON.search(head)
        and all(w[:1].isupper() or len(w) <= 3 or "-" in w for w in head.split())
    )


def is_generic_heading(head: str) -> bool:
    """A word that only ever heads a section ("Preface")."""
    return head.strip(" :").lower() in _GENERIC_HEADING


def is_heading_shape(head: str) -> bool:
    """Numbered ("II. …") or a word that only ever heads a section ("Preface")."""
    return _NUMBERED.match(head) is not None or is_generic_heading(head)


def series_name(head: str) -> str:
    """What the issues of a series share: "Weekly No. 14 (2–8 May)" without figures and months.

    "" for a line without a figure, or with fewer than two other words.
    """
    if _FIGURE.search(head) is None:
        return ""
    words = [word for word in _WORD.findall(head.lower()) if word not in _MONTHS]
    return " ".join(words) if len(words) > 1 else ""


_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = frozenset(month.lower() for month in MONTH_NUMBER)
