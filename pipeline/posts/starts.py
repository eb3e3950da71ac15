"""Where the posts of an archive begin, or the texts of a page without posts."""

from __future__ import annotations

from collections import Counter
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
)
from pipeline.posts.page import Page
from pipeline.text import fold

_NEW_SUBJECT = 0.3  # cohesion of a title with its own text rather than the text above
_METAS = ("posted", "date", "byline", "source")


def post_starts(page: Page) -> list[int]:
    """Indices of the items that open the posts of an archive, in order."""
    if page.post_style is not None:
        # Numbered or capital titles: the page itself marks every post.
        starts = [n for n in page.titles() if page.style(n) == page.post_style]
        return _with_leading_metas(page, starts)
    certain = _certain_starts(page)
    gaps = Counter(page.items[n].block.gap for n in certain[1:])
    post_gap = gaps.most_common(1)[0][0] if gaps else page.gap
    starts = []
    for first, last in zip(certain, [*certain[1:], len(page.items)], strict=True):
        starts.append(first)
        if len(page.posted) < 2:  # else every post is marked
            starts.extend(_Between(page, first, last, post_gap).starts())
    return _with_leading_metas(page, starts)


def _certain_starts(page: Page) -> list[int]:
    """Titles after a closing line, under a post's mark, or repeated in the notice below."""
    marked = {*_repeated_in_notices(page), *page.posted}
    notices_close = len(page.posted) < 2
    starts: list[int] = []
    closed = True
    for number, item in enumerate(page.items):
        if item.label == NOTICE or (item.label == RUBBISH and item.text in page.closers):
            closed |= notices_close and page.label(page.after[number]) in ("", TITLE)
        elif item.label == SEPARATOR:
            closed |= page.separators_part and notices_close
        elif item.label == TITLE:
            if closed or number in marked:
                starts.append(number)
            closed = False
        elif not item.furniture and not starts:
            starts.append(number)  # a page that begins in the middle of a text
            closed = False
    return starts or [0]


def _repeated_in_notices(page: Page) -> set[int]:
    """For each "Continue reading T": the first title T since the notice before."""
    found: set[int] = set()
    seen: dict[str, int] = {}
    for number, item in enumerate(page.items):
        if item.label == TITLE:
            if not _is_announced(page, number):  # else a reprint's
                seen.setdefault(fold(item.text), number)
        elif item.label == NOTICE:
            if item.notice and fold(item.notice) in seen:
                found.add(seen[fold(item.notice)])
            seen = {}
    return found


def _is_announced(page: Page, number: int) -> bool:
    """An attribution announces the text of this title."""
    above = page.before[number]
    return page.label(above) == ATTRIBUTION and not page.is_trailing(above)


class _Between:
    """Further posts between two certain starts: each has an attribution, or shows itself."""

    def __init__(self, page: Page, first: int, last: int, post_gap: int) -> None:
        self.page = page
        self.first, self.last = first, last
        self.post_gap = post_gap

    def starts(self) -> list[int]:
        """Indices of the titles that open posts, without the first."""
        found: list[int] = []
        between: list[int] = []  # titles since the last mark
        head, marked = self.first, False
        for n in range(self.first + 1, self.last):
            if self.page.label(n) == TITLE:
                between.append(n)
            elif self.page.is_mark(n):
                # After an attribution, or a text of its own, another one belongs to a new post.
                expected = marked or any(self.page.opens_text(title) for title in between[:-1])
                head = self._add(found, between, head, expected, before_mark=True)
                between, marked = [], True
        self._add(found, between, head, False)
        return found

    def _add(
        self,
        found: list[int],
        between: list[int],
        head: int,
        expected: bool,
        before_mark: bool = False,
    ) -> int:
        """Add the likeliest of the titles between two attributions; the post's title then."""
        visible = [] if expected else self._visible(between, head)
        if visible:
            found.extend(visible)
            return visible[-1]
        if before_mark and not expected:
            # Introductions have no headings: a title over one opens a post of its own.
            plain = [n for n in between if self._is_plain_title(n, head)]
            found.extend(plain)
            return plain[-1] if plain else head
        best = self._best(between, head, expected) if between else None
        if best is None and not expected:
            found.extend(n for n in between if self._is_plain_title(n, head) and self._is_new(n))
            return found[-1] if found else head
        others = [n for n in between if n != best and self._is_plain_title(n, head)]
        starts = [n for n in others if self.page.shifts(n)] if best is not None else []
        if best is None:
            return head
        found.extend(sorted([*starts, best]))
        return found[-1]

    def _is_new(self, number: int) -> bool:
        """A title over another subject than the reprint above: its words below, other names."""
        page = self.page
        return page.shifts(number) and page.cohesion(number) >= _NEW_SUBJECT

    def _is_plain_title(self, number: int, head: int) -> bool:
        page = self.page
        return (
            self._score(number, head) > 0
            and page.label(page.after[number]) in (PARAGRAPH, ATTRIBUTION)
            and page.label(page.before[number]) == PARAGRAPH
            and not page.opens_text(number)
            and len(page.items[number].text.split()) >= 4
        )

    def _visible(self, candidates: list[int], head: int) -> list[int]:
        """Titles over plain text after a finished text: introductions that nothing announces."""
        found = []
        for n, following in pairwise([*candidates, self.last]):
            closed = self.page.follows_closing(n) and not self.page.opens_text(n)
            leads = following < self.last and self._leads_to(n, following)
            leads = leads or self._holds_reprint(n, following)
            if self._score(n, head) > -2 * closed and (closed or leads):
                found.append(n)
        return found

    def _best(self, candidates: list[int], head: int, expected: bool) -> int | None:
        """The likeliest post title; `expected` when an attribution says that one must be there."""
        scored = [(self._score(n, head), n) for n in candidates]
        score, best = max(scored)
        if expected:
            return best if score > -2 else None
        rivals = sum(score >= 1 for score, _ in scored)
        return best if score >= 2 and rivals <= 2 and self.page.cohesion(best) >= 0.4 else None

    def _leads_to(self, number: int, following: int) -> bool:
        """This title's text is an introduction to the text that the following title opens."""
        page = self.page
        return (
            page.items[number].block.gap <= page.gap
            and page.label(page.before[number]) == PARAGRAPH
            and not page.opens_text(number)
            and page.opens_text(following)
            and following - number > 1
        )

    def _holds_reprint(self, number: int, following: int) -> bool:
        """Plain text, then a reprint without a title: a dateline opens it."""
        page = self.page
        plain = False
        if page.opens_text(number) or page.label(page.before[number]) != PARAGRAPH:
            return False
        for item in page.items[number + 1 : following]:
            if item.label == PARAGRAPH:
                if item.dateline is not None and item.dateline.names_origin:
                    return plain
                plain = True
        return False

    def _score(self, number: int, head: int) -> float:
        page, item = self.page, self.page.items[number]
        score = 2 * page.cohesion(number)
        score += 1 if item.block.gap == self.post_gap else -2
        if page.dated(number):
            score -= 4
        if _is_announced(page, number):
            score -= 6
        if cues.is_heading_shape(item.text) or len(item.text.split()) < 3:
            score -= 3
        if page.label(head) == TITLE and fold(item.text) == fold(page.items[head].text):
            score -= 4
        return score


def article_starts(page: Page) -> list[int]:
    """Indices where the texts of a page without posts begin."""
    again = Counter(page.items[n].text for n in page.titles())
    starts: list[int] = []
    closed = True
    for number, item in enumerate(page.items):
        if item.label in (SEPARATOR, END):
            closed = True
        elif item.label == NOTICE:
            closed = closed or page.label(page.after[number]) in ("", TITLE)
        elif item.label == TITLE:
            closed = closed or page.is_signed_above(number)
            if not starts or _opens_article(page, number, closed, again[item.text] > 1):
                starts.append(number)
            closed = False
        elif not item.furniture:
            if not starts or (closed and item.dateline is not None):
                starts.append(number)
            closed = page.is_cut(number)
    return _with_leading_metas(page, starts) or [0]


def _with_leading_metas(page: Page, starts: list[int]) -> list[int]:
    """Where dates stand over titles, a text begins with them."""
    if not page.metas_lead:
        return starts
    moved = []
    for start in starts:
        above = start
        while above and page.items[above - 1].label in (META, RUBBISH):
            above -= 1
            start = above if page.items[above].label == META else start
        moved.append(start)
    return sorted(set(moved))


def _is_under_day(page: Page, number: int) -> bool:
    return page.metas_lead and page.meta_beside(number, ("date", "posted"))


def _opens_article(page: Page, number: int, closed: bool, again: bool) -> bool:
    item = page.items[number]
    before = page.before[number]
    while before >= 0 and page.items[before].caption:
        before = page.before[before]
    if number in page.stamped:
        return True
    if before >= 0 and page.label(before) == TITLE:
        # A second line under the title, unless its own day parts it from the last of a text.
        return page.label(page.before[before]) == PARAGRAPH and _is_under_day(page, number)
    if before >= 0 and cues.is_generic_heading(item.text) and not page.dated(number):
        return False
    if page.dated(number) or page.meta_beside(number, _METAS):
        return True
    if cues.is_heading_shape(item.text) or (again and not closed):
        return False
    if closed or (page.is_list and len(item.text.split()) >= 6):
        return page.label(page.after[number]) == PARAGRAPH and page.cohesion(number) > -0.2
    return item.block.gap > page.gap and page.cohesion(number) >= 0.4
