"""Publishers in the small print around a text: addresses, contacts, copyright, subscriptions.

The weakest evidence, for a text that names its publisher nowhere else; only known names count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.countries import country_of
from pipeline.posts.articles import Article
from pipeline.posts.bodies import house_of_desk, in_country, is_bare, is_body, tidy_name
from pipeline.posts.items import Item
from pipeline.posts.locating import known_in
from pipeline.posts.naming import identify, is_known
from pipeline.posts.publishers import Publisher, Publishers, by_domain, form_key
from pipeline.posts.rubbish import is_tail_heading

_ADDRESS = re.compile(
    r"[\w.+-]+@(?P<mail>(?:[\w-]+\.)+[a-z]{2,})|(?:https?://|www\.)(?P<site>(?:[\w-]+\.)+[a-z]{2,})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|\ball\s+rights\s+reserved\b|\bpermission\s+(?:of|from)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:contacts?|information|enquir(?:y|ies)|inquir(?:y|ies)|details|tel(?:ephone)?|phone|fax)\b",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(
    r"\b(?:subscribe\s+to|follow|join|visit|support)\b.*\b(?:channel|newsletter|telegram|facebook|twitter"
    r"|youtube|rss|app|website|page)\b",
    re.IGNORECASE,
)
_MORE_FROM = re.compile(r"(?:more|latest)\s+(?:(?:news|stories|articles)\s+)?from\s", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:photos?|pictures?|images?|videos?)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,:;|]\s*")
_LONGEST = 260
_NETWORKS = re.compile(
    r"\b(?:facebook|twitter|telegram|youtube|instagram|google(?:\s+news)?|rss|whatsapp|line|x)\b",
    re.IGNORECASE,
)


def house_in_small_print(article: Article, known: Publishers) -> Publisher | None:
    """The known publisher whose address, copyright or contact stands beside an article."""
    lines = [item for item in _frame(article) if not _PICTURE.search(item.text)]
    for find in (_by_address, _by_rights, _by_contact, _by_block, _by_subscription):
        for item in lines:
            found = find(item.text, known)
            if found is not None:
                return found
    return None


def _frame(article: Article) -> Iterator[Item]:
    """Short lines before the first and after the last paragraph, up to a list of other texts."""
    texts = {id(item) for item in article.paragraphs if not _is_small(item)}
    began = False
    for item, _ in article.parts:
        if is_tail_heading(item.text):
            if _MORE_FROM.match(item.text):
                yield item
            return
        began |= id(item) in texts
        if id(item) not in texts and item is not article.title and len(item.text) <= _LONGEST:
            yield item


def _is_small(item: Item) -> bool:
    """A paragraph that is small print in spite of its full stop."""
    text = item.text
    return item.block.is_short and bool(_RIGHTS.search(text) or _opens_contact(text))


_OPENS = re.compile(
    r"(?:for\s+(?:more|further|additional|media|press)\s+\w+|(?:media|press)?\s*(?:contacts?|enquiries|inquiries))\b",
    re.IGNORECASE,
)


def _opens_contact(text: str) -> bool:
    return _OPENS.match(text) is not None


def _by_address(line: str, known: Publishers) -> Publisher | None:
    for match in _ADDRESS.finditer(line):
        found = by_domain((match["mail"] or match["site"]).lower(), known)
        if found is not None:
            return found
    return None


def _by_rights(line: str, known: Publishers) -> Publisher | None:
    return _named(line, known) if _RIGHTS.search(line) else None


def _by_contact(line: str, known: Publishers) -> Publisher | None:
    if not (_opens_contact(line) and _CONTACT.search(line)):
        return None
    found = _named(line, known)
    if found is not None:
        return found
    for part in _PARTS.split(line):
        house = house_of_desk(part) or part
        if form_key(house) in known.organisations and not country_of(house, known.reference):
            return known.organisations[form_key(house)]
    return None


_BLOCK = re.compile(r"\b(?:tel(?:ephone)?|phone|fax|e-?mail|p\.?\s?o\.?\s?box)\b", re.IGNORECASE)


def _by_block(line: str, known: Publishers) -> Publisher | None:
    """ "Ministry of Foreign Affairs, 1 Hill Street, Republic of Malta | Tel: …"."""
    if not _BLOCK.search(line):
        return None
    body = country = None
    for part in _PARTS.split(line):
        if is_known(part, known):
            return identify(part, known)
        body = body or (part if is_body(part) else None)
        country = country or country_of(part, known.reference)
    if body is None or not is_bare(body):
        return None
    return in_country(tidy_name(body), country, known) if country is not None else None


def _by_subscription(line: str, known: Publishers) -> Publisher | None:
    if _SUBSCRIBE.search(line) or _MORE_FROM.match(line):
        return _named(line, known)
    return None


def _named(line: str, known: Publishers) -> Publisher | None:
    """The one publisher that a line names, networks aside."""
    found = set(known_in(_NETWORKS.sub(" ", line), known))
    return found.pop() if len(found) == 1 else None
