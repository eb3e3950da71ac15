"""A page as a whole: what each line's neighbours say of it, and the habits of the page.

No rule knows a site: whether a row of stars parts posts, a source line announces or closes, a
date stands over or under its title, is read from the page itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

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
from pipeline.posts.recurring import settle_recurring
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


class Page:
    """The items with what each knows of its neighbours, computed once."""

    def __init__(self, text: str, items: list[Item], is_place: Callable[[str], bool]) -> None:
        self.text = text
        self.items = items
        self.is_place = is_place
        self._word_sets: dict[int, set[str]] = {}
        settle_recurring(items)
        self._settle_names()
        self._settle_tail()
        self.after = self._neighbours(range(len(items) - 1, -1, -1))
        self.before = self._neighbours(range(len(items)))
        first = next((i for i in items if i.label in (META, TITLE, PARAGRAPH)), None)
        self.metas_lead = (
            first is not None and first.meta is not None and first.meta.kind in ("date", "posted")
        )
        self._settle_letterhead()
        self._settle_sources()
        gaps = Counter(item.block.gap for item in items[1:] if item.label == PARAGRAPH)
        self.gap = gaps.most_common(1)[0][0] if gaps else 1
        self.closers = self._repeated_closers()
        self.separators_part = self._separators_part()
        self.post_style = self._post_style()
        self.credits_close, self.credits_lead = self._credit_habit()
        self.posted = self._posted()
        self.is_archive = self._is_archive()

    def _posted(self) -> list[int]:
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
            if below is not None and self._is_place_over_date(number, item, below):
                item.label, item.meta = META, cues.Meta("place", place=item.text)
            elif cues.is_person_line(item.text):
                byline = above is not None and above.label == TITLE
                ends = below is None or below.label in (NOTICE, SEPARATOR, END, TITLE)
                if (byline and below is not None and below.label == PARAGRAPH) or (
                    ends and above is not None and above.label == PARAGRAPH
                ):
                    item.label, item.meta = META, cues.Meta("byline", author=item.text)

    def _is_place_over_date(self, number: int, item: Item, below: Item) -> bool:
        """ "Islamabad" over "31 January 2022", as ministries sign."""
        if below.meta is None or below.meta.kind != "date" or below.meta.place is not None:
            return False
        if number == 0 or self.items[number - 1].label != PARAGRAPH:
            return False
        return len(item.text.split()) <= 4 and self.is_place(item.text)

    def _settle_sources(self) -> None:
        """Where source lines stand over the texts that they name, they are attributions."""
        sources = [
            n
            for n, item in enumerate(self.items)
            if item.label == META
            and item.meta is not None
            and item.meta.kind == "source"
            and self.label(self.before[n]) == PARAGRAPH
        ]
        leads = self._sources_lead(sources)
        for n in sources if leads else ():
            item = self.items[n]
            if item.meta is None or not item.meta.source or not self._text_below(n):
                continue
            item.label = ATTRIBUTION
            item.attribution = Attribution(
                names=(item.meta.source,),
                author=item.meta.author,
                main=True,
                ends=True,
                share=1.0,
                plural=re.search(r"[;,/]|\band\b", item.meta.source) is not None,
                first=True,
                announces=True,
            )
            item.meta = None
        self.after = self._neighbours(range(len(self.items) - 1, -1, -1))
        self.before = self._neighbours(range(len(self.items)))

    def _sources_lead(self, sources: list[int]) -> bool:
        """Whether source lines stand over the texts that they name, judged over the page.

        A plain paragraph or a title with a dateline below speaks for it, the end of a post
        against it; without either, a text below the last of several does.
        """
        leads = titled = closes = 0
        for n in sources:
            following = self.after[n] if self._text_below(n) else -1
            if following < 0:
                closes += 1
            elif self.label(following) == TITLE:
                titled += self.dated(following)
            else:
                dateline = self.items[following].dateline
                leads += dateline is None or not dateline.names_origin
        if sources and self._text_below(sources[-1]):
            leads += titled  # else the last text is closed by its source, and so are the others
        if leads != closes:
            return leads > closes
        return len(sources) > 1 and self._text_below(sources[-1])

    def _text_below(self, number: int) -> bool:
        """A text stands below this line, and nothing that ends one between."""
        below = number + 1
        while below < len(self.items) and self.items[below].furniture:
            if self.items[below].label in (SEPARATOR, END):
                return False
            below += 1
        return self.label(below) in (PARAGRAPH, TITLE)

    def _settle_tail(self) -> None:
        """Short lines at the very end, after the last text, are links and addresses."""
        last = len(self.items) - 1
        while last >= 0 and (self.items[last].furniture or self.label(last) == TITLE):
            last -= 1
        titles = [n for n in range(last + 1, len(self.items)) if self.label(n) == TITLE]
        if last < 0 or len(titles) < 2:
            return
        for n in titles:
            self.items[n].label = RUBBISH

    def _settle_letterhead(self) -> None:
        """A site's name over the first title is no title itself."""
        titles = [n for n, item in enumerate(self.items[:12]) if item.label == TITLE]
        if len(titles) < 2 or self.after[titles[0]] != titles[1]:
            return
        first, second = titles[0], titles[1]
        own = self._share(content_words(self.items[first].text), second, self.after)
        other = self._share(content_words(self.items[second].text), second, self.after)
        marked = self.opens_visibly(second) and not self.opens_visibly(first)
        if len(self.items[first].text.split()) <= 8 and (
            (own <= 0.2 and other >= 0.5) or (own <= 0.34 and marked)
        ):
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

    def _separators_part(self) -> bool:
        """Whether rows of stars or dashes stand between posts: a title follows each."""
        found = [n for n, item in enumerate(self.items) if item.label == SEPARATOR]
        titled = sum(self.label(self.after[n]) in (TITLE, "") for n in found)
        return bool(found) and titled >= 0.8 * len(found)

    def titles(self) -> list[int]:
        """Indices of what may be a title."""
        return [n for n, item in enumerate(self.items) if item.label == TITLE]

    def style(self, number: int) -> str:
        """How a title is set, where that marks it: capitals, a number, a rubric; "" otherwise."""
        text = self.items[number].text
        if text.isupper() and len(text) >= 10:
            return "capitals"
        if re.match(r"\d{1,3}[.)]\s+\S", text):
            return "numbered"
        rubric = re.match(r"(?P<rubric>[^:]{4,40}):\s", text)
        return f"rubric {fold(rubric['rubric'])}" if rubric is not None else ""

    def _post_style(self) -> str | None:
        """The style that marks posts: the first title's, shared by others, never a reprint's."""
        titles = self.titles()
        if not titles or any(self.label(n) == PARAGRAPH for n in range(titles[0])):
            return None
        style = self.style(titles[0])
        same = [n for n in titles if self.style(n) == style]
        if not style or len(same) < 2 or len(same) == len(titles) > 6:
            return None
        if any(self.label(self.before[n]) == ATTRIBUTION or self.dated(n) for n in same[1:]):
            return None
        return style

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
        if self._announced_silently() >= (1 if self.post_style or self.separators_part else 2):
            return True
        if self._texts_alternate():
            return True
        posted = set(self.posted)
        return len(posted) >= 2 and any(
            self.opens_visibly(n) for n in self.titles() if n not in posted
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
            not plain and opened and self.items[self.after[n]].label == PARAGRAPH
            for (n, plain), (_, opened) in pairwise(openings)
        )
        return turns >= 2 and turns >= 0.3 * len(openings)

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
            return self.credits_close or (found.own and not self.credits_lead)
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

    def _share(self, wanted: set[str], number: int, step: list[int]) -> float:
        """Share of the wanted words in the next three texts on one side."""
        words: set[str] = set()
        for _ in range(3):
            number = step[number]
            if number < 0:
                break
            words |= self._words(number)
        return len(wanted & words) / max(len(wanted), 1)
