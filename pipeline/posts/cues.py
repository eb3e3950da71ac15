"""Lines that frame an article: truncation notices, bylines, dates, sources, page furniture.

Every function looks at one block's cleaned text (`Block.head`) alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.posts.datelines import MONTH, StatedDate, parse_date, search_date, tidy_place

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
       |(?<=[.!?…"'”’\])])\s+(?:continue\s+reading\b[^\n]{0,200}|read\s+more\s*(?:→|»|>+|\.{3}|…)?)
       |\(more(?:…|\.{3})\)
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOTICE_SIGNS = ("…", "...", "→", "»", ">>", "ontinue reading", "ead more")
_LINK_LEAD = re.compile(
    r"(?:also\s+read|read\s+(?:also|more|next)|see\s+also|related|watch|don't\s+miss|more\s+on)\s*[:|]\s*\S",
    re.IGNORECASE,
)
_RUBBISH = re.compile(
    r"""(?:
       share(?:\s+(?:this|on|via|to|the|with)\b.*|\s*:.*)?|tweet|like(?:\s+this)?:?(?:\s*loading(?:\.{3}|…)?)?
         |loading(?:\.{3}|…)?|e-?mail(?:\s+this.*)?
      |print(?:\s+(?:this|article|page|friendly).*)?|pdf|copy(?:\s+(?:link|url))?|link\s+copied.*
        |bookmark.*|save
      |(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|wechat|weibo|instagram
        |youtube|tumblr|line|vk|viber|messenger|rss)
         (?:[\s|,/·•]+(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|wechat
           |weibo|instagram|youtube|tumblr|e-?mail|print|line|vk|viber|messenger|rss|share
           |copy\s+link|more))*
      |click\s+to\s+(?:share|print|e-?mail).*|(?:filed|posted)\s+(?:under|in)\b.*|tags?\s*:.*
        |tagged(?:\s+(?:with|as))?\b.*|categor(?:y|ies)\s*:.*|topics?\s*:.*|keywords?\s*:.*
      |(?:leave|post|write|add)\s+a\s+(?:comment|reply)\b.*|(?:no|\d+)\s+(?:comments?|replies
        |responses|shares?|likes?|views?)|comments?(?:\s+(?:are\s+)?(?:closed|off|\(\d+\)).*)?
      |(?:please\s+)?(?:subscribe|sign\s+up|log\s*in|register|donate|support\s+us|follow\s+us
        |join\s+us|join\s+our)\b[^.]{0,120}[.!]?
      |(?:we|this\s+(?:web)?site)\s+uses?\s+cookies.*|accept(?:\s+(?:all|cookies|and).*)?
        |reject\s+all|cookie\s+(?:settings|policy|preferences|notice).*|manage\s+(?:cookies
        |consent).*|privacy\s+policy.*|terms\s+(?:of|and)\s+.*
      |(?:copyright|©|\(c\)\s*(?:19|20)\d\d).*|all\s+rights\s+reserved.*
        |.{0,80}\ball\s+rights\s+reserved\.?|advertisement|advertise.*|sponsored.*
      |(?:previous|next|older|newer)(?:\s+(?:post|article|story|page|entries)s?)?\s*[:→←»«<>]?
        |(?:←|→|«|»|<<|>>)\s*.{0,160}|.{0,160}(?:→|»|>>)
      |skip\s+to\s+.*|home(?:\s*[>»/|›]\s*.*)?|(?:main\s+)?menu|search(?:\s+for:?)?|back\s+to\s+.*
        |top|go\s+to\s+.*|you\s+are\s+here:?.*|breadcrumbs?
      |(?:page\s+)?views?\s*:\s*[\d,.]+|hits\s*:\s*\d+|reading\s+time:?.*
        |\d+\s+min(?:ute)?s?\s+read|font\s+size.*|(?:a[-+]\s*)+|text\s+size.*
        |listen(?:\s+to\s+this.*)?
      |(?:photo|image|picture|file\s+photo|video)(?:\s+(?:credit|by|courtesy|source).*|\s*:.*|s)?
        |\[?(?:photo|xinhua|file)/[\w. ]+\]?
      |(?:editor|web\s+editor|editors|editing|translated|translator|proofread)\s*(?:by\s*)?:.*
      |download.*|follow\b.{0,60}|\#\w+(?:\s+\#\w+)*|powered\s+by.*|proudly\s+powered.*
        |blog\s+at\s+.*|report\s+(?:this|an?)\s+.*|feedback|contact(?:\s+us)?|about(?:\s+us)?
        |sitemap
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TAIL_HEAD = re.compile(
    r"""(?:(?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).*)
       |(?:related|more|other|latest|recent|popular|most\s+(?:read|popular|viewed)|trending
         |recommended|top)
         \s+(?:posts?|articles?|stor(?:y|ies)|news|content|links?|reports?|coverage|readings?
           |headlines|topics?|reads?|from\b.*|in\s+(?:this|news|world)\b.*|on\s+this.*)
       |related|recommended|most\s+(?:read|popular|viewed)|see\s+also|archives?|recent\s+comments
         |read\s+next|what\s+to\s+read\s+next)\s*:?""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"""(?:for\s+immediate\s+release|(?:press|media|news)\s+(?:release|statement|communiqu[eé]|note)s?
      |communiqu[eé]|embargoed.*|(?:unofficial|courtesy)\s+translation|p\.?r\.?\s*no\.?.*|no\.?\s*\d[\d/.-]*
      |[\d\s./()+-]{2,20}|signed:?|sgd\.?|[a-z]{2,4}(?:/[a-z]{2,5}){1,6}|\d{1,2}[:.]\d\d(?:\s*(?:hrs|GMT|[ap]\.?m\.?))?
      |h/t\b.*|hat\s+tip\b.*
      |(?:(?:media|press)\s+)?(?:enquir(?:y|ies)|inquir(?:y|ies)|contacts?|office)\s*:.*
      |for\s+(?:more|further|additional|media|press)\s+(?:information|details|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)).*
    )\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_POSTED = re.compile(
    r"""(?:(?:first\s+|last\s+)?(?:registration|registered|posted|published|updated|released|created|issued|modified|added
      |uploaded|release[d]?|publication|post(?:ing)?|press\s+release|news)
        (?:\s+(?:on|at|by|date|time|in))*|date(?:\s+of\s+(?:issue|publication|release))?|time
          |pubdate|pub\.?\s*date|release\s+(?:date|time))\b\s*[:|]?\s*(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""\s*[,|•·–—-]*\s*(?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?
      |\d{1,2}\s*[ap]\.?m\.?)
        \s*(?:\(?\s*(?:GMT|UTC|BST|EST|EDT|CET|IST|local\s+time
          |[A-Z]{2,5})\s*(?:[+-]\d{1,2}(?::?\d\d)?)?\s*\)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:(?:story|report|article|text|written|posted)\s+)?by|editado\s+por|por|par|von|oleh):?\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Prof|Professor|H\.E|Mr|Mrs|Ms|Amb|Ambassador|Gen|Lt)\.?\s+)*"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+(?:[a-z]{1,3}\s+)?[^\W\d_][\w.'’-]*){0,4})"
)
_SOURCE = re.compile(
    r"""[(\[]?(?:sources?|via|courtesy(?:\s+of)?|issued\s+by|distributed\s+by|released\s+by|originally\s+(?:published|posted
      |appeared)(?:\s+(?:at|in|on|by))?
        |first\s+(?:published|posted|appeared)(?:\s+(?:at|in|on|by))?
        |(?:re-?)?(?:posted|printed|published|produced|blogged)\s+from|cross-?posted\s+(?:from|at)
          |reposted|taken\s+from|from|credit|h/t|hat\s+tip|agency|publisher|author)
        \s*[:：-]\s*(?P<names>\S.*?)[)\]]?""",
    re.VERBOSE | re.IGNORECASE,
)
_GENERIC_HEADING = frozenset(
    """
    preface|foreword|preamble|introduction|conclusion|conclusions|annex|appendix|background|summary
    |contents|executive summary|abstract|notes|references|overview|prologue|epilogue|postscript
    |outcome|outcomes|key points|next steps|context|questions and answers|q&a|opening remarks
    |closing remarks|joint statement|full text|details|ladies and gentlemen|dear friends
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
    if _LINK_LEAD.match(head):
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
    if not text:
        return None
    if not any(sign in text for sign in _NOTICE_SIGNS):
        return None
    tail = max(0, len(text) - 260)
    match = _INLINE.search(text, tail)
    if match is None or match.start() == 0:
        return None
    return match.start() + len(match[0]) - len(match[0].lstrip())


def is_rubbish(head: str) -> bool:
    """Share buttons, tags, cookies, navigation: the page's furniture."""
    return len(head) <= 240 and (
        _RUBBISH.fullmatch(head) is not None or _LINK_LEAD.match(head) is not None
    )


def is_tail_heading(head: str) -> bool:
    """ "Related posts": what follows, up to the next article, is a list of links."""
    return len(head) <= 80 and _TAIL_HEAD.fullmatch(head) is not None


_PERSON_LINE = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?: (?:al-|de |da |van |von |bin |binti |el |la )?[^\W\d_][\w.'’-]*){1,4}"
)
_NO_PERSON = re.compile(
    r"\b(?:joint|press|statement|remarks|speech|meeting|talks|conference|release|communiqu|background|key|new"
    r"|minist|president|foreign|affairs|relations|cooperation|visit|summit|policy|international|national|state"
    r"|the|of|and|on|in|for|with|to|trade|economic|security|peace|world|global|united|bilateral|general|other"
    r"|government|republic|party|people|full|text|opening|closing|final|next|steps|questions|answers|agreement"
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


def is_heading_shape(head: str) -> bool:
    """Numbered ("II. …") or a word that only ever heads a section ("Preface")."""
    return _NUMBERED.match(head) is not None or head.strip(" :").lower() in _GENERIC_HEADING


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line beside an article says about it; empty parts are None.

    `kind` is "posted", "date", "byline", "source", "place" or "label" ("For immediate release").
    """

    kind: str
    date: StatedDate | None = None
    author: str | None = None
    source: str | None = None
    place: str | None = None
    loose: bool = False  # `source` may be something else than a publisher


def read_meta(head: str) -> Meta | None:
    """Byline, date line, "Posted on … by …" or source line; None for anything else."""
    if len(head) > 200 or not head:
        return None
    source = _SOURCE.fullmatch(head)
    if source is not None and len(head.split()) <= 24:
        return Meta("source", date=search_date(source["names"]), source=_cut_date(source["names"]))
    posted = _POSTED.fullmatch(head)
    if posted is not None and len(head.split()) <= 16:
        stated = search_date(posted["rest"])
        # A template in small letters ("posted by ana on 3 May 2019") always gives the year.
        if stated is not None and (head[0].isupper() or stated.year):
            return Meta(
                "posted",
                stated,
                author=_author_in(posted["rest"]),
                source=_source_in(posted["rest"]),
            )
    dated = _date_line(head) or _parted_line(head)
    if dated is not None:
        return dated
    numbered = _NUMBERED_RELEASE.match(head)
    if numbered is not None:
        found = parse_date(head, numbered.end())
        if found is not None and not head[found[1] :].strip(" .)"):
            return Meta("date", found[0])
    correspondent = _CORRESPONDENT.fullmatch(head)
    if correspondent is not None and len(head) <= 90:
        return Meta("byline", author=correspondent["name"])
    if _LABEL.fullmatch(head):
        return Meta("signature" if head.lower().startswith(("signed", "sgd")) else "label")
    by = _BY.fullmatch(head.rstrip(":"))
    if by is not None and len(head.split()) <= 16 and not head.endswith((".", "?", ",")):
        stated = search_date(by["name"])
        if parse_date(by["name"]) is not None:
            return Meta("posted", stated)  # a page that left the name out
        name = re.split(r"\s[|–—-]\s|\s[|]|, |\son\s|\s\d", by["name"])[0]
        person = _PERSON.fullmatch(name.strip())
        if (
            person is not None
            and name[:1].isupper()
            and all(word[:1].isupper() or len(word) <= 3 for word in name.split())
        ):
            house = re.search(r"\s[–—|-]\s(?P<house>[A-Z][^|–—]*?):?$", by["name"])
            return Meta(
                "byline", stated, author=person["name"], source=house["house"] if house else None
            )
    return None


_PLACE_LEADS = (
    re.compile(r"(?P<place>[^\W\d_][\w .'’/-]{1,40}?)(?:\s\([^()]{2,30}\))?\s*[,|–—:-]\s*(?=\S)"),
    re.compile(
        r"(?P<place>[^\W\d_][\w .'’/-]{1,40}?,\s?[^\W\d_][\w .'’-]{1,30}?)\s*[,|–—:-]\s*(?=\S)"
    ),
)
_TAIL = re.compile(
    r"\s*(?:[|•·/–—-]+|\s{2,}|,)\s*(?P<rest>.+)|\s+(?P<named>(?:source|by|from|in)\b.+)", re.I
)


_CORRESPONDENT = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){1,4}),?\s+(?:[-–—|]\s*)?(?:(?:our|the|in)\s+)?"
    r"(?:(?:special|own|staff|chief|senior|diplomatic|foreign|political)\s+)?"
    r"(?:correspondent|reporter|writer|editor|envoy|columnist|contributor)(?:\s+(?:in|for|at)\s.*)?",
    re.IGNORECASE,
)


def _place_and_date(head: str) -> tuple[str, tuple[StatedDate, int]] | None:
    """ "Lima, April 16, 2018", "Versailles (France), 6 March 2017", "Austin, Texas, 3 May"."""
    for pattern in _PLACE_LEADS:
        lead = pattern.match(head)
        found = parse_date(head, lead.end()) if lead is not None else None
        if found is not None and lead is not None:
            return lead["place"], found
    return None


def _date_line(head: str) -> Meta | None:
    """The whole line is a date, perhaps with a clock time and a place or source beside it."""
    if len(head) > 120 or not any(char.isdigit() for char in head):
        return None
    bare = head.strip("()[] .|")
    early = _CLOCK.match(bare)
    if early is not None and ":" in early[0] and parse_date(bare) is None:
        bare = bare[early.end() :].lstrip(" ,|·-–")  # "13:23, 17 March 2025"
    found = parse_date(bare)
    place = None
    if found is None:
        led = _place_and_date(bare)
        if led is None:
            return None
        place, found = led
    stated, end = found
    if stated.day is None and not re.fullmatch(rf"{MONTH}\s+\d{{4}}", bare, re.I):
        return None
    clock = _CLOCK.match(bare, end)
    rest = bare[clock.end() if clock else end :]
    if not rest.strip(" .,|)("):
        return Meta("date", stated, place=_tidy_place(place))
    if clock is not None and clock[0].strip() and stated.year and _is_place_list(rest.strip()):
        venue = rest.strip()
        return Meta("date", stated, place=None if "," in venue else venue)
    tail = _TAIL.fullmatch(rest)
    if tail is None or stated.year is None or rest.endswith((".", ":")):
        return None
    text = tail["rest"] or tail["named"]
    if len(text.split()) > 10 or not re.match(
        r"(?:source|by|from)\b|[A-Z(]|\d\d?:\d\d", text, re.I
    ):
        return None
    source, author = _source_in(text), _author_in(text)
    if place is None and source is None and author is None and _is_place_list(text):
        return Meta(
            "date", stated, source=text, place=text if "|" not in text else None, loose=True
        )
    return Meta(
        "date",
        stated,
        author=author,
        source=source or text,
        place=_tidy_place(place),
        loose=source is None,
    )


def _is_place_list(text: str) -> bool:
    """Capitalised words with commas: "The Kremlin, Moscow", "Bishkek"."""
    return re.fullmatch(r"[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){0,4}", text) is not None


def _tidy_place(place: str | None) -> str | None:
    return None if place is None else tidy_place(place)


_NUMBERED_RELEASE = re.compile(
    r"(?:press\s+release|statement|ref|no|pr)\.?\s*(?:no\.?|number)?\s*[:.#]?\s*[\w/-]*\d[\w/-]*\s*[,;|–—-]\s*",
    re.IGNORECASE,
)


def _parted_line(head: str) -> Meta | None:
    """Parts between bars or bullets, one of them a date: "Parliament of X | News | 08 Feb 2024"."""
    parts = [part.strip() for part in re.split(r"\s*[|•·]\s*", head) if part.strip()]
    if not 2 <= len(parts) <= 5 or head.endswith(".") or len(head) > 160:
        return None
    dates = [found for part in parts if (found := parse_date(part, whole=True)) is not None]
    if len(dates) != 1 or dates[0][0].day is None:
        return None
    others = [p for p in parts if parse_date(p, whole=True) is None and not _SECTION.fullmatch(p)]
    author = next((_author_in(p) for p in others if _BY.fullmatch(p)), None)
    others = [p for p in others if not _BY.fullmatch(p) and not is_rubbish(p)]
    posted = len(others) < len(parts) - 2 or author is not None
    return Meta(
        "posted" if posted else "date",
        dates[0][0],
        author=author,
        source=others[0] if others else None,
        loose=True,
    )


_SECTION = re.compile(
    r"news|home|press|media|press\s+releases?|media\s+releases?|statements?|speeches|events|diplomacy"
    r"|politics|world|foreign\s+(?:policy|affairs)|readouts?|activities|updates?|english",
    re.IGNORECASE,
)


def _author_in(text: str) -> str | None:
    match = re.search(
        r"\bby:?\s+(?P<name>.+?)(?:\s*[|•·,/]|\s+in\s+|\s+on\s+|$)", text, re.IGNORECASE
    )
    if match is None:
        return None
    person = _PERSON.fullmatch(match["name"].strip())
    # "Posted by admin": a login is no author.
    return (
        person["name"] if person and " " in person["name"] and person["name"][0].isupper() else None
    )


def _source_in(text: str) -> str | None:
    match = re.search(
        r"\b(?:source|from|via)s?\s*:?\s+(?P<name>\S.*?)(?:\s*[|•·/]|$)", text, re.IGNORECASE
    )
    return match["name"] if match else None


def _cut_date(names: str) -> str:
    return (
        re.split(rf"\s*[|,;–—(-]?\s*(?=\d{{1,4}}[\s./-]|{MONTH}\s*\d)", names, maxsplit=1)[
            0
        ].strip()
        or names
    )
