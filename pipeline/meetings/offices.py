"""Whether a stated title is the office that a text calls "the Minister", "His Majesty".

Language knowledge only: words of offices, their spellings, and the words that make another office
of them (a vice president is not the president).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# "His Majesty the King", "HRH the Crown Prince"
_STYLE = re.compile(
    r"^(?:(?:his|her|their)\s(?:majesty|(?:(?:royal|serene|imperial)\s)?highness)"
    r"|h(?:rh|m|h|e|\.e\.|\.r\.h\.))\sthe\s",
    re.I,
)
_DETERMINER = re.compile(r"^(?:the|his|her|its|their|my|our|both|these)\s+", re.I)
_ADJECTIVE = re.compile(
    r"^(?:visiting|new|newly[ -]\w+|incoming|outgoing|departing|then|top|senior|same|two|three|"
    r"four|five|accompanying|high-ranking)\s+",
    re.I,
)
# Words that make another office of a noun behind them, or one that is held no more.
_OTHERS = frozenset(
    "vice deputy former assistant under ex previous late shadow predecessor".split()
)
_STATE = ("president", "king", "queen", "sultan", "emperor", "emir", "pope", "grand duke")
_GOVERNMENT = ("prime minister", "premier", "chancellor", "taoiseach")
_FOREIGN = ("foreign minister", "secretary of state", "foreign secretary")
_ENVOYS = ("ambassador", "envoy", "consul", "charg", "high commissioner", "nuncio", "diplomat")
_MEMBERS = ("member of parliament", "senator", "deputy", "congress", "mp", "parliament", "speaker")
# Nouns that any holder of one of several offices may be called by.
_CLASSES: dict[str, tuple[str, ...]] = {
    "majesty": ("king", "queen", "sultan", "emperor", "majesty"),
    "highness": ("emir", "prince", "princess", "sheikh", "highness", "duke"),
    "premier": ("premier", "prime minister", "taoiseach"),
    "pm": ("prime minister", "premier"),
    "fm": ("foreign minister",),
    "eam": ("foreign minister",),
    "taoiseach": ("taoiseach",),
    "ruler": ("emir", "sultan", "king", "ruler"),
    "monarch": ("king", "queen", "sultan", "emperor", "monarch"),
    "head of state": (*_STATE, "head of state"),
    "head of government": (*_GOVERNMENT, "head of government"),
    "leader": (
        *(*_STATE, *_GOVERNMENT, "leader", "chief", "crown prince", "head of"),
        *("general secretary", "secretary-general", "first secretary", "chair", "speaker"),
    ),
    "chief": ("chief", "secretary-general", "head", "chair", "commander", "president", "director"),
    "envoy": (*_ENVOYS, "representative", "emissary"),
    "emissary": (*_ENVOYS, "representative"),
    "ambassador": ("ambassador", "plenipotentiary"),
    "diplomat": (
        *(*_ENVOYS, *_FOREIGN, "representative", "plenipotentiary"),
        *("deputy foreign minister", "vice foreign minister"),
    ),
    "top diplomat": _FOREIGN,
    "chief diplomat": _FOREIGN,
    "lawmaker": _MEMBERS,
    "parliamentarian": _MEMBERS,
    "speaker": ("speaker", "president of the national", "president of the parliament", "chair of "),
}
# Nouns that fit whoever comes in question.
ANYBODY = frozenset(
    "counterpart colleague official guest visitor host side dignitary politician statesman friend "
    "delegation comrade homologue peer".split()
)
_SPELLINGS = (
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bamir\b"), "emir"),
    (re.compile(r"\bexternal (?:affairs|relations)\b"), "foreign affairs"),
    (re.compile(r"\bsecretary[ -]general\b"), "secretary-general"),
    (re.compile(r"\bdirector[ -]general\b"), "director-general"),
    (re.compile(r"\bunder[ -]?secretary\b"), "undersecretary"),
    (re.compile(r"\bvice[ -]"), "vice "),
    (re.compile(r"\bchair(?:wom[ae]n|person|m[ae]n)?\b"), "chair"),
    (re.compile(r"\bforeign affairs minister\b"), "foreign minister"),
    (re.compile(r"\bminister (?:of|for) (?:the )?(\w+)(?: affairs)?\b"), r"\1 minister"),
)
# "President of the Senate": no head of a state.
_OF_A_BODY = re.compile(
    r"^ of (?:the )?[^,;]*?\b(?:assembly|parliament|senate|house|council|chambers?|committee|court|"
    r"commission|bank|association|club|party|federation|academy|company|group|institute|"
    r"university|fund|foundation|board|society|centre|center|front|congress|union)\b"
)
_ROYAL = re.compile(r"\broyal\b|\bh\.?r\.?h\b|\bprince")
_PLURAL = re.compile(r"(?:(?<=\wr)|(?<=\w[tkelnhf]))s$|ies$")


@lru_cache(maxsize=65_536)
def _levelled(words: str) -> str:
    lowered = words.lower()
    for pattern, spelling in _SPELLINGS:
        lowered = pattern.sub(spelling, lowered)
    return lowered


def role_of(words: str) -> str:
    """The office in a reference's words: "the visiting foreign minister" → "foreign minister"."""
    role = _DETERMINER.sub("", _STYLE.sub("", words))
    while (shorter := _ADJECTIVE.sub("", role)) != role:
        role = shorter
    return role.strip()


def singular(role: str) -> str:
    """The office of each of several: "foreign ministers" → "foreign minister"."""
    if role.startswith("heads of "):
        return "head of " + role.removeprefix("heads of ")
    return _PLURAL.sub(lambda match: "y" if match[0] == "ies" else "", role)


def holds(title: str | None, role: str) -> bool:
    """Whether the stated title is the role: its noun and every word before it, and no other office.

    >>> holds("Minister of Foreign Affairs of Chile", "foreign minister")
    True
    >>> holds("Deputy Prime Minister", "prime minister")
    False
    >>> holds("King of the Belgians", "head of state")
    True
    """
    return fit(title, role) > 0


@lru_cache(maxsize=65_536)
def fit(title: str | None, role: str) -> int:
    """How well the stated title is the role: 3 fully, 2 the like of another body, 0 not at all.

    >>> fit("President of the Senate", "president"), fit("President of Chile", "president")
    (2, 3)
    """
    if not title or not role:
        return 0
    stated, asked = _levelled(title), _levelled(role)
    asked, _, whole = asked.partition(" of ") if asked not in _CLASSES else (asked, "", "")
    words = [word for word in asked.split() if word not in ("royal", "serene", "imperial")]
    if not words or not all(_has(stated, word) for word in whole.split() if len(word) > 3):
        return 0
    if asked in _CLASSES:
        nouns, words = _CLASSES[asked], []
    else:
        nouns, words = _CLASSES.get(words[-1], (words[-1],)), words[:-1]
    best = max((_as(stated, noun, words, bool(whole)) for noun in nouns), default=0)
    if best == 3 and "royal" in asked.split() and not _ROYAL.search(stated):
        return 2  # "His Royal Highness" among those who are only "His Highness"
    return best


def _as(stated: str, noun: str, words: list[str], whole: bool) -> int:
    """How well the stated title is the office `noun` with the `words` before it."""
    best = 0
    for match in re.finditer(rf"\b{re.escape(noun)}", stated):
        before = re.findall(r"[\w'-]+", stated[: match.start()])[-3:]
        if any(word in _OTHERS and word not in words for word in before[-2:]):
            continue
        if "former" in before or "previous" in before:
            continue
        if noun == "minister" and before[-1:] == ["prime"] and "prime" not in words:
            continue
        if noun in ("secretary", "director") and stated[match.end() :].startswith("-general"):
            continue
        if not all(_has(stated, word) for word in words):
            continue
        other = "acting" in before or (
            not whole and noun == "president" and _OF_A_BODY.match(stated[match.end() :])
        )
        best = max(best, 2 if other else 3)
    return best


_RANKS = (
    *("head of state", "head of government", "vice president", "deputy prime minister"),
    *("foreign minister", "deputy foreign minister", "defence minister", "interior minister"),
    *("finance minister", "trade minister", "economy minister", "energy minister", "speaker"),
    *("general secretary", "secretary-general", "ambassador", "crown prince", "governor", "mayor"),
    *("foreign secretary", "secretary of state", "chief of staff", "attorney general"),
)


def ranks(titles: Iterable[str]) -> frozenset[str]:
    """The offices of state that the titles state: equal ones make counterparts."""
    return frozenset(rank for rank in _RANKS for title in titles if fit(title, rank) == 3)


def _has(stated: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word[:6])}", stated) is not None
