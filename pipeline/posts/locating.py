"""Publishers that a text names: the known ones where they stand, others from a list of names."""

from __future__ import annotations

import re

from pipeline.countries import country_of
from pipeline.posts.bodies import may_be_ministry, ministry
from pipeline.posts.imprints import imprint_line
from pipeline.posts.naming import identify
from pipeline.posts.publishers import LETTERS, Publisher, Publishers, by_domain, form_key
from pipeline.text import fold

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_BEFORE_SIGN = 7  # words of a ministry's name before "Foreign" or "External"
_BETWEEN = (",", ";", " and ")
_AND = re.compile(r"\s(?:and|as well as)\s")


def identify_all(names: str, known: Publishers) -> list[Publisher]:
    """Publishers of a list in words: "the websites of A, B and C", in order.

    Known names are found first, because a name may hold an "and" of its own.
    """
    found: list[tuple[int, Publisher]] = []
    rest = _take_known(names, known, found)
    for piece in re.finditer(r"[^,;/&]+", _AND.sub(lambda match: "," * len(match[0]), rest)):
        publisher = identify(piece[0], known) if re.search(r"[A-Z]|\.\w", piece[0]) else None
        if publisher is not None:
            found.append((piece.start(), publisher))
    result: list[Publisher] = []
    for _, publisher in sorted(found, key=lambda item: item[0]):
        if publisher not in result:
            result.append(publisher)
    return result


def locate(text: str, known: Publishers) -> list[tuple[int, int, Publisher]]:
    """Spans of the known publishers that a text names, in order."""
    tokens = list(_WORD.finditer(text))
    keys = [_word_key(token[0]) for token in tokens]
    found: list[tuple[int, int, Publisher]] = []
    signs = [n for n, token in enumerate(tokens) if may_be_ministry(token[0])]
    at = 0
    while at < len(tokens):
        word = tokens[at][0]
        reach = known.reach.get(keys[at].split(" ", 1)[0], 0 if word.isalpha() else 1)
        sign = next((n for n in signs if n >= at), None)
        ministry = sign is not None and sign - at <= _BEFORE_SIGN
        for size in range(min(known.longest + 2 if ministry else reach, len(tokens) - at), 0, -1):
            if size > reach and sign is not None and at + size <= sign:
                continue  # neither a known name nor a ministry's
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            publisher = _at(text[start:end], keys[at : at + size], known)
            if publisher is None or not re.search(r"[A-Z.]", text[start:end]):
                continue
            if size == 1 and _is_part(text, tokens, at, known):
                continue
            if _of_something(text, tokens, at):
                continue  # "Department of Foreign Affairs" is not the journal
            found.append((start, end, publisher))
            at += size
            break
        else:
            at += 1
    return found


def _of_something(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """ "Department of …": the words belong to a longer name."""
    if at < 2 or tokens[at - 1][0] not in ("of", "for") or not tokens[at - 2][0][0].isupper():
        return False
    return text[tokens[at - 2].end() : tokens[at].start()] in (" of ", " for ")


def _is_part(text: str, tokens: list[re.Match[str]], at: int, known: Publishers) -> bool:
    """A single word that only belongs to something longer: "Solomon Star" is not The Star."""
    word = tokens[at][0]
    if country_of(word, known.reference):
        return True  # "the Australian website", not The Australian
    if word.isupper() or "." in word:
        return False
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before[0][0].isupper() and before[0] != "The":
        adjacent = text[before.end() : tokens[at].start()] == " "
        if adjacent and not country_of(before[0].removesuffix("'s"), known.reference):
            return True
    return (
        after is not None
        and after[0][0].isupper()
        and text[tokens[at].end() : after.start()] == " "
    )


def known_in(text: str, known: Publishers) -> list[Publisher]:
    """Known publishers, or the body whose name this is; unknown names are left."""
    found = locate(text, known)
    if found:
        return [publisher for _, _, publisher in found]
    line = imprint_line(text, known)
    named = identify(line.source, known) if line is not None and line.source else None
    return [named] if named is not None else []


def _take_known(names: str, known: Publishers, found: list[tuple[int, Publisher]]) -> str:
    """Blank out the longest known names, noting where they stood."""
    rest = list(names)
    for start, end, publisher in locate(names, known):
        found.append((start, publisher))
        # What stands before it in its own item only describes it.
        item = max(
            [0, *(names.rfind(m, 0, start) + len(m) for m in _BETWEEN if m in names[:start])]
        )
        rest[item:end] = "," * (end - item)
    return "".join(rest)


def _word_key(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return " ".join(LETTERS.findall(fold(word).removesuffix("'s")))


def _at(form: str, keys: list[str], known: Publishers) -> Publisher | None:
    """Publisher whose name these words are exactly; `keys` are the folded words."""
    direct = known.by_form.get(" ".join(filter(None, keys)))
    if direct is not None:
        return direct
    if len(keys) > 1:
        return ministry(form, known)
    if "-" in form:
        # "teleSUR-MG": an agency with the initials of its desk.
        return known.by_form.get(form_key(form.partition("-")[0])) or by_domain(form, known)
    return by_domain(form, known)
