"""Whether a stated title is the office that a text calls "the Minister", "His Majesty".

Language knowledge only: words of offices, their spellings, and the words that make another office
of them (a vice president is not the president).
"""

from __future__ import annotations

import re

# "His Majesty the King", "HRH the Crown Prince"
_STYLE = re.compile(
    r"^(?:(?:his|her|their)\s(?:majesty|(?:(?:royal|serene|imperial)\s)?highness)"
    r"|h(?:rh|m|h|e|\.e\.|\.r\.h\.))\sthe\s",
    re.I,
)
_DETERMINER = re.compile(r"^(?:the|his|her|its|their|my)\s+", re.I)
_ADJECTIVE = re.compile(r"^(?:visiting|new|top|same|then)\s+", re.I)
_OTHERS = ("vice", "deputy", "former", "assistant", "under", "acting", "ex")
# Styles stand for any holder of the rank.
_STYLES = {
    "majesty": ("king", "queen", "sultan", "emperor", "majesty"),
    "highness": ("emir", "amir", "prince", "princess", "sheikh", "highness", "duke"),
    "premier": ("premier", "prime minister"),
    "envoy": ("envoy", "representative"),
    "diplomat": ("ambassador", "consul", "envoy", "charg", "diplomat", "high commissioner"),
    "ruler": ("emir", "sultan", "king", "ruler"),
    "monarch": ("king", "queen", "sultan", "emperor", "monarch"),
}
_SPELLINGS = (
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bamir\b"), "emir"),
    (re.compile(r"\bexternal (?:affairs|relations)\b"), "foreign affairs"),
    (re.compile(r"\bsecretary[ -]general\b"), "secretary-general"),
    (re.compile(r"\bdirector[ -]general\b"), "director-general"),
    (re.compile(r"\bvice[ -]"), "vice "),
    (re.compile(r"\bchair(?:wom[ae]n|person|m[ae]n)?\b"), "chair"),
)


def _levelled(words: str) -> str:
    lowered = words.lower()
    for pattern, spelling in _SPELLINGS:
        lowered = pattern.sub(spelling, lowered)
    return lowered


def role_of(words: str) -> str:
    """The office in a reference's words: "the visiting foreign minister" → "foreign minister"."""
    role = _DETERMINER.sub("", _STYLE.sub("", words))
    return _ADJECTIVE.sub("", role).strip()


def holds(title: str | None, role: str) -> bool:
    """Whether the stated title is the role: its noun and every word before it, and no other office.

    >>> holds("Minister of Foreign Affairs of Chile", "foreign minister")
    True
    >>> holds("Deputy Prime Minister", "prime minister")
    False
    """
    if not title or not role:
        return False
    stated, asked = _levelled(title), _levelled(role)
    words = [word for word in asked.split() if word not in ("royal", "serene", "imperial")]
    nouns = _STYLES.get(words[-1], (words[-1],))
    for noun in nouns:
        match = re.search(rf"\b{re.escape(noun)}", stated)
        if match is None:
            continue
        before = stated[: match.start()].split()[-2:]
        if any(word in _OTHERS and word not in words for word in before):
            continue
        if noun == "minister" and before[-1:] == ["prime"] and "prime" not in words:
            continue
        if noun == "secretary" and stated[match.end() :].startswith("-general"):
            continue
        if all(re.search(rf"\b{re.escape(word[:6])}", stated) for word in words[:-1]):
            return True
    return False
