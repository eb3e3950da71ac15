"""What stands inside a post: its introduction, then its reprints, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.posts import cues
from pipeline.posts.attribution import Attribution
from pipeline.posts.items import (
    ATTRIBUTION,
    END,
    META,
    NOTICE,
    PARAGRAPH,
    RUBBISH,
    SEPARATOR,
    TITLE,
    Item,
)
from pipeline.posts.metas import ANNOUNCED
from pipeline.posts.page import Page, content_words
from pipeline.text import fold

INTRODUCTION, REPRINT = "introduction", "reprint"
_SENTENCE = 18  # words that no heading has
_SUMMARY = 3  # paragraphs, summary and captions among them, that may stand before a dateline


@dataclass(slots=True)
class Article:
    """An article as found: `parts` are its items with the kind of passage each becomes."""

    kind: str
    post: int  # number of its post on the page
    title: Item | None = None
    parts: list[tuple[Item, str]] = field(default_factory=list)
    announced_by: list[Item] = field(default_factory=list)
    number: int = 0  # place among the reprints of its announcement
    truncated: bool = False
    lead: Item | None = None  # first paragraph

    def add(self, item: Item, kind: str) -> None:
        """Append a part."""
        self.parts.append((item, kind))
        if kind == "paragraph" and self.lead is None and not item.caption:
            self.lead = item

    @property
    def paragraphs(self) -> list[Item]:
        return [item for item, kind in self.parts if kind == "paragraph"]

    @property
    def opening(self) -> Item | None:
        """The paragraph with the dateline: the lead, or one below a summary."""
        if self.lead is None or self.lead.dateline is not None:
            return self.lead
        below = [item for item in self.paragraphs[:_SUMMARY] if not item.caption]
        return next(
            (i for i in below if i.dateline is not None and i.dateline.names_origin), self.lead
        )

    @property
    def metas(self) -> list[Item]:
        """Lines that say something of this article, not of a reprint that it announces."""
        found = (item for item, _ in self.parts if item.meta is not None)
        return [item for item in found if item.meta is not None and item.meta.kind != ANNOUNCED]


def read_post(page: Page, first: int, last: int, number: int) -> list[Article]:
    split = _introduction_end(page, first, last) if page.is_archive else first
    articles: list[Article] = []
    if split > first:
        introduction = Article(INTRODUCTION, number)
        _fill(page, introduction, first, split, last)
        articles.append(introduction)
    announced = [
        page.items[n] for n in range(first, split) if page.items[n].attribution is not None
    ]
    reader = _ReprintReader(page, number, announced, (first, last), articles)
    for index in range(split, last):
        reader.read(index)
    return reader.finish()


def _introduction_end(page: Page, first: int, last: int) -> int:
    """Index of the first item after the introduction; `first` if the post is a bare reprint."""
    numbers = range(first, last)
    _settle_attributions(page, numbers)
    main = [n for n in numbers if page.label(n) == ATTRIBUTION and not page.is_trailing(n)]
    body = [n for n in numbers if not page.items[n].furniture and page.label(n) != TITLE]
    if not body:
        return last
    lead = body[0]
    titles = (n for n in range(lead, last) if page.label(n) == TITLE)
    own_end = next(titles, last)
    trailing = any(page.is_trailing(n) for n in body if n < own_end)
    own_source = any(
        item.meta is not None and item.meta.kind == "source" for item in page.items[first:lead]
    )
    dateline = page.items[lead].dateline
    if (dateline is not None and dateline.names_origin) or (not main and (trailing or own_source)):
        return first
    opened = next((n for n in range(lead + 1, last) if _opens_reprint(page, n)), last)
    if main and main[0] < opened:
        return _after_attribution(page, main, body, first)
    embedded = [n for n in body if page.items[n].attribution is not None and n < opened]
    if embedded:
        return _after_aside(page, embedded[0], body, last)
    if opened < last:
        return opened
    for n in range(lead + 1, last - 1):
        if page.label(n) == SEPARATOR and not page.separators_part:
            return n + 1
    return last


def _opens_reprint(page: Page, n: int) -> bool:
    """A title or dateline that shows the beginning of a reprint without any announcement."""
    if page.label(n) == TITLE:
        # Where posts have a style of their own, other titles are reprints'; issues of a series
        # have headings.
        styled = page.post_style is not None and not page.post_style.startswith("series")
        return page.opens_text(n) or styled
    dateline = page.items[n].dateline
    return dateline is not None and dateline.names_origin


def _settle_attributions(page: Page, numbers: range) -> None:
    """A paragraph that says much else stays a paragraph, with its source named in passing."""
    first_text = True
    for n in numbers:
        item = page.items[n]
        if item.label == ATTRIBUTION and item.attribution is not None:
            share, ends = item.attribution.share, item.attribution.ends
            spoken = item.attribution.announces and len(page.full(item).split()) >= 25
            if (first_text and (share < 0.6 or spoken)) or (not ends and share < 0.5):
                item.label = PARAGRAPH
        first_text &= item.furniture or item.label == TITLE


def _after_attribution(page: Page, main: list[int], body: list[int], first: int) -> int:
    mark = main[0]
    if mark == body[0] and page.label(page.after[mark]) != TITLE:
        return first  # no editor's word between the title and the source
    # A second attribution directly below continues the first.
    while mark + 1 in main:
        mark += 1
    return mark + 1


def _after_aside(page: Page, mark: int, body: list[int], last: int) -> int:
    """Where the reprint begins when its source was only named in passing.

    A dateline, title, byline or wide gap shows it; otherwise the introduction lasts as long as it
    speaks of the author, whom the author's own text does not name.
    """
    attribution = page.items[mark].attribution
    author = attribution.author if attribution is not None else None
    names = set(content_words(author)) if author else set()
    end = mark + 1
    open_quote = False
    for n in range(mark + 1, last):
        item = page.items[n]
        if item.label == NOTICE:
            break
        if (n > mark + 1 and item.label == TITLE) or item.dateline is not None:
            return n
        if item.label in (SEPARATOR,) or (item.meta is not None and item.meta.kind == "byline"):
            return n
        if item.label != PARAGRAPH:
            continue
        if item.block.gap > page.gap:
            return n
        if (names and names & content_words(page.full(item))) or open_quote:
            end = n + 1
        open_quote = end == n + 1 and item.text.rstrip().endswith(":")
    return end


def _names_several(attribution: Attribution) -> bool:
    """It announces several texts, or names several publishers."""
    if attribution.plural or len(attribution.names) > 1:
        return True
    return any(re.search(r"\band\b|[;/]|,\s", names) for names in attribution.names)


class _ReprintReader:
    """Assigns the items after an introduction to reprints, one after the other."""

    def __init__(
        self,
        page: Page,
        post: int,
        announced: list[Item],
        bounds: tuple[int, int],
        articles: list[Article],
    ) -> None:
        self.page = page
        self.post = post
        self.announced = announced
        self.head, self.last = bounds
        self.articles = articles
        self.current: Article | None = None
        self.count = 0
        self.waiting: list[tuple[Item, str]] = []  # furniture before the next reprint
        attributions = [item.attribution for item in announced if item.attribution is not None]
        self.plural = any(_names_several(a) for a in attributions)

    def finish(self) -> list[Article]:
        """The post's articles; furniture without any text around it makes one of its own."""
        if self.waiting:
            if not self.articles:
                self._open(None)
            else:
                self.articles[-1].parts.extend(self.waiting)
        return self.articles

    def read(self, index: int) -> None:
        item = self.page.items[index]
        if item.label == TITLE:
            self._read_title(index, item)
        elif item.label == ATTRIBUTION or (item.attribution is not None and item.attribution.names):
            self._read_attribution(index, item)
        elif item.label == PARAGRAPH:
            if self._begins_untitled(item, index):
                self._open(None)
            self._add(item, "paragraph")
            if self.current is not None and not self.page.is_archive:
                self.current.truncated |= self.page.is_cut(index)
        elif item.label == NOTICE:
            self._read_notice(index, item)
        elif item.label in (META, SEPARATOR, END):
            if self._begins_with_date(index, item):
                self._open(None)
            self._add(item, "attribution")
        else:
            self._add(item, "truncation_notice")

    def _open(self, title: Item | None) -> Article:
        article = Article(REPRINT, self.post, title, announced_by=list(self.announced))
        article.number = self.count
        self.count += 1
        article.parts = self.waiting
        self.waiting = []
        if title is not None:
            article.add(title, "title")
        self.articles.append(article)
        self.current = article
        return article

    def _add(self, item: Item, kind: str) -> None:
        if self.current is None:
            if kind == "paragraph":
                self._open(None)
            elif self.articles and not self._opens_text(item):
                self.articles[-1].add(item, kind)
                return
            else:
                self.waiting.append((item, kind))
                return
        assert self.current is not None
        self.current.add(item, kind)

    def _opens_text(self, item: Item) -> bool:
        """A date, place or byline under an announcement stands over the text that follows."""
        return item.meta is not None and item.meta.kind in ("date", "place", "byline", "posted")

    def _read_title(self, index: int, item: Item) -> None:
        if self.current is None or self.current.lead is None:
            if self.current is None and cues.is_heading_shape(item.text) and self.articles:
                self._open(None)
                self._add(item, "heading")
            elif self.current is None:
                self._open(item)
            elif self.current.title is None and not self.current.parts:
                self.current.title = item
                self._add(item, "title")
            else:
                self._add(item, "paragraph" if item.text.count(" ") >= _SENTENCE else "heading")
        elif self._continues(index):
            self._add(item, "paragraph")
        elif self._begins_titled(index, item):
            self._open(item)
        else:
            self._add(item, "paragraph" if item.text.count(" ") >= _SENTENCE else "heading")

    def _continues(self, index: int) -> bool:
        """A short line whose sentence goes on below: "The minister said it was" / "“now …"."""
        following = self.page.after[index]
        if following < 0 or self.page.label(following) != PARAGRAPH:
            return False
        opener = self.page.items[following].text.lstrip("\"'“‘(…[ ")[:1]
        return opener.islower()

    def _begins_titled(self, index: int, item: Item) -> bool:
        page = self.page
        if page.follows_closing(index):
            return True
        if cues.is_heading_shape(item.text) and not page.dated(index):
            return False
        if page.dated(index) or page.meta_beside(index, ("byline", "date", "source", "posted")):
            return True
        head = page.items[self.head]
        if head.label == TITLE and fold(head.text) == fold(item.text):
            return True
        if self.current is not None and self.current.parts[-1][0].label == SEPARATOR:
            return True
        if not page.is_archive:
            return False
        if item.block.gap > page.gap:
            return self.plural or page.cohesion(index) >= 0.5
        return self.plural and page.cohesion(index) >= 0.6 and len(item.text.split()) >= 4

    def _begins_untitled(self, item: Item, index: int) -> bool:
        if self.current is None or self.current.lead is None:
            return False
        if self.page.follows_closing(index):
            return True
        dateline = item.dateline
        if not self.page.is_archive and self._follows_summary(item):
            return False
        if self.plural and item.block.gap > self.page.gap:
            return True
        if dateline is None:
            return False
        lead = self.current.lead.dateline
        if self.plural and dateline.names_origin and lead is not None and lead.names_origin:
            return True
        parts = (dateline.date, dateline.agency, dateline.place)
        return sum(part is not None for part in parts) >= 2

    def _follows_summary(self, item: Item) -> bool:
        """Only a sentence or two stand above: a summary of the text that this dateline opens."""
        assert self.current is not None
        above = self.current.paragraphs
        plain = all(other.dateline is None for other in above)
        return plain and len(above) < _SUMMARY and item.dateline is not None

    def _begins_with_date(self, index: int, item: Item) -> bool:
        """A dateline on a line of its own, after a wide gap: the next reprint, without a title."""
        if self.current is None or self.current.lead is None or item.meta is None:
            return False
        dated = item.meta.kind == "date" and item.meta.place is not None
        following = self.page.label(self.page.after[index])
        return dated and item.block.gap > self.page.gap and following == PARAGRAPH

    def _read_attribution(self, index: int, item: Item) -> None:
        assert item.attribution is not None
        page = self.page
        inside = self.current is not None and self.current.lead is not None
        if not page.is_archive or (
            inside and (not item.attribution.names or page.is_trailing(index))
        ):
            trailing = page.is_trailing(index) and bool(item.attribution.names)
            kind = (
                "attribution"
                if trailing or (item.attribution.share > 0.9 and item.attribution.first)
                else "paragraph"
            )
            if kind == "attribution" and self.current is not None:
                self.current.announced_by = [item]
            self._add(item, kind)
            return
        if item.label != ATTRIBUTION:
            self._add(item, "paragraph")
            return
        if self.current is not None and not inside:
            self.current.announced_by = [item]
            self._add(item, "attribution")
            return
        # A further announcement inside the post: the next text is another reprint.
        self.announced = [item]
        self.count = 0
        (self.articles[-1].parts if self.articles else self.waiting).append((item, "attribution"))
        self.current = None
        self.plural = _names_several(item.attribution)

    def _read_notice(self, index: int, item: Item) -> None:
        following = self.page.after[index]
        cuts = following < 0 or following >= self.last
        if not self.page.is_archive:
            cuts = self.page.label(following) in ("", TITLE)
        target = self.current or (self.articles[-1] if self.articles else None)
        if target is not None and cuts:
            target.truncated = True
        self._add(item, "truncation_notice")


def _fill(page: Page, article: Article, first: int, last: int, end: int) -> None:
    """An introduction: its title, paragraphs, headings and attribution; the post ends at `end`."""
    for number in range(first, last):
        item = page.items[number]
        if item.label == TITLE:
            if article.title is None and article.lead is None:
                article.title = item
                article.add(item, "title")
            else:
                article.add(item, "heading")
        elif item.label == PARAGRAPH:
            article.add(item, "paragraph")
        elif item.label == NOTICE:
            article.truncated |= page.after[number] < 0 or page.after[number] >= end
            article.add(item, "truncation_notice")
        elif item.label == RUBBISH:
            article.add(item, "truncation_notice")
        else:
            article.add(item, "attribution")
