"""What stands over a title: sites' names, rubrics, paths, bylines, clocks.

Of the short lines over a text the title is the one that the text takes up, or that stands there
again; the others are the page's own.
"""

from __future__ import annotations

import re

from pipeline.posts import cues
from pipeline.posts.items import META, PARAGRAPH, RUBBISH, TITLE, Item
from pipeline.posts.metas import Meta
from pipeline.posts.page import Page, content_words
from pipeline.posts.rubrics import is_rubric

_FIRST_LINES = 14  # a masthead is no longer
_TOP = 3  # lines at the top of a page that may name a section with no title below
_PATH_LINES = 6  # a path stands this close to its title
_HOUSE = re.compile(
    r"(?P<house>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}) \((?P<place>[A-Z][\w .'-]+)\)"
)


def settle_masthead(page: Page) -> None:
    """Relabel what stands over the titles of a page and is none itself."""
    titles = page.titles()
    if any([_settle_paths(page, titles), _settle_rubrics(page, titles)]):
        page.refresh()
    if _settle_first(page):
        page.refresh()


def _settle_paths(page: Page, titles: list[int]) -> bool:
    """ "Home News T" over "T": a longer line that ends with the title is the way to it."""
    found = False
    for number in titles:
        item = page.items[number]
        if item.label != TITLE or item.text.count(" ") < 3:
            continue
        for above in reversed(page.items[max(0, number - _PATH_LINES) : number]):
            if above.label == PARAGRAPH and not above.text.endswith(item.text):
                break  # a text stands between
            longer = above.label in (TITLE, PARAGRAPH) and len(above.text) > len(item.text) + 2
            whole = f"{page.items[number - 1].text} {item.text}"  # a title on two lines
            if longer and above.text.endswith(item.text) and above.text != whole:
                above.label, found = RUBBISH, True
    return found


def _settle_rubrics(page: Page, titles: list[int]) -> bool:
    """ "World", "Kenya", "Leadership (Abuja)" directly over a title."""
    found = False
    for number in titles:
        item = page.items[number]
        meta = _rubric(page, item.text)
        if meta is None:
            continue
        below = number + 1
        while below < len(page.items) and page.items[below].furniture:
            below += 1
        over_title = page.label(below) == TITLE
        if over_title or number < _TOP:
            item.label, item.meta, found = META, meta, True
    return found


def _rubric(page: Page, text: str) -> Meta | None:
    if len(text) > 60:
        return None
    house = _HOUSE.fullmatch(text)
    if house is not None and page.known.is_place(house["place"]):
        return Meta("source", source=house["house"])
    if is_rubric(text):
        return Meta("label")
    if text.count(" ") <= 3 and page.known.is_country(text):
        return Meta("label")
    return None


def _settle_first(page: Page) -> bool:
    """Of the lines over the first text, those above the one that it takes up are no titles."""
    stack = [n for n, item in enumerate(page.items[:_FIRST_LINES]) if item.label == TITLE]
    stack = stack[
        : next(
            (k for k in range(1, len(stack)) if page.after[stack[k - 1]] != stack[k]), len(stack)
        )
    ]
    chosen = 0
    for k in range(1, len(stack)):
        if all(_is_weaker(page, n, stack[k], stack[-1]) for n in stack[chosen:k]):
            chosen = k
            break
    for n in stack[:chosen]:
        page.items[n].label, page.items[n].meta = META, Meta("label")
    return chosen > 0


def _is_weaker(page: Page, first: int, second: int, last: int) -> bool:
    """The text below takes up the second line rather than the first."""
    one, two = page.items[first], page.items[second]
    if one.text == two.text or len(one.text.split()) > 8:
        return False
    own = page.share_below(content_words(one.text), last)
    other = page.share_below(content_words(two.text), last)
    marked = page.opens_visibly(second) and not page.opens_visibly(first)
    if (own <= 0.2 and other >= 0.5) or (own <= 0.34 and marked):
        return True
    return _is_name(one) and not _is_name(two) and other >= 0.5


def _is_name(item: Item) -> bool:
    """Nothing but names: no word of an event."""
    return (len(item.text.split()) < 4 and item.text.istitle()) or cues.is_person_line(item.text)
