"""A page as a whole: what each line's neighbours say of it, and the habits of the page.

No rule knows a site: whether a row of stars parts posts, a source line announces or closes, a
date stands over or under its title, is read from the page itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from pipeline.posts.cues import series_name
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
from pipeline.posts.printed import parse_date
from pipeline.posts.publishers import Publishers
from pipeline.text import fold

_WORDS = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and for with from that this has have was were his her its are not but".split()
)


def content_words(text: str) -> set[str]:
    return {word for word in _WORDS.findall(text.casefold()) if word not in _COMMON}


_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]{2,}")
_OPENERS = frozenset(
    """
    the this that these those his her its their our according after before during when while with
    from for and but they she also both meanwhile earlier later following asked speaking noting
    minister foreign president prime secretary ambassador deputy general chairman speaker
    """.split()
)


def _is_date(item: Item) -> bool:
    return item.meta is not None and item.meta.kind in ("date", "posted")


def _ends_with_day(title: str) -> bool:
    if not title.endswith(")"):
        return False
    stated = parse_date(title[title.rfind("(") + 1 : -1], whole=True)
    return stated is not None and stated[0].day is not None and stated[0].year is not None


class Page:
    """The items with what each knows of its neighbours, computed once."""

    def __init__(self, text: str, items: list[Item], known: Publishers) -> None:
        self.text = text
        self.items = items
        self.known = known
        self._word_sets: dict[int, set[str]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the neighbours again, after labels have changed."""
        self.after = self._neighbours(range(len(self.items) - 1, -1, -1))
        self.before = self._neighbours(range(len(self.items)))

    @cached_property
    def metas_lead(self) -> bool:
        """Whether dates stand over their titles, as over the first one with a text."""
        first = next((i for i in self.items if i.label in (META, TITLE, PARAGRAPH)), None)
        if first is not None and _is_date(first):
            return True
        text = next((n for n, i in enumerate(self.items) if i.label == PARAGRAPH), 0)
        above = [i for i in self.items[:text] if i.label == TITLE or _is_date(i)]
        return len(above) > 1 and above[-1].label == TITLE and _is_date(above[-2])

    @cached_property
    def is_list(self) -> bool:
        """Whether most titles open texts with datelines: a file of several texts."""
        titles = self.titles()
        dated = sum(self.dated(n) for n in titles)
        return dated >= 2 and dated >= 0.5 * len(titles)

    @cached_property
    def stamped(self) -> frozenset[int]:
        """Titles that end with their day in brackets, where several do."""
        found = [n for n in self.titles() if _ends_with_day(self.items[n].text)]
        return frozenset(found if len(found) > 1 else ())

    @cached_property
    def gap(self) -> int:
        """Blank lines between paragraphs, as most often."""
        gaps = Counter(item.block.gap for item in self.items[1:] if item.label == PARAGRAPH)
        return gaps.most_common(1)[0][0] if gaps else 1

    @cached_property
    def posted(self) -> list[int]:
        """Titles with "Posted on …" beside them, or the kind of line that the first title has."""
        titles = self.titles()
        kinds: tuple[str, ...] = ("posted",)
        for kind in ("date", "byline"):
            if titles and self.meta_beside(titles[0], (kind,)):
                kinds = (kind, "posted")
        return [
            n
            for n in titles
            if self.meta_beside(n, kinds) and self.label(self.before[n]) != ATTRIBUTION
        ]

    def _neighbours(self, order: range) -> list[int]:
        """Index of the nearest item on one side that is no furniture; -1 if there is none."""
        found, nearest = [-1] * len(self.items), -1
        for number in order:
            found[number] = nearest
            if not self.items[number].furniture:
                nearest = number
        return found

    @cached_property
    def closers(self) -> set[str]:
        """Furniture that stands again and again just before a title: the page's closing line."""
        closing: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for item, below in zip(self.items, [*self.items[1:], None], strict=True):
            if item.label == RUBBISH:
                every[item.text] += 1
                closing[item.text] += below is None or below.label == TITLE
        return {text for text, count in closing.items() if count >= 2 and count == every[text]}

    @cached_property
    def separators_part(self) -> bool:
        """Whether rows of stars or dashes stand between posts: a title follows each."""
        found = [n for n, item in enumerate(self.items) if item.label == SEPARATOR]
        titled = sum(self.label(self.after[n]) in (TITLE, "") for n in found)
        return bool(found) and titled >= 0.8 * len(found)

    def titles(self) -> list[int]:
        """Indices of what may be a title."""
        return [n for n, item in enumerate(self.items) if item.label == TITLE]

    def style(self, number: int) -> str:
        """How a title is set, where that marks it: capitals, a number, a rubric, an issue."""
        text = self.items[number].text
        if text.isupper() and len(text) >= 10:
            return "capitals"
        if re.match(r"\d{1,3}[.)]\s+\S", text):
            return "numbered"
        rubric = re.match(r"(?P<rubric>[^:]{4,40}):\s", text)
        if rubric is not None:
            return f"rubric {fold(rubric['rubric'])}"
        series = series_name(text)
        return f"series {series}" if series else ""

    @cached_property
    def post_style(self) -> str | None:
        """The style that marks posts: the first title's, shared by others, never a reprint's."""
        titles = self.titles()
        if not titles or any(self.label(n) == PARAGRAPH for n in range(titles[0])):
            return None
        style = self.style(titles[0])
        same = [n for n in titles if self.style(n) == style and self.label(self.before[n]) != TITLE]
        if not style or len(same) < 2 or len(same) == len(titles) > 6:
            return None
        if any(self.label(self.before[n]) == ATTRIBUTION or self.dated(n) for n in same[1:]):
            return None
        if style.startswith("series") and not set(self.posted) <= set(same):
            return None  # other posts stand between the issues
        return style

    @cached_property
    def _credit_habit(self) -> tuple[bool, bool]:
        """Whether "Reposted from X" lines stand under their texts, or over them, on this page."""
        marks = [
            n
            for n, item in enumerate(self.items)
            if item.label == ATTRIBUTION
            and item.attribution is not None
            and not item.attribution.announces
        ]
        if not marks:
            return False, False
        titled = all(self.label(self.after[n]) in ("", TITLE) for n in marks)
        ends = self.after[marks[-1]] < 0
        return titled and ends, len(marks) > 1 and not ends

    @cached_property
    def is_archive(self) -> bool:
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
        if self._announced_silently() >= (1 if self.post_style or self.separators_part else 2):
            return True
        if self._texts_alternate():
            return True
        posted = set(self.posted)
        return len(posted) >= 2 and any(
            self.opens_visibly(n)
            for n in self.titles()
            if n not in posted and self.label(n - 1) != NOTICE
        )

    def _announced_silently(self) -> int:
        """How often a dateline with an agency follows paragraphs without one: a reprint begins."""
        count = 0
        plain = False  # the text before has no dateline
        for item in self.items:
            if item.label == PARAGRAPH:
                if item.dateline is None:
                    plain = True
                elif item.dateline.names_origin:
                    count += plain
                    plain = False
            elif item.label in (TITLE, SEPARATOR, NOTICE, END):
                plain = False
        return count

    def _texts_alternate(self) -> bool:
        """Plain texts, each followed by one with a dateline or credit: introductions and reprints.

        A file of readouts of one source is all of one kind.
        """
        openings = [(n, self.opens_visibly(n)) for n in self.titles()]
        if len(openings) < 4 or openings[0][1]:
            return False
        turns = sum(
            not plain
            and opened
            and self.items[self.after[n]].label == PARAGRAPH
            and self.label(below - 1) != NOTICE  # which ends a post
            for (n, plain), (below, opened) in pairwise(openings)
        )
        return turns >= 2 and turns >= 0.3 * len(openings)

    def is_cut(self, number: int) -> bool:
        """A teaser: a paragraph that breaks off before the next title, or the end."""
        item = self.items[number]
        ending = self.text[max(item.block.start, item.block.end - 4) : item.block.end]
        cut = item.label == PARAGRAPH and ending.endswith(("…", "..."))
        return cut and self.label(self.after[number]) in ("", TITLE)

    def is_mark(self, number: int) -> bool:
        """An attribution, or a source named in passing, of what follows."""
        found = self.items[number].attribution
        if found is None or self.is_trailing(number):
            return False
        return self.items[number].label == ATTRIBUTION or bool(found.names) or found.announces

    def _more_follow(self, number: int) -> bool:
        return any(
            item.label == ATTRIBUTION
            and item.attribution is not None
            and (item.attribution.names or item.attribution.announces)
            for item in self.items[number + 1 : number + 400]
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
        found = item.attribution
        if found is None or found.announces or found.plural:
            return False
        above, following = self.before[number], self.after[number]
        if self.label(above) != PARAGRAPH:
            return False
        pointer = self.items[above].attribution
        if pointer is not None and pointer.announces:
            return False
        if self.label(following) == TITLE:
            if found.own and self._is_reprint_above(number):
                return True
            if self.dated(following):
                return False
            return self._credit_habit[0] or (found.own and not self._credit_habit[1])
        if self.label(following) == NOTICE:
            return found.own
        return following < 0

    def _is_reprint_above(self, number: int) -> bool:
        """The text above this line begins with a dateline of its own."""
        above = self.before[number]
        while above >= 0 and self.label(above) == PARAGRAPH:
            dateline = self.items[above].dateline
            if dateline is not None and dateline.names_origin:
                return True
            above = self.before[above]
        return False

    def dated(self, number: int) -> bool:
        """The text under this title begins with a dateline."""
        following = self.after[number]
        while following >= 0 and self.items[following].caption:
            following = self.after[following]
        dateline = self.items[following].dateline if following >= 0 else None
        return dateline is not None and dateline.names_origin

    def closing_source(self, number: int) -> bool:
        """A source line or end mark under a text, with a title, dateline or nothing after it."""
        item = self.items[number]
        if item.label == END:
            return True
        if item.label == ATTRIBUTION:
            return self.is_trailing(number)
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
        while above >= 0 and (self.items[above].furniture or self.label(above) == ATTRIBUTION):
            if self.closing_source(above):
                return True
            above -= 1
        return False

    def opens_text(self, number: int) -> bool:
        """A title whose text shows that it is one of its own: dateline, byline, closing source."""
        if self.opens_visibly(number):
            return True
        below = number + 1
        while below < len(self.items) and self.items[below].label != TITLE:
            if self.label(below) in (META, ATTRIBUTION) and self.closing_source(below):
                return True
            below += 1
        return False

    def opens_visibly(self, number: int) -> bool:
        """A dateline, byline or date stands under (or over) this title."""
        return self.dated(number) or self.meta_beside(
            number, ("byline", "date", "source", "posted")
        )

    def is_signed_above(self, number: int) -> bool:
        """A date, place or source line ends the text above this title."""
        above = self.items[number - 1] if number else None
        if above is None or above.meta is None or self.metas_lead:
            return False
        return above.meta.kind != "label" and self.label(self.before[number]) == PARAGRAPH

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
        wanted = self._words(number)
        if not wanted:
            return 0.0
        return self._share(wanted, number, self.after) - self._share(wanted, number, self.before)

    def shifts(self, number: int) -> bool:
        """Other names below a title than above: a new subject, not a section of the same text."""
        below, above = self._names(number, self.after), self._names(number, self.before)
        if not below or not above:
            return False
        return len(below & above) <= 0.12 * min(len(below), len(above))

    def _names(self, number: int, step: list[int]) -> set[str]:
        """Capitalised words in the next three texts on one side, up to a title."""
        names: set[str] = set()
        for _ in range(3):
            number = step[number]
            if number < 0 or self.label(number) == TITLE:
                break
            found = _CAPITALISED.findall(self.full(self.items[number])[:900])
            names.update(name for name in found if name.lower() not in _OPENERS)
        return names

    def _words(self, number: int) -> set[str]:
        """`content_words` of an item's beginning, computed once."""
        if number not in self._word_sets:
            self._word_sets[number] = content_words(self.items[number].text)
        return self._word_sets[number]

    def share_below(self, wanted: set[str], number: int) -> float:
        """Share of the wanted words in the next three texts."""
        return self._share(wanted, number, self.after)

    def _share(self, wanted: set[str], number: int, step: list[int]) -> float:
        """Share of the wanted words in the next three texts on one side."""
        words: set[str] = set()
        for _ in range(3):
            number = step[number]
            if number < 0:
                break
            words |= self._words(number)
        return len(wanted & words) / max(len(wanted), 1)
