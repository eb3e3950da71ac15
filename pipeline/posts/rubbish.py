"""Page furniture: share buttons, comment forms, navigation, cookies, lists of links.

Every function looks at one block's cleaned text (`Block.head`) alone.
"""

from __future__ import annotations

import re

from pipeline.posts.signs import Signs

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
        |advertisement|advertise.*|sponsored.*
      |(?:previous|next|older|newer)(?:\s+(?:post|article|story|page|entries)s?)?\s*[:→←»«<>]?
        |(?:←|→|«|»|<<|>>)\s*.{0,160}
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
       |(?:related|associated|more|other|latest|recent|popular|most\s+(?:read|popular|viewed)|trending
         |recommended|top)
         \s+(?:posts?|articles?|stor(?:y|ies)|news|content|links?|reports?|coverage|readings?
           |headlines|topics?|reads?|from\b.*|in\s+(?:this|news|world)\b.*|on\s+this.*)
       |related|recommended|trending|read\s+also|(?:read|see)\s+more\s*(?=:)|most\s+(?:read|popular|viewed)|see\s+also|archives?|recent\s+comments
         |read\s+next|check\s+(?:also|out|this)|also\s+read|what\s+to\s+read\s+next)\s*:?""",
    re.VERBOSE | re.IGNORECASE,
)


# Beside these, a short line of interface words only is a button, box or menu.
_ADDRESS_BLOCK = re.compile(
    r"(?=.*\b(?:tel(?:ephone)?|phone|fax|contact)\b[^,|]*[+(]?\d[\d\s()/-]{5,})[^.?!]*(?:[,|][^.?!]*){3,}",
    re.IGNORECASE,
)
_INTERFACE = frozenset(
    """
    share shares shared sharing tweet print printer printable pdf email comment comments commenting
    reply replies replydelete delete hide close search box button buttons menu login logout
    subscribe unsubscribe newsletter newsletters loading bookmark advertisement advertisements
    advert ads tags tagged categories category archives views viewed counter visitor visitors
    cookies toggle expand collapse navigation sidebar widget font zoom inbox whatsapp facebook
    twitter telegram linkedin pinterest instagram youtube feedback sitemap hotline operating mode
    addthis bookmarks scroll slideshow carousel ticker password username signup homepage
    download downloads rss
    """.split()
)
_AROUND = frozenset(
    """
    the a an of on to for at in by this that it is your you our we us no not yes and or with from
    all more show view open read news latest breaking post page site website article size text
    main mode version link links here now back next previous up down left right top home new see
    set normal large small larger smaller fontnormal social increase decrease reset count total
    rate friendly form field please login cancel submit send save copy me my
    """.split()
)
_PHRASES = re.compile(
    r"""(?:
       .{0,40}\bbloggers?\s+like\s+this|\d+\s+thoughts?\s+on\b.*|(?:\d+\.\s*)?this\s+comment\s+(?:has|was)\b.*
      |(?:keine|sin|sem|aucun|nessun|geen|inga|no\s+hay)\s+(?:kommentare?|comentarios?|coment[áa]rios?|commentaires?
        |commento|commenti|reacties|kommentarer)|no\s+(?:comments?|replies|responses)(?:\s+yet)?|your\s+comments?
      |be\s+the\s+first\s+to\s+(?:comment|reply|review|like|write)\b.*
      |(?:kindly|please)\s+\w+\b.*\b(?:comments?|feedback|thoughts|reply|replies)\b.*
      |(?:comments?|replies)\s+(?:are|is|will\s+be|may\s+be|have\s+been)\b.*
      |(?:your\s+e-?mail\s+address|required\s+fields|notify\s+me|save\s+my\s+name)\b.*
      |you\s+(?:are|'re)\s+(?:subscribed|receiving\s+this|replying|commenting)\b.*
      |this\s+(?:e-?mail|message|newsletter)\s+(?:was|is|has\s+been)\s+(?:sent|intended)\b.*
      |(?:to\s+unsubscribe|if\s+you\s+(?:no\s+longer\s+wish|have\s+trouble\s+viewing))\b.*
      |\[?[a-z]+_\d\]?|source\s+link|from\s+wordpress|via\s+ifttt\b.*
      |(?:search\s+this\s+(?:blog|site)|total\s+page\s?views|blog\s+archive|popular\s+(?:now|posts\b.*))
      |(?:showing|displaying)\s+(?:all\s+)?(?:posts?|entries|articles)\b.*
      |become\s+(?:a|our)\s+(?:patron|member|subscriber|supporter)\b.*|(?:you\s+can\s+)?support\s+\w+\s+or\s+become\b.*
      |(?:original\s+)?(?:source|article|story)\s+(?:link|url)|(?:original|source|link)\s+(?:link|source)|link\s+to\s+(?:the\s+)?(?:original|source)\b.*
      |(?:show|view|see|load|read)\s+(?:all|more)\s+(?:news|posts|stories|articles|comments|results)
      |(?:category|tag|author|monthly|daily|yearly)\s+archives?\s*:?.*|archives?\s+(?:for|by)\b.*|posts\s+(?:tagged|by|in)\b.*
      |(?:main|page|skip\s+to(?:\s+the)?)\s+content|exit\s+mobile\s+version|adjust\s+font\s+size.*
      |(?:[A-Z][\w./]*\s+){0,3}photos?
      |(?:photo|picture)s?\s+gallery\b.{0,40}
      |see\s+also\s+topics?\s*:.*
      |(?:latest|more|other|popular|recent|related)\s+(?:in|from|on)\s+(?:\w+\s*){1,4}
      |(?:[\w.,]+\s+){0,4}[-−+]?\d{1,2}(?:[.,]\d)?\s*(?:°|º)\s*[CF]?(?:\s+\w+){0,3}
      |(?:tel|phone|fax|mobile|telephone|hotline|call\s+us|p\.?\s?o\.?\s+box)\b\.?(?:\s*(?:no|number|/\s*fax)\.?)?\s*[:.]?\s*[+(\d][\d\s()+/,;ext.-]{3,60}
      |\+\d[\d\s()-]{7,25}
      |(?:e-?mail\s*:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:follow|reach\s+out|write|advert\w*)\b.*[\w.+-]+@[\w-]+\.\w.*
      |(?:operating|working|office|opening|business|visiting)\s+(?:mode|hours?|times?)\b.*
      |(?:web\s*)?(?:page|post|article|news|total|visitor)\s+(?:views?|hits?|counter|reads?)\s*:?\s*[\d,.]*
      |[\w -]+\.(?:jpe?g|png|webp|gif|svg)|(?:https?://|www\.)\S+|[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,4}|[\W\d_]*\d[\W\d_]*(?:px|pt)\W*|toggle\s+.*|close\s+.{1,30}
      |(?:english|fran[çc]ais|espa[ñn]ol|portugu[êe]s|deutsch|русский|中文|العربية)
        (?:[\s|/·•,-]+(?:english|fran[çc]ais|espa[ñn]ol|portugu[êe]s|deutsch|italiano|русский|中文|العربية|t[üu]rk[çc]e))+
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PATH = re.compile(r"(?:home|main|news|start|you\s+are\s+here)?\s*(?:[»›>/]|::)\s+", re.IGNORECASE)
_COPYRIGHT = ("Copyright ©", "©", "Copyright (c)", "Copyright (C)")
_POLICY = re.compile(
    r"\b(?:moderat|abusive|endorse|on-topic|off-topic|readers?\W|offensive|posted)"
)
_OPENING_ORNAMENT = "-–—*|•·[({_=~"
_ORNAMENT = " -–—*|:•·[](){}.!_=~<>"
_UI_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_rubbish(head: str) -> bool:
    """Share buttons, tags, cookies, navigation: the page's furniture."""
    if len(head) > 240:
        return head.startswith(_COPYRIGHT) or _is_comment_policy(head)
    if head.count("•") >= 3 and head.count(" •") >= 2:
        return True  # a row of links
    if _ends_like_rubbish(head) or _RUBBISH.fullmatch(head) or _LINK_LEAD.match(head):
        return True
    bare = head.strip(_ORNAMENT)
    if bare and head[0] in _OPENING_ORNAMENT and _RUBBISH.fullmatch(bare):
        return True
    return (
        _PHRASES.fullmatch(bare) is not None
        or _is_interface(bare)
        or (bare[-1:].isdigit() and _ADDRESS_BLOCK.fullmatch(bare) is not None)
        or _is_comment_policy(head)
        or _is_path(head)
        or _is_foreign(head)
    )


def _ends_like_rubbish(head: str) -> bool:
    if head.endswith(("→", "»", ">>")):
        return len(head) <= 162
    lower = head.lower()
    reserved = lower.rfind("all rights reserved")
    return (0 <= reserved <= 80 and len(lower) - reserved <= 20) or "your inbox" in lower


def _is_comment_policy(head: str) -> bool:
    """ "Comments that are abusive will not be posted; views are the readers' own." """
    if len(head) > 600 or "omment" not in head:
        return False
    return len(set(_POLICY.findall(head.lower()))) >= 2


def _is_interface(bare: str) -> bool:
    """Only words of buttons and menus: "Hide", "Close this search box", "Font size"."""
    if len(bare) > 60:
        return False
    words = [word.lower() for word in _UI_WORD.findall(bare)]
    return (
        0 < len(words) <= 8
        and any(word in _INTERFACE for word in words)
        and all(word in _INTERFACE or word in _AROUND or word.isdigit() for word in words)
    )


def _is_path(head: str) -> bool:
    """A path of rubrics: "Home » Press » International news", "News / World / Asia"."""
    if not ("»" in head or "›" in head or ">" in head or head[:5].lower() in ("home ", "main ")):
        return False
    if head.endswith(".") or _PATH.search(head) is None:
        return False
    parts = [part for part in re.split(r"\s*(?:[»›>]|::)\s+|\s+/\s+", head) if part]
    return True and len(parts) >= 2 and len(parts[0].split()) <= 4


def _is_foreign(head: str) -> bool:
    """A short line in another script: the page's own menus."""
    if len(head) > 80 or head.isascii():
        return False
    letters = _LETTER.findall(head)
    if len(letters) < 3:
        return False
    return sum(_LATIN.match(letter) is not None for letter in letters) <= 0.2 * len(letters)


_CAPTION = re.compile(
    r"""(?:.{8,}?[.)\w"']\s*(?:
        [(\[|](?:file\s+|handout\s+)?(?:photos?|images?|pictures?|pics?|source(?=\s*:))\b[^()\[\]]{2,70}[)\]]?
       |(?:[—–|]|-{1,2}|[.])\s*(?:[A-Z][\w./]*\s+(?:and\s+)?){0,5}(?:file\s+)?photos?(?:\s+by|\s+courtesy)?(?:[:\s]+\S+){0,6}
       |photos?(?:\s+by|\s+credit|\s+courtesy)?\s*[:|]\s*\S.{0,60}
       |[(/\[](?:Xinhua|AFP|Reuters|AP|EPA|KCNA|VNA|Yonhap|Handout)/[^()/\[\]]{2,40}[)\]]
      )|(?:pic|photo|fig|figure|image)\.?\s*\d+\s*[.:].*)\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_CAPTION_SIGNS = Signs(("hoto", "PHOTO", "mage", "ource:", "icture", "Pic", "pic", "Fig", "/"))


def is_caption(head: str) -> bool:
    """Words under a picture: "The ministers at their meeting (Photo: ministry)"."""
    if len(head) > 330 or not _CAPTION_SIGNS(head):
        return False
    return _CAPTION.fullmatch(head) is not None


def is_tail_heading(head: str) -> bool:
    """ "Related posts": what follows, up to the next article, is a list of links."""
    return len(head) <= 80 and _TAIL_HEAD.fullmatch(head) is not None


def is_link(head: str) -> bool:
    """ "Read also: …": a line that leads to another text."""
    return _LINK_LEAD.match(head) is not None
