"""Items → articles: where posts and reprints begin, by the evidence around each title.

A page is an archive when something on it announces reprints or cuts posts off; otherwise every
text on it is an article of its own. No rule knows a site: what a wide gap or a line of stars means
is read from the page itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.posts import cues
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
from pipeline.text import fold

INTRODUCTION, REPRINT = "introduction", "reprint"


def _is_place_over_date(item: Item, below: Item, items: list[Item], number: int) -> bool:
    """ "Islamabad" over "31 January 2022", as ministries sign."""
    if below.meta is None or below.meta.kind != "date" or below.meta.place is not None:
        return False
    if len(item.text.split()) > 3 or not item.text.replace(" ", "").isalpha():
        return False
    if number == 0 or items[number - 1].label != PARAGRAPH:
        return False
    following = items[number + 2] if number + 2 < len(items) else None
    return below.block.gap == 0 or following is None or following.label != PARAGRAPH


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

    @property
    def paragraphs(self) -> list[Item]:
        return [item for item, kind in self.parts if kind == "paragraph"]

    @property
    def metas(self) -> list[Item]:
        return [item for item, _ in self.parts if item.meta is not None]


def find_articles(text: str, items: list[Item]) -> list[Article]:
    """Articles of a page in order; every item is part of exactly one of them."""
    page = _Page(text, items)
    starts = page.post_starts() if page.is_archive else page.article_starts()
    articles: list[Article] = []
    bounds = [*starts, len(items)]
    if bounds[0] > 0:
        bounds[0] = 0  # what stands before the first title belongs to it
    for number, (first, last) in enumerate(pairwise(bounds)):
        articles.extend(_read_post(page, first, last, number))
    return _without_empty(articles)


def _without_empty(articles: list[Article]) -> list[Article]:
    """An article without any text is none: its lines go to the next one, or the one before."""
    kept: list[Article] = []
    waiting: list[Article] = []
    for article in articles:
        if not article.paragraphs:
            waiting.append(article)
            continue
        if waiting:
            parts = [part for empty in waiting for part in empty.parts]
            article.parts[:0] = _as_furniture(article, parts)
            waiting = []
        kept.append(article)
    if not waiting:
        return kept
    if not kept:
        kept, waiting = [waiting[0]], waiting[1:]
    for empty in waiting:
        kept[-1].parts.extend(_as_furniture(kept[-1], empty.parts))
    return kept


def _as_furniture(article: Article, parts: list[tuple[Item, str]]) -> list[tuple[Item, str]]:
    """A title takes the place of a missing one; a second one only stands over the text."""
    result = []
    for item, kind in parts:
        if kind == "title" and article.title is None:
            article.title = item
        elif kind == "title":
            kind = "heading"
        result.append((item, kind))
    return result


_WORDS = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and for with from that this has have was were his her its are not but".split()
)


def _content(text: str) -> set[str]:
    return {word for word in _WORDS.findall(text.casefold()) if word not in _COMMON}


class _Page:
    """The items with what each knows of its neighbours, computed once."""

    def __init__(self, text: str, items: list[Item]) -> None:
        self.text = text
        self.items = items
        self._settle_names()
        self.after = self._neighbours(range(len(items) - 1, -1, -1))
        self.before = self._neighbours(range(len(items)))
        self._settle_letterhead()
        gaps = Counter(item.block.gap for item in items[1:] if item.label == PARAGRAPH)
        self.gap = gaps.most_common(1)[0][0] if gaps else 1
        first = next((i for i in items if i.label in (META, TITLE, PARAGRAPH)), None)
        self.metas_lead = (
            first is not None and first.meta is not None and first.meta.kind in ("date", "posted")
        )
        self.closers = self._repeated_closers()
        self.credits_close = self._credits_close()
        self.posted = [
            n
            for n, item in enumerate(items)
            if item.label == TITLE
            and self.meta_beside(n, ("posted",))
            and self.label(self.before[n]) != ATTRIBUTION
        ]
        self.is_archive = self._is_archive()

    def _settle_names(self) -> None:
        """Short lines that are no titles where they stand: places over dates, authors' names."""
        items = self.items
        for number, item in enumerate(items):
            if item.label != TITLE:
                continue
            above = items[number - 1] if number else None
            if above is not None and above.meta is not None and above.meta.kind == "signature":
                item.label, item.meta = META, cues.Meta("signature")
                continue
            below = items[number + 1] if number + 1 < len(items) else None
            if below is not None and _is_place_over_date(item, below, items, number):
                item.label, item.meta = META, cues.Meta("place", place=item.text)
            elif cues.is_person_line(item.text):
                byline = above is not None and above.label == TITLE
                ends = below is None or below.label in (NOTICE, SEPARATOR, END, TITLE)
                if (byline and below is not None and below.label == PARAGRAPH) or (
                    ends and above is not None and above.label == PARAGRAPH
                ):
                    item.label, item.meta = META, cues.Meta("byline", author=item.text)

    def _settle_letterhead(self) -> None:
        """A site's name over the first title is no title itself."""
        titles = [n for n, item in enumerate(self.items[:12]) if item.label == TITLE]
        if len(titles) < 2 or self.after[titles[0]] != titles[1]:
            return
        first, second = titles[0], titles[1]
        own = self._share(_content(self.items[first].text), second, self.after)
        other = self._share(_content(self.items[second].text), second, self.after)
        if len(self.items[first].text.split()) <= 8 and own <= 0.2 and other >= 0.5:
            self.items[first].label = META
            self.items[first].meta = cues.Meta("label")
            self.after = self._neighbours(range(len(self.items) - 1, -1, -1))
            self.before = self._neighbours(range(len(self.items)))

    def _neighbours(self, order: range) -> list[int]:
        """Index of the nearest item on one side that is no furniture; -1 if there is none."""
        found, nearest = [-1] * len(self.items), -1
        for number in order:
            found[number] = nearest
            if not self.items[number].furniture:
                nearest = number
        return found

    def _repeated_closers(self) -> set[str]:
        """Furniture that stands again and again just before a title: the page's closing line."""
        closing: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for item, below in zip(self.items, [*self.items[1:], None], strict=True):
            if item.label == RUBBISH:
                every[item.text] += 1
                closing[item.text] += below is None or below.label == TITLE
        return {text for text, count in closing.items() if count >= 2 and count == every[text]}

    def _credits_close(self) -> bool:
        """Whether this page's "Reposted from X" lines stand under their texts, the last one too."""
        marks = [
            n
            for n, item in enumerate(self.items)
            if item.label == ATTRIBUTION
            and item.attribution is not None
            and not item.attribution.announces
        ]
        return (
            bool(marks)
            and all(self.label(self.after[n]) in ("", TITLE) for n in marks)
            and (self.after[marks[-1]] < 0)
        )

    def _is_archive(self) -> bool:
        titles: set[str] = set()
        for number, item in enumerate(self.items):
            if item.label == TITLE:
                titles.add(fold(item.text))
            if item.label == NOTICE and item.notice and fold(item.notice) in titles:
                return True
            found = item.attribution
            if found is None or item.label == META or self.is_trailing(number):
                continue
            if (found.names or found.announces) and (found.first or self._more_follow(number)):
                return True  # a single text may itself announce a document that it quotes
        return len(self.posted) >= 2 and any(
            self.opens_text(n)
            for n, item in enumerate(self.items)
            if item.label == TITLE and n not in self.posted
        )

    def _more_follow(self, number: int) -> bool:
        return any(
            item.label == ATTRIBUTION and item.attribution is not None and item.attribution.names
            for item in self.items[number : number + 400]
        )

    def full(self, item: Item) -> str:
        """All characters of an item."""
        return self.text[item.block.start : item.block.end]

    def label(self, number: int) -> str:
        """Label of an item; "" outside the page."""
        return self.items[number].label if 0 <= number < len(self.items) else ""

    def is_trailing(self, number: int) -> bool:
        """An attribution that closes its own text: "This article first appeared in X"."""
        item = self.items[number]
        if item.attribution is None or item.attribution.announces or item.attribution.plural:
            return False
        if self.label(self.before[number]) != PARAGRAPH:
            return False
        following = self.after[number]
        above = self.items[self.before[number]].attribution
        if above is not None and above.announces:
            return False
        if self.label(following) == TITLE:
            if self.dated(following) or not (self.credits_close or item.attribution.own):
                return False
            # A title that repeats what was just told heads the announced text.
            own = _content(self.items[following].text)
            return self._share(own, following, self.before) < 0.34
        if self.label(following) == NOTICE:
            return item.attribution.own
        return following < 0

    def dated(self, number: int) -> bool:
        """The text under this title begins with a dateline."""
        following = self.after[number]
        return following >= 0 and self.items[following].dateline is not None

    def closing_source(self, number: int) -> bool:
        """A source line or end mark under a text, with a title, dateline or nothing after it."""
        item = self.items[number]
        if item.label == END:
            return True
        if item.meta is None or item.meta.kind not in ("source", "byline"):
            return False
        following = self.after[number]
        if self.label(self.before[number]) != PARAGRAPH:
            return False
        return self.label(following) in ("", TITLE, NOTICE) or (
            self.items[following].dateline is not None
        )

    def follows_closing(self, number: int) -> bool:
        """Only furniture, a closing source among it, stands between the text above and this."""
        above = number - 1
        while above >= 0 and self.items[above].furniture:
            if self.closing_source(above):
                return True
            above -= 1
        return False

    def opens_text(self, number: int) -> bool:
        """A title whose text shows that it is one of its own: dateline, byline, closing source."""
        if self.dated(number) or self.meta_beside(number, ("byline", "date", "source", "posted")):
            return True
        below = number + 1
        while below < len(self.items) and self.items[below].label != TITLE:
            if self.items[below].label == META and self.closing_source(below):
                return True
            below += 1
        return False

    def meta_beside(self, number: int, kinds: tuple[str, ...]) -> bool:
        """A byline or date line stands directly under (or, where they lead, over) this title."""
        below = self.items[number + 1] if number + 1 < len(self.items) else None
        if below is not None and below.meta is not None and below.meta.kind in kinds:
            return not self.metas_lead or below.meta.kind != "date"
        above = self.items[number - 1] if number else None
        return (
            self.metas_lead
            and above is not None
            and above.meta is not None
            and above.meta.kind in kinds
        )

    def cohesion(self, number: int) -> float:
        """How much more a title's words stand in the text below than in the text above, −1 to 1."""
        wanted = _content(self.items[number].text)
        if not wanted:
            return 0.0
        return self._share(wanted, number, self.after) - self._share(wanted, number, self.before)

    def _share(self, wanted: set[str], number: int, step: list[int]) -> float:
        """Share of the wanted words in the next three texts on one side."""
        words: set[str] = set()
        for _ in range(3):
            number = step[number]
            if number < 0:
                break
            words |= _content(self.items[number].text)
        return len(wanted & words) / max(len(wanted), 1)

    # Where posts begin ------------------------------------------------------------------------

    def post_starts(self) -> list[int]:
        """Indices of the titles that open posts of an archive."""
        certain = self._certain_starts()
        gaps = Counter(self.items[n].block.gap for n in certain[1:])
        post_gap = gaps.most_common(1)[0][0] if gaps else self.gap
        starts: list[int] = []
        for first, last in zip(certain, [*certain[1:], len(self.items)], strict=True):
            starts.append(first)
            if len(self.posted) < 2:  # else every post is marked
                starts.extend(self._starts_between(first, last, post_gap))
        return starts

    def _certain_starts(self) -> list[int]:
        marked = {*self._repeated_in_notices(), *self.posted}
        notices_close = len(self.posted) < 2
        starts: list[int] = []
        closed = True
        for number, item in enumerate(self.items):
            if item.label == NOTICE or (item.label == RUBBISH and item.text in self.closers):
                closed |= notices_close and self.label(self.after[number]) in ("", TITLE)
            elif item.label == TITLE:
                if closed or number in marked:
                    starts.append(number)
                closed = False
            elif not item.furniture and not starts:
                starts.append(number)  # a page that begins in the middle of a text
                closed = False
        return starts or [0]

    def _repeated_in_notices(self) -> set[int]:
        """For each "Continue reading T": the first title T since the notice before."""
        found: set[int] = set()
        seen: dict[str, int] = {}
        for number, item in enumerate(self.items):
            if item.label == TITLE:
                seen.setdefault(fold(item.text), number)
            elif item.label == NOTICE:
                if item.notice and fold(item.notice) in seen:
                    found.add(seen[fold(item.notice)])
                seen = {}
        return found

    def _starts_between(self, first: int, last: int, post_gap: int) -> list[int]:
        """Further posts between two certain starts: each has an attribution, or shows itself."""
        starts: list[int] = []
        between: list[int] = []  # titles since the last mark
        head, marked = first, False
        for n in range(first + 1, last):
            if self.items[n].label == TITLE:
                between.append(n)
            elif self._is_mark(n):
                # After an attribution, or a text of its own, another one belongs to a new post.
                expected = marked or any(self.opens_text(title) for title in between[:-1])
                head = self._add_start(starts, between, head, post_gap, expected)
                between, marked = [], True
        self._add_start(starts, between, head, post_gap, False)
        return starts

    def _add_start(
        self, starts: list[int], between: list[int], head: int, post_gap: int, expected: bool
    ) -> int:
        """Add the likeliest of the titles between two attributions; the post's title then."""
        best = self._best_start(between, head, post_gap, expected) if between else None
        if best is None:
            return head
        starts.append(best)
        return best

    def _is_mark(self, number: int) -> bool:
        """An attribution, or a source named in passing, of what follows."""
        item = self.items[number]
        if item.attribution is None or self.is_trailing(number):
            return False
        return (
            item.label == ATTRIBUTION or bool(item.attribution.names) or item.attribution.announces
        )

    def _best_start(
        self, candidates: list[int], head: int, post_gap: int, expected: bool
    ) -> int | None:
        """The likeliest post title; `expected` when an attribution says that one must be there."""
        if not expected:
            for n, following in pairwise(candidates):
                # A title over plain text between a finished text and one that opens visibly.
                if self._score(n, head, post_gap) > 0 and self._leads_to(n, following):
                    return n
        scored = [(self._score(n, head, post_gap), n) for n in candidates]
        score, best = max(scored)
        rivals = sum(self._score(n, head, post_gap) >= 1 for n in candidates)
        if expected:
            return best if score > -2 else None
        return best if score >= 2 and rivals <= 2 and self.cohesion(best) >= 0.4 else None

    def _leads_to(self, number: int, following: int) -> bool:
        """This title's text is an introduction to the text that the following title opens."""
        return (
            self.items[number].block.gap <= self.gap
            and self.label(self.before[number]) == PARAGRAPH
            and not self.opens_text(number)
            and self.opens_text(following)
            and following - number > 1
        )

    def _score(self, number: int, head: int, post_gap: int) -> float:
        item = self.items[number]
        score = 2 * self.cohesion(number)
        score += 1 if item.block.gap == post_gap else -2
        if self.dated(number):
            score -= 4
        if self.label(self.before[number]) == ATTRIBUTION:
            score -= 6
        if cues.is_heading_shape(item.text) or len(item.text.split()) < 3:
            score -= 3
        if self.label(head) == TITLE and fold(item.text) == fold(self.items[head].text):
            score -= 4
        return score

    def article_starts(self) -> list[int]:
        """Indices where the texts of a page without posts begin."""
        starts: list[int] = []
        closed = True
        for number, item in enumerate(self.items):
            if item.label in (SEPARATOR, END):
                closed = True
            elif item.label == NOTICE:
                closed = closed or self.label(self.after[number]) in ("", TITLE)
            elif item.label == TITLE:
                if self._opens_article(number, closed, bool(starts)):
                    starts.append(number)
                closed = False
            elif not item.furniture:
                if not starts or (closed and item.dateline is not None):
                    starts.append(number)
                closed = False
        return self._with_leading_metas(starts) or [0]

    def _with_leading_metas(self, starts: list[int]) -> list[int]:
        """Where dates stand over titles, an article begins with them."""
        if not self.metas_lead:
            return starts
        moved = []
        for start in starts:
            while start and self.items[start - 1].label == META:
                start -= 1
            moved.append(start)
        return sorted(set(moved))

    def _opens_article(self, number: int, closed: bool, any_before: bool) -> bool:
        item = self.items[number]
        if not any_before:
            return True
        before = self.before[number]
        if before >= 0 and self.items[before].label == TITLE and number - before == 1:
            return False  # a second line under the title
        if self.dated(number) or self.meta_beside(number, ("posted", "date", "byline", "source")):
            return True
        if cues.is_heading_shape(item.text):
            return False
        if closed:
            return self.label(self.after[number]) == PARAGRAPH and self.cohesion(number) > -0.2
        return item.block.gap > self.gap and self.cohesion(number) >= 0.4


# Inside a post -----------------------------------------------------------------------------------


def _read_post(page: _Page, first: int, last: int, number: int) -> list[Article]:
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


def _introduction_end(page: _Page, first: int, last: int) -> int:
    """Index of the first item after the introduction; `first` if the post is a bare reprint."""
    numbers = range(first, last)
    _settle_attributions(page, numbers)
    main = [n for n in numbers if page.label(n) == ATTRIBUTION and not page.is_trailing(n)]
    body = [n for n in numbers if not page.items[n].furniture and page.label(n) != TITLE]
    if not body:
        return last
    lead = body[0]
    trailing = any(page.is_trailing(n) for n in body)
    own_source = any(
        item.meta is not None and item.meta.kind == "source" for item in page.items[first:lead]
    )
    if page.items[lead].dateline is not None or (not main and (trailing or own_source)):
        return first
    if main:
        return _after_attribution(page, main, body, first)
    embedded = [n for n in body if page.items[n].attribution is not None]
    if embedded:
        return _after_aside(page, embedded[0], body, last)
    for n in range(lead + 1, last):
        dateline = page.items[n].dateline
        if page.label(n) == TITLE and page.opens_text(n):
            return n
        if dateline is not None and dateline.agency is not None:
            return n
    return last


def _settle_attributions(page: _Page, numbers: range) -> None:
    """A paragraph that says much else stays a paragraph, with its source named in passing."""
    first_text = True
    for n in numbers:
        item = page.items[n]
        if item.label == ATTRIBUTION and item.attribution is not None:
            share, ends = item.attribution.share, item.attribution.ends
            if (first_text and share < 0.6) or (not ends and share < 0.5):
                item.label = PARAGRAPH
        first_text &= item.furniture or item.label == TITLE


def _after_attribution(page: _Page, main: list[int], body: list[int], first: int) -> int:
    mark = main[0]
    if mark == body[0] and page.label(page.after[mark]) != TITLE:
        return first  # no editor's word between the title and the source
    # A second attribution directly below continues the first.
    while mark + 1 in main:
        mark += 1
    return mark + 1


def _after_aside(page: _Page, mark: int, body: list[int], last: int) -> int:
    """Where the reprint begins when its source was only named in passing.

    A dateline, title, byline or wide gap shows it; otherwise the introduction lasts as long as it
    speaks of the author, whom the author's own text does not name.
    """
    attribution = page.items[mark].attribution
    author = attribution.author if attribution is not None else None
    names = set(_content(author)) if author else set()
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
        if (names and names & _content(page.full(item))) or open_quote:
            end = n + 1
        open_quote = end == n + 1 and item.text.rstrip().endswith(":")
    return end


class _ReprintReader:
    """Assigns the items after an introduction to reprints, one after the other."""

    def __init__(
        self,
        page: _Page,
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
        self.plural = any(a.plural or len(a.names) > 1 for a in attributions)

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
            article.parts.append((title, "title"))
        self.articles.append(article)
        self.current = article
        return article

    def _add(self, item: Item, kind: str) -> None:
        if self.current is None:
            if kind == "paragraph":
                self._open(None)
            elif self.articles:
                self.articles[-1].parts.append((item, kind))
                return
            else:
                self.waiting.append((item, kind))
                return
        assert self.current is not None
        self.current.parts.append((item, kind))

    def _read_title(self, index: int, item: Item) -> None:
        if self.current is None or not self.current.paragraphs:
            if self.current is None and cues.is_heading_shape(item.text) and self.articles:
                self._open(None)
                self._add(item, "heading")
            elif self.current is None:
                self._open(item)
            elif self.current.title is None and not self.current.parts:
                self.current.title = item
                self._add(item, "title")
            else:
                self._add(item, "heading")
        elif self._continues(index):
            self._add(item, "paragraph")
        elif self._begins_titled(index, item):
            self._open(item)
        else:
            self._add(item, "heading")

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
        if self.current is None or not self.current.paragraphs:
            return False
        if self.page.follows_closing(index):
            return True
        dateline = item.dateline
        return dateline is not None and dateline.agency is not None and dateline.date is not None

    def _begins_with_date(self, index: int, item: Item) -> bool:
        """A dateline on a line of its own, after a wide gap: the next reprint, without a title."""
        if self.current is None or not self.current.paragraphs or item.meta is None:
            return False
        dated = item.meta.kind == "date" and item.meta.place is not None
        following = self.page.label(self.page.after[index])
        return dated and item.block.gap > self.page.gap and following == PARAGRAPH

    def _read_attribution(self, index: int, item: Item) -> None:
        assert item.attribution is not None
        page = self.page
        inside = self.current is not None and bool(self.current.paragraphs)
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
        self.plural = item.attribution.plural or len(item.attribution.names) > 1

    def _read_notice(self, index: int, item: Item) -> None:
        following = self.page.after[index]
        cuts = following < 0 or following >= self.last
        if not self.page.is_archive:
            cuts = self.page.label(following) in ("", TITLE)
        target = self.current or (self.articles[-1] if self.articles else None)
        if target is not None and cuts:
            target.truncated = True
        self._add(item, "truncation_notice")


def _fill(page: _Page, article: Article, first: int, last: int, end: int) -> None:
    """An introduction: its title, paragraphs, headings and attribution; the post ends at `end`."""
    for number in range(first, last):
        item = page.items[number]
        if item.label == TITLE:
            if article.title is None and not article.paragraphs:
                article.title = item
                article.parts.append((item, "title"))
            else:
                article.parts.append((item, "heading"))
        elif item.label == PARAGRAPH:
            article.parts.append((item, "paragraph"))
        elif item.label == NOTICE:
            article.truncated |= page.after[number] < 0 or page.after[number] >= end
            article.parts.append((item, "truncation_notice"))
        elif item.label == RUBBISH:
            article.parts.append((item, "truncation_notice"))
        else:
            article.parts.append((item, "attribution"))
