"""When two full names are one person's: spelling variants, orders, initials, words left out.

No similarity score separates people ("Nguyen Xuan Thang" and "Nguyen Xuan Phuc" are closer than
two romanisations of one name), so every rule also needs the same country or office.
"""

from __future__ import annotations

import re
from typing import Protocol

from rapidfuzz import fuzz

from pipeline.actors.romanise import consonants, levelled, skeleton
from pipeline.names.lexicon import Lexicon
from pipeline.text import fold


class Described(Protocol):
    """What the rules need to know about a person."""

    @property
    def key(self) -> str:
        """Folded full name."""

    @property
    def roles(self) -> set[tuple[str, str]]:
        """Offices stated: folded role and body."""

    @property
    def articles(self) -> set[str]:
        """Articles that name the person."""

    @property
    def documents(self) -> set[str]:
        """Documents that name the person."""

    @property
    def country(self) -> str | None:
        """ISO code, None when unknown."""


def name_key(surface: str) -> str:
    """Folded name with initials apart: "L.Oyun-Erdene" → "l oyun erdene"."""
    return " ".join(fold(surface.replace(".", ". ")).replace(".", "").replace(",", "").split())


def respelled(left: str, right: str, lexicon: Lexicon) -> bool:
    """Two spellings of one name may stand in one passage ("Choe", "Choi")."""
    a, b = left.split(), right.split()
    if sorted(a) == sorted(b) or _initials_fit(a, b) or levelled(left) == levelled(right):
        return True
    return skeleton(left, lexicon) == skeleton(right, lexicon)


def same_person(left: Described, right: Described, lexicon: Lexicon) -> tuple[float, str]:
    """Certainty (0-100) and the rule by which two names are one person's; (0, "") if none."""
    a, b = left.key.split(), right.key.split()
    if left.country and right.country and left.country != right.country:
        return 0.0, ""
    if len(a) < 2 or len(b) < 2:
        return 0.0, ""
    same_country = left.country is not None and left.country == right.country
    if "".join(a) == "".join(b):
        return 99.0, "same letters"
    korean = {left.country, right.country} <= {"KOR", "PRK", None}
    if korean and skeleton(left.key, lexicon) == skeleton(right.key, lexicon):
        return 98.0, "romanisation variant"
    together = bool(left.articles & right.articles or left.roles & right.roles)
    if levelled(left.key) == levelled(right.key) and (same_country or together):
        return 97.0, "romanisation variant"
    if sorted(a) == sorted(b):
        return 97.0 if same_country else 92.0, "order of family and given name"
    if _drops_only_small(a, b):
        return 96.0 if same_country else 92.0, "initial or patronymic left out"
    near = same_country or together or bool(left.documents & right.documents)
    if _initials_fit(a, b) and near:
        return 95.0, "initials"
    if near and _nickname_fits(a, b, lexicon):
        return 95.0, "short form of a given name"
    if not (same_country or _same_office(left, right)):
        return 0.0, ""
    return _same_in_country(left, right, lexicon)


def _same_in_country(left: Described, right: Described, lexicon: Lexicon) -> tuple[float, str]:
    """Rules that only hold for two names of one country."""
    a, b = left.key.split(), right.key.split()
    if _drops_words(a, b):
        if left.roles & right.roles:
            return 93.0, "names left out, same office"
        if a[:2] == b[:2] and left.country in lexicon.two_surnames:
            return 92.0, "second surname left out"
    if (
        left.roles & right.roles
        and left.country not in SHORT_SYLLABLES
        and len(consonants(left.key)) > 6
        and consonants(left.key) == consonants(right.key)
        and _alike(levelled(left.key).split(), levelled(right.key).split())
    ):
        return 93.0, "same consonants, country and office"
    score = float(fuzz.ratio(left.key, right.key))
    if (
        len(a) == len(b)
        and score >= 90
        and left.roles & right.roles
        and all(fuzz.ratio(x, y) >= 70 and x[0] == y[0] for x, y in zip(a, b, strict=True))
    ):
        return score, "similar spelling, same country and office"
    return 0.0, ""


# Names of one or two syllables a word, where a vowel makes another name.
SHORT_SYLLABLES = frozenset("CHN TWN HKG MAC SGP VNM KOR PRK MMR KHM LAO THA".split())


def _alike(a: list[str], b: list[str]) -> bool:
    """Words that differ in a vowel or two: "hassan" and "hussein" do not pass."""
    return all(fuzz.ratio(x, y) >= 66 for x, y in zip(a, b, strict=True))


_PATRONYMIC = re.compile(r".{2,}(?:ovich|evich|ovna|evna|ich|uly|kyzy|oglu|ogly)$")


def _drops_only_small(a: list[str], b: list[str]) -> bool:
    """The words left out between the same first and last name are initials or a patronymic."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == len(longer) or shorter[0] != longer[0] or shorter[-1] != longer[-1]:
        return False
    extra = list(longer)
    for word in shorter:
        if word in extra:
            extra.remove(word)
    return all(len(word) == 1 or _PATRONYMIC.fullmatch(word) for word in extra)


def _initials_fit(a: list[str], b: list[str]) -> bool:
    """ "s jaishankar" and "subrahmanyam jaishankar", "kp sharma oli" and "k p sharma oli"."""
    if a[-1] != b[-1] or a == b:
        return False
    if "".join(a) == "".join(b):
        return True
    return len(a) == len(b) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)
    )


_FATHERS = frozenset(("bin", "ibn", "bint", "ben", "ould", "binti"))


def _nickname_fits(a: list[str], b: list[str], lexicon: Lexicon) -> bool:
    """ "mike pompeo" and "michael r pompeo", "joe biden" and "joseph r biden jr"."""
    left, right = (
        [word for word in words if len(word) > 1 and word not in ("jr", "sr")] for words in (a, b)
    )
    if len(left) < 2 or len(right) < 2 or left[-1] != right[-1] or (left[1:-1] and right[1:-1]):
        return False
    names = lexicon.nicknames
    return right[0] in names.get(left[0], ()) or left[0] in names.get(right[0], ())


def _same_office(left: Described, right: Described) -> bool:
    """An office of one named body that both hold, where a country is not known of both."""
    return None in (left.country, right.country) and any(
        body for _, body in left.roles & right.roles
    )


def _drops_words(a: list[str], b: list[str]) -> bool:
    """One name is the other without some words in the middle or at an end."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 2 or len(shorter) == len(longer):
        return False
    if shorter[0] != longer[0] and _FATHERS & set(longer):
        return False  # "Sultan bin Salman" is Salman's son
    remaining = iter(longer)
    return all(word in remaining for word in shorter) and (
        shorter[0] == longer[0] or shorter[-1] == longer[-1]
    )
