"""Blocks get a first label, each from its own words and shape alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.posts import cues
from pipeline.posts.attribution import Attribution, read_attribution
from pipeline.posts.blocks import HEAD, Block, plain
from pipeline.posts.datelines import Dateline, find_dateline
from pipeline.posts.imprints import imprint_line
from pipeline.posts.metas import Meta, read_meta
from pipeline.posts.naming import is_known
from pipeline.posts.printed import parse_date
from pipeline.posts.publishers import Publishers
from pipeline.posts.rubbish import is_caption, is_rubbish, is_tail_heading
from pipeline.posts.rubrics import is_rubric
from pipeline.posts.wording import credit_line, is_notice_line, leading_source
from pipeline.text import sentences

# Labels: "title" is a candidate, to be decided by what stands around it.
PARAGRAPH, TITLE, ATTRIBUTION, NOTICE, META, RUBBISH, SEPARATOR, END = (
    "paragraph", "title", "attribution", "notice", "meta", "rubbish", "separator", "end",
)  # fmt: skip
FURNITURE = frozenset({META, RUBBISH, SEPARATOR, END})

_MAX_TITLE = 240
_MAX_TITLE_WORDS = 34
_LONG_TITLE = 14
_SHORT = 60
_TERMINAL = (".", ",", ";", ":", "…")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.(?:[A-Z]\.)+|\b(?:Jr|Sr|Inc|Ltd|Co|St|No)\.)[\"')]*$")
_BULLET = re.compile(r"(?:[-–—•·*●▪■◆>]|\d{1,2}\)|\([a-z0-9]{1,3}\))\s")
_SPEAKER = re.compile(r"(?:Q|A|Question|Answer)\d*\s*[:.]|[^():]{1,50}\([^()]*\):\s", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"(?P<marks>#{1,6})\s+(?P<rest>.*?)\s*#*$|(?P<star>\*\*|__)(?P<bold>[^*_].*?)(?P=star)$"
)
_SIGNED = re.compile(
    r"[.!?][\"'”’)]*\s*(?:--?|—|–|/{1,3}|\(|\[)\s*"
    r"(?P<tag>[A-Z][\w. ]{1,30}?|[a-z-]{2,20}\.[a-z]{2,4}|[a-z][A-Z]\w+)"
    r"[)/\]]?(?:,[\w .,]{4,20})?\.?$"
)
# Who wrote, edited or photographed, in brackets behind the agency: "TAG (author: N, editor: M)".
_MAKERS = re.compile(
    r"\s*\((?=[^()]*\b(?:author|editor|reporter|photos?|credits?)\b)[^()]{4,150}\)\.?$",
    re.IGNORECASE,
)
_BARE_TAG = re.compile(r"[.!?][\"'”’)]*\s+(?P<tag>[A-Z]{3,12})$")
_TAG_MARK = re.compile(r"[-—–/(\[]")
_END_MARK = re.compile(r"[-—–/(\[#*]")
_MARKED_END = re.compile(
    r"[.!?][\"')\]]*\s*(?:-0-|-30-|\#{2,}|\#\w+|\*{3}|(?:--?|—|–|/)\s*[A-Z]{2,12}/?"
    r"|[(\[][A-Z][\w. ]{1,30}[)\]])\.?$"
)
_SENTENCE_INSIDE = re.compile(r"[a-z)][.!?][\"')\]]*\s+[A-Z\"']")
_DATELINE_START = re.compile(r"[A-Z]{3,}\. [A-Z]{3,}|\d{1,4}[.-]\d\d|[^.]{5,40}[\w)]\. ")
# Every branch begins with one character: such a search skips quickly.
_DATELINE_MARK = re.compile(r"\(|/|—|–|\||\[|-[-\s]|:\s")


@dataclass(slots=True)
class Item:
    """A block with its label and what was read in it."""

    block: Block
    label: str
    text: str  # the beginning without Markdown marks
    attribution: Attribution | None = None
    dateline: Dateline | None = None
    meta: Meta | None = None
    notice: str | None = None  # title that a truncation notice repeats
    level: int = 0  # Markdown heading level
    tail: bool = field(default=False)  # heads a list of links
    signed: str | None = None  # agency named behind the last sentence
    caption: bool = False  # words under a picture: text, but never its beginning

    @property
    def furniture(self) -> bool:
        return self.label in FURNITURE


def read_items(text: str, blocks: list[Block], known: Publishers) -> list[Item]:
    """Items of the blocks; a truncation notice at the end of a paragraph becomes its own item."""
    items: list[Item] = []
    signs = cues.NOTICE_SIGNS.index(text)
    for block in blocks:
        split = None
        if block.end - block.start > 40 and signs.within(block.end - 300, block.end):
            split = cues.inline_notice(text[max(block.start, block.end - 300) : block.end])
        if split is not None and cues.notice_title(block.head if block.is_short else "") is None:
            at = max(block.start, block.end - 300) + split
            body = text[block.start : at].rstrip()
            if body:
                first = Block(block.start, block.start + len(body), block.gap, plain(body[:HEAD]))
                cut = _label(text, first, known)
                if cut.label == TITLE and body.count(" ") >= _LONG_TITLE:
                    cut.label = PARAGRAPH  # a sentence that the notice cuts off
                items.append(cut)
                rest = Block(at, block.end, 0, plain(text[at : block.end]))
                items.append(
                    Item(rest, NOTICE, rest.head, notice=cues.notice_title(rest.head) or "")
                )
                continue
        items.extend(_labelled(text, block, known))
    _close_tails(items)
    return items


_STAMP = re.compile(r"(?:last\s+)?(?:updated|published|posted)\s*(?:on|at)?\s*:\s*", re.IGNORECASE)
_STAMP_CLOCK = re.compile(r"[,\s]+\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?\s+(?=[A-Z\"“])")
_STAMPED_TEXT = 80  # characters behind a stamp that make it a text


def _stamp_end(text: str, block: Block) -> int:
    """Where the text begins behind "Updated: 2008-10-28 23:12" on its line; 0 without a stamp."""
    match = _STAMP.match(text, block.start, block.end)
    found = parse_date(text, match.end()) if match is not None else None
    clock = _STAMP_CLOCK.match(text, found[1]) if found is not None else None
    if clock is None or block.end - clock.end() < _STAMPED_TEXT:
        return 0
    return clock.end()


def _labelled(text: str, block: Block, known: Publishers) -> list[Item]:
    """The block's item; two where its title follows the source on one line."""
    stamp = _stamp_end(text, block)
    if stamp:
        over = Block(block.start, len(text[:stamp].rstrip()), block.gap, "")
        over.head = plain(text[over.start : over.end])
        below = Block(stamp, block.end, 0, plain(text[stamp : min(block.end, stamp + HEAD)]))
        return [_label(text, over, known), _label(text, below, known)]
    led = leading_source(block.head, known) if block.is_short else None
    at = text.find(":", block.start, block.end) + 1 if led is not None else 0
    if led is None or not at:
        return [_label(text, block, known)]
    while text[at].isspace():
        at += 1
    source = Block(block.start, len(text[:at].rstrip()), block.gap, block.head[: led[1]].rstrip())
    title = Block(at, block.end, 0, block.head[led[1] :])
    return [Item(source, META, source.head, meta=led[0]), _label(text, title, known)]


def _label(text: str, block: Block, known: Publishers) -> Item:
    head, level = block.head, 0
    marked = _MARKDOWN.match(head) if head[:1] in "#*_" else None
    if marked is not None:
        head = marked["rest"] or marked["bold"] or head
        level = len(marked["marks"] or "")
    if not block.is_short or (len(head) > 250 and head[-1] in '.!?"'):
        if is_rubbish(text[block.start : block.end]):
            return Item(block, RUBBISH, head)
        return _paragraph(text, block, head, known)
    if cues.is_separator(head):
        return Item(block, SEPARATOR, head)
    if cues.is_end_mark(head):
        return Item(block, END, head)
    links = head.endswith("more:")  # what follows is a list
    notice = cues.notice_title(head) if not links else None
    if notice is None and not links and is_notice_line(head):
        notice = ""
    if notice is not None:
        return Item(block, NOTICE, head, notice=notice)
    if is_tail_heading(head):
        return Item(block, RUBBISH, head, tail=True)
    meta = read_meta(head)
    if meta is None or (meta.loose and meta.kind == "date"):
        meta = imprint_line(head, known) or meta
    if meta is not None:
        return Item(block, META, head, meta=meta)
    if not level and is_rubbish(head):
        return Item(block, RUBBISH, head)
    if len(head) <= 2 and not any(char.isalnum() for char in head):
        return Item(block, RUBBISH, head)
    if head.islower() and is_rubric(head):
        return Item(block, META, head, meta=Meta("label"))  # "politics" over a title
    if is_caption(head):
        return Item(block, PARAGRAPH, head, caption=True)
    attributed = _paragraph(text, block, head, known)
    dateline = attributed.dateline
    if dateline is not None and not head[dateline.end :].strip(" .,)|-–—"):
        # Nothing stands behind it: a line over or under the text that it dates.
        meta = Meta("date", dateline.date, source=dateline.agency, place=dateline.place)
        return Item(block, META, head, meta=meta)
    if attributed.label == ATTRIBUTION or dateline is not None:
        return attributed
    credit = credit_line(head, known)
    if credit is not None:
        return Item(block, META, head, meta=credit)
    if level or is_title(head):
        return Item(block, TITLE, head, level=level, signed=attributed.signed)
    return attributed


def _paragraph(text: str, block: Block, head: str, known: Publishers) -> Item:
    item = Item(block, PARAGRAPH, head)
    item.attribution = read_attribution(text[block.start : block.end])
    if item.attribution is not None and item.attribution.main:
        item.label = ATTRIBUTION
    signed, end = None, block.end
    makers = None
    if text[max(block.start, end - 2) : end].rstrip(".").endswith(")"):
        makers = _MAKERS.search(text, max(block.start, end - 160), end)
    if makers is not None:
        end = makers.start()
        signed = _BARE_TAG.search(text, max(block.start, end - 40), end)
    if signed is None and _TAG_MARK.search(text, max(block.start, end - 36), end):
        signed = _SIGNED.search(text, max(block.start, end - 40), end)
    if signed is not None and signed["tag"].strip(" .").lower() in known.tags:
        item.signed = signed["tag"].strip(" .")
    if (
        _DATELINE_MARK.search(head, 0, 130)
        or _DATELINE_START.match(head)
        or (len(head) < _SHORT and " -" in head)
    ):
        item.dateline = find_dateline(
            head[:160],
            agencies=known.tags,
            is_place=known.opens_dateline,
            is_house=lambda name: is_known(name, known),
        )
    return item


def is_title(head: str) -> bool:
    """Shape of a title: short, begins like one, does not end like a sentence."""
    if len(head) > _MAX_TITLE or head.count(" ") >= _MAX_TITLE_WORDS:
        return False
    if _BULLET.match(head) or _SPEAKER.match(head):
        return False
    if head.rstrip("\"')]")[-1:] in _TERMINAL and not _ABBREVIATED.search(head):
        return False
    if (_END_MARK.search(head) and _MARKED_END.search(head)) or (
        len(head) > 90 and _SENTENCE_INSIDE.search(head) and len(sentences(head)) > 1
    ):
        return False
    first = head.lstrip("\"'([¿¡")[:1]
    if not first or first.islower() or not any(char.isalpha() for char in head):
        return False
    return head.count('"') % 2 == 0


def _close_tails(items: list[Item]) -> None:
    """The short lines after "Related posts" are links, but for a title that heads a text."""
    following: Item | None = None  # next item that is no furniture
    heads_text = [False] * len(items)
    for number in range(len(items) - 1, -1, -1):
        heads_text[number] = following is not None and following.label in (PARAGRAPH, ATTRIBUTION)
        if not items[number].furniture:
            following = items[number]
    inside = False
    single = sum(item.tail for item in items) == 1 and _has_text_before_tail(items)
    for number, (item, heads) in enumerate(zip(items, heads_text, strict=True)):
        if item.tail:
            inside = True
        elif inside and single and _is_day(item) and not heads:
            item.label, item.meta = RUBBISH, None  # the day of another text
        elif inside and (
            (item.label == TITLE and (not heads or (single and _teased(items, number))))
            or (single and _is_teaser(item))
        ):
            item.label = RUBBISH
        elif inside and not item.furniture:
            inside = False


def _is_day(item: Item) -> bool:
    return item.meta is not None and item.meta.kind in ("date", "posted")


def _has_text_before_tail(items: list[Item]) -> bool:
    texts = 0
    for item in items:
        if item.tail:
            break
        texts += item.label == PARAGRAPH and not _is_teaser(item)
    return texts >= 2


def _is_teaser(item: Item) -> bool:
    """The first words of another text, cut off."""
    return item.label == PARAGRAPH and item.block.is_short and item.text.endswith(("..", "…"))


def _teased(items: list[Item], number: int) -> bool:
    """Only a teaser stands under this title."""
    below = number + 1
    while below < len(items) and items[below].label in (TITLE, META, RUBBISH):
        below += 1
    return below < len(items) and _is_teaser(items[below])
