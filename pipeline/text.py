"""Same-length levelling, words and sentences: the ground floor of every reading module.

Nothing here changes an offset: `level` maps one character to one character, and `words` and
`sentences` return half-open spans into the string they were given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SPACES = "\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B)))
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u0060\u00b4\uff07"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_LEVEL = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
}
# A pattern over the few characters to change is several times faster than str.translate, which
# looks up every character.
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(_LEVEL))}]")


def level(text: str) -> str:
    """Plain spaces, hyphens and quotes for their typographic forms; same length, same offsets."""
    if text.isascii() and "\t" not in text and "`" not in text:
        return text  # most sentences, and all that were levelled before
    return _TYPOGRAPHIC.sub(lambda match: _LEVEL[match[0]], text)


def fold(text: str) -> str:
    """Key for comparing names: levelled, without diacritics, lower case, single spaces.

    Hyphens become spaces, so that "Jong-un" meets "Jong Un". The length changes: never use the
    result for offsets.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().replace("-", " ").split())
    text = level(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(text.casefold().replace("-", " ").split())


def slug(name: str) -> str:
    """Readable identifier of a name: "Workers’ Party of Korea" → "workers-party-of-korea"."""
    return "-".join(re.findall(r"[^\W_]+", fold(name).replace("'", "")))


_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


def words(text: str) -> list[tuple[int, int]]:
    """Spans of the words: letters and digits, inner apostrophes and points kept ("don't")."""
    return [match.span() for match in _WORD.finditer(text)]


def count_words(text: str) -> int:
    """How many `words` a text has."""
    return len(_WORD.findall(text))


# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms messrs dr prof amb rtd retd
    gen lt col maj sgt capt cpt adm cmdr brig sen rep gov hon rev fr sr jr st mt
    ft no nos vol pp p art sec ch fig vs etc cf al eg ie e.g i.e viz approx est inc ltd co corp
    bros dept univ
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    h.e h.m h.r.h hrh ph.d u.s u.k u.n e.u d.c ave blvd
    """.split()
)
# Abbreviations that often do end one; then the next word decides.
_OPEN_ABBREVIATIONS = frozenset("u.s u.k u.n e.u d.c etc inc ltd co corp jr sr p.m a.m al".split())
# Closes an address and is no adjective ("U.S. Secretary"): a capital after it opens a sentence.
_SENTENCE_ENDERS = frozenset(("d.c", "etc", "p.m", "a.m"))
_STARTERS = frozenset(
    """
    the a an in on at he she it they we this that these those his her its their for from with by
    after before during as but and however also earlier later meanwhile according when while both
    there
    """.split()
)
_BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…]+)          # the terminator
        (?P<close>["'”’»)\]]*)     # closing quotes and brackets belong to the sentence
        (?P<space>\s+)
        (?=["'“‘«(\[]*[^\W\d_]|["'“‘«(\[]*\d)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip("\"'“‘«([")
    opener = following[:1]
    if match["stop"] == "." and not match["close"]:
        before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        word = before[0].lower() if before else ""
        initial = len(word) == 1 and word.isalpha() and before is not None and before[0].isupper()
        if initial or word in _ABBREVIATIONS or "." in word:
            next_word = _WORD.match(following)
            starts = next_word is not None and (
                next_word[0].lower() in _STARTERS or word in _SENTENCE_ENDERS
            )
            return (
                (word in _OPEN_ABBREVIATIONS or "." in word)
                and starts
                and opener.isupper()
                and not initial
            )
    # "… he said: 'It works.' and left": a lower-case letter goes on with the sentence.
    return not opener.islower()


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one passage, without surrounding blanks.

    Rules for newswire English: abbreviations, initials, ellipses and closing quotes.
    """
    return [span for span in _sentence_spans(text) if span[0] < span[1]]


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for match in _BOUNDARY.finditer(text):
        if _ends_sentence(text, match):
            yield start, match.end("close")
            start = match.end()
    yield start, len(text.rstrip())
