"""Levelled words: one key for the spellings of one word.

Two passages that differ in spelling alone ("organise"/"organize", "Viet Nam"/"Vietnam", "ten"/"10")
have the same levelled words. Rules cover what English does regularly, `reference/spelling.csv` the
rest. A levelled word is a key for comparison, not correct spelling ("size" becomes "sise"); the
rules may join two rare words by accident, but never split two spellings of the same one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

# Each rule rewrites whole words, one a line, so that one pass serves a whole vocabulary. A pattern
# begins with its letters and looks back afterwards, which lets the regex engine skip to them.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        # organise/organize, organisation, analyse/analyze
        (r"z(?=[eia])(?<=[iy]z)", "s"),
        # neighbour/neighbor, labouring, behavioural; not four, hours, tour
        (
            r"our(?=(?:s|ed|ers?|ings?|ites?|abl[ey]|al|ally|ful|fully|hoods?|less|ly|liness|some|"
            r"ists?|ism)?$)(?<=[a-z]{2}our)",
            "or",
        ),
        # centre/center, theatres, centred, fibre
        (r"re(?=s?$)(?:(?<=[a-z]tre)|(?<=fibre)|(?<=libre)|(?<=sabre)|(?<=ombre))", "er"),
        (r"red$(?<=[a-z]tred)", "ered"),
        # dialogue/dialog
        (r"ue(?=s?$)(?<=[aeo]logue)", ""),
        # travelled/traveled, modelling, counsellor, controller; not called
        (
            r"ll(?=(?:ed|ers?|ings?|ors?)$)(?:(?<=[aeiou][a-z][aeiou]ll)|"
            r"(?<=[aeiou][a-z]{2}[aeiou]ll)|(?<=[aeiou][a-z]{3}[aeiou]ll))",
            "l",
        ),
        # defence/defense, licence/license
        (
            r"ens(?=e|ing|ive)(?:(?<=defens)|(?<=offens)|(?<=licens)|(?<=pretens))",
            "enc",
        ),
        # towards/toward
        (r"s$(?<=wards)", ""),
    )
)
_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

# Words that carry grammar, not content: sharing them is no evidence of copying.
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those each every either neither any some no all both half such same
    other another own much many more most few less least several enough
    i me my mine myself we us our ours ourselves you your yours he him his himself she her hers it
    its itself they them their theirs themselves one ones oneself who whom whose which what
    of in on at by for from with without to into onto upon within among between through during
    before after since until till against about above below over under across along around near
    off out up down per via towards toward despite except including regarding as than like
    and or but nor so yet if because although though while whereas when whenever where wherever
    whether unless then else that
    be am is are was were been being have has had having do does did doing done will would shall
    should can could may might must
    not never very too also only just even still already again further together there here now
    how why s t d ll re ve m
    said says say saying added adds adding noted notes noting stressed stresses stressing told
    """.split()
)


def _bare(word: str) -> str:
    """Lower case, without diacritics and invisible characters."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKD", _IGNORED.sub("", word)).casefold()
    return "".join(c for c in word if not unicodedata.combining(c)).replace("đ", "d")


class Speller:
    """Levels words by the rules and by pairs (form, level); a form has one word or two."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        single: dict[str, str] = {}
        double: dict[tuple[str, str], str] = {}
        for form, target in pairs:
            parts = _by_rule(form.split())
            (level,) = _by_rule([target])
            if len(parts) == 1:
                single[parts[0]] = level
            elif len(parts) == 2:
                double[parts[0], parts[1]] = level
            else:
                raise ValueError(f"spelling: {form!r} has more than two words")
        self.single: Mapping[str, str] = single
        # The parts of a double form are compared after levelling, so list them levelled.
        self.double: Mapping[tuple[str, str], str] = {
            (single.get(first, first), single.get(second, second)): level
            for (first, second), level in double.items()
        }

        self._first_parts = frozenset(first for first, _ in self.double)

    def level(self, words: list[str]) -> list[str]:
        """Levelled forms of single words: same length, same order."""
        ruled = _by_rule(words)
        return list(map(self.single.get, ruled, ruled))

    def level_joined(self, words: list[str]) -> list[str]:
        """Levelled words of a text, in order, with double forms as one word."""
        levelled = self.level(words)
        if self._first_parts.isdisjoint(levelled):
            return levelled
        return [word for *_, word in self.join(levelled)]

    def join(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """Levelled words with double forms joined to one: (first, end, word), in order."""
        at = 0
        while at < len(words):
            joined = self.double.get((words[at], words[at + 1])) if at + 1 < len(words) else None
            size = 1 if joined is None else 2
            yield at, at + size, words[at] if joined is None else joined
            at += size


_ENDING = re.compile(r"(?<=[a-z]{4})(?:ings?|edly|ed|es|s|ly)$")


def stem(word: str) -> str:
    """A levelled word without the endings of verbs and plurals: "expresses" → "express"."""
    return _ENDING.sub("", word).removesuffix("e")


def _by_rule(words: list[str]) -> list[str]:
    text = "\n".join(words)
    if text.isascii():
        text = text.lower()
    else:
        text = "\n".join([w.lower() if w.isascii() else _bare(w) for w in words])
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.split("\n") if words else []
