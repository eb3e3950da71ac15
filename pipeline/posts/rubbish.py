"""Page furniture: share buttons, comment forms, navigation, cookies, lists of links.

Every function looks at one block's cleaned text (`Block.head`) alone.
"""

from __future__ import annotations

import re

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


def is_rubbish(head: str) -> bool:
    """Share buttons, tags, cookies, navigation: the page's furniture."""
    return len(head) <= 240 and (_RUBBISH.fullmatch(head) is not None or is_link(head))


def is_tail_heading(head: str) -> bool:
    """ "Related posts": what follows, up to the next article, is a list of links."""
    return len(head) <= 80 and _TAIL_HEAD.fullmatch(head) is not None


def is_link(head: str) -> bool:
    """ "Read also: …": a line that leads to another text."""
    return _LINK_LEAD.match(head) is not None
