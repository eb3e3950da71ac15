"""What speaks for a run of capitals being a person: the words around it and in it, in points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.names import vocabulary as words
from pipeline.names.lexicon import Lexicon, folded
from pipeline.names.titles import Title
from pipeline.names.tokens import Tokens

# Evidence needed before an unknown capitalised run counts as a person.
THRESHOLD = 2.0
# One or two Mandarin syllables in pinyin: "Jinping", "Yi", "Chunying".
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un"
    r"|uo|[aeiou]))(?:'?(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un"
    r"|uo|[aeiou]))?"
)
_PATRONYMIC = re.compile(r".{3,}(?:ovich|evich|ovna|evna|ichna|oglu|ogly|uly|kyzy)")
# Nouns in front of a name that make it a ship, a street or a prize.
_THINGS = frozenset(
    "carrier ship warship destroyer frigate vessel submarine yacht tanker airport street avenue "
    "boulevard square stadium hotel hospital mount cape lake mission operation hurricane typhoon "
    "cyclone film novel book play song magazine newspaper village town city district province "
    "county region island islands river cup trophy exercise exercises".split()
)
_MAX_TOKENS = 7


@dataclass(slots=True)
class Name:
    """A possible personal name: tokens first … last-1 and what speaks for it."""

    first: int
    last: int
    score: float
    before: Title | None = None  # the title in front of it
    after: Title | None = None  # the apposition behind it
    peer: Title | None = None  # "Turkish counterpart", where no office stands
    honorific: int | None = None  # first token of "Mr", "Comrade", "H.E."
    country: str | None = None
    loose: bool = False  # at the start of a sentence or in Title Case: capitals mean little

    @property
    def size(self) -> int:
        return self.last - self.first


def evidence(tokens: Tokens, name: Name, lexicon: Lexicon) -> float:
    """Sum of what speaks for and against a person."""
    score = _word_evidence(tokens, name, lexicon)
    if name.before is not None or name.honorific is not None:
        score += 3.0
    if name.after is not None and (name.size > 1 or _owned(tokens, name.after)):
        score += 2.5
    if _is_whole(tokens, name):
        score += 2.0
    return score + _left_evidence(tokens, name) + _right_evidence(tokens, name)


def _owned(tokens: Tokens, title: Title) -> bool:
    """ "Indonesia's Foreign Minister", "the Prime Minister of Nepal"."""
    labels = tokens.labels
    return "s" in labels[title.first : title.last] or labels[title.first - 1] == "t"


def _is_whole(tokens: Tokens, name: Name) -> bool:
    """A line that holds nothing but a name: a byline."""
    if name.loose and name.size in (2, 3, 4) and set(tokens.labels) <= set("CFAIp"):
        return name.first == 0 and name.last == len(tokens.labels)
    return False


# Endings of nouns for what people do: "reader", "wrestler", "novelist", "historian".
_AGENT = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|ess|eur|ant)$")
_NOT_AGENTS = frozenset(
    "after under over other rather whether either neither former later earlier another number "
    "order matter letter paper water river border winter summer chapter quarter centre center "
    "power tower never ever however further for or nor near dear year near important significant "
    "november december september october human german than relevant pleasant restaurant".split()
)


_PEERS = frozenset("predecessor successor counterpart colleague side host guest deputy".split())
_PLACE_VERBS = frozenset(
    "visited visits visit visiting toured tours left leaves leaving entered reached crossed "
    "inspected joined joining join including watched built".split()
)


def _left_evidence(tokens: Tokens, name: Name) -> float:
    if not name.first:
        return 0.0
    labels, first = tokens.labels, name.first
    previous, word = labels[first - 1], tokens.word(first - 1).lower()
    score = 0.0
    if word in _PEERS:
        score += 2.0
    elif previous == "l" or word in ("with", "by"):
        score += 2.0 if word == "by" and tokens.opens_sentence(first - 1) else 1.0
    elif previous == "v" and word in ("said", "says", "added", "wrote", "writes", "asked"):
        score += 1.5
    elif previous in "xv" and word in words.VERBS and word not in _PLACE_VERBS:
        score += 0.5
    elif previous in "Mm" and word in ("late", "former", "then"):
        score += 1.0
    elif previous == "x" and _AGENT.match(word) and word not in _NOT_AGENTS and name.size > 1:
        score += 2.0
    if previous == "," and first > 1 and tokens.word(first - 2) in _PEERS:
        score += 2.0
    if previous == "s" and first > 2 and labels[first - 2] in "NG" and name.size > 1:
        score += 2.0 if labels[first - 3] in "lvx" else 1.0
    if previous == "t" and word in ("the", "a", "an") and name.before is None:
        score -= 4.0
    if word in _THINGS:
        score -= 8.0
    if word in ("were", "was", "are", "including", "include", "included", "namely", "notably"):
        score += 1.0
    if previous == "N" and name.before is None:
        score -= 1.5
    if previous == "i" and "F" not in labels[first : name.last]:
        score -= 1.5
    return score


def _right_evidence(tokens: Tokens, name: Name) -> float:
    labels, last = tokens.labels, name.last
    following = labels[last : last + 1]
    score = 0.0
    if not following:
        return score
    word = tokens.word(last).lower()
    if following == "v" or (following == "l" and word != "meeting"):
        score += 1.5
    elif following == "," and labels[last + 1 : last + 2] == "v":
        score += 1.0
    elif following == "s":
        score += 0.25
    elif following == "(" and re.match(r"\([ND][),]", labels[last : last + 3]):
        score += 2.0
    elif word in ("from", "-") and re.match(r"t?N(?:[,.a]|$)", labels[last + 1 :]):
        score += 1.5 if name.size > 1 else 0.0
    if following == "," and labels[last + 1 : last + 2] == "x" and tokens.word(last + 1) == "who":
        score += 2.0 if name.size > 1 else 1.25
    if following == "," and labels[last + 1 : last + 2] == "t":
        score += 1.5 if tokens.word(last + 1) in ("his", "her", "their") else 0.0
    if (
        re.match(r",?ft?[GJH]", labels[last : last + 4])
        and " of" in tokens.text[tokens.ends[last - 1] : tokens.starts[last] + 5]
    ):
        score += 0.75
    if following == "," and _ALIAS.match(tokens.text, tokens.ends[last]):
        score += 2.5
    if following in "hHbE" and name.before is None:
        score -= 2.0
    if following in "xW" and word in words.NOT_BODY_HEADS:
        score -= 2.5
    ahead = re.match(r"[BWMHC]{1,3}", labels[last : last + 3])
    if ahead and tokens.word(last + ahead.end() - 1).lower() in words.NOT_BODY_HEADS:
        # "Pope John Paul II Square", but a headline runs on: "Xi Putin Summit".
        score -= 2.5 if name.loose else 12.0
    return score


_ALIAS = re.compile(r"\s*(?:better |also |widely |popularly )?(?:known as|nicknamed|born)\b")


def _word_evidence(tokens: Tokens, name: Name, lexicon: Lexicon) -> float:
    """Listed family and given names, and the shape of the name."""
    labels = tokens.labels[name.first : name.last]
    parts = [tokens.word(k) for k in range(name.first, name.last) if tokens.labels[k] != "p"]
    keys = [folded(part) for part in parts]
    if name.size == 1:
        if "." in parts[0]:
            return 2.5  # "B.Battsetseg"
        return 1.0 if labels == "F" and keys[0] in lexicon.family else 0.0
    score = 2.0 if " ".join(keys) in lexicon.persons else 0.0
    if name.loose and keys[0] in words.FUNCTION:
        score -= 1.0  # "No Surrender", but "To Lam said"
    if is_regnal(parts[-1]) and name.size == 2 and labels[0] in "CF":
        score += 2.0
    if parts[0].lower() in _THINGS and name.before is None:
        score -= 6.0
    if parts[-1].lower() in words.NOT_BODY_HEADS and labels[-1] not in "FA":
        score -= 6.0
    if any(_PATRONYMIC.fullmatch(part) for part in keys[1:-1]):
        score += 1.5
    if name.size in (2, 3, 4) and set(labels) <= set("CFAIpKPT") and set(labels) & set("CFA"):
        score += _shape(tokens, name)
    if name.size > _MAX_TOKENS and "p" not in labels:
        score -= 3.0
    listed = sum(part in lexicon.family or part in lexicon.given for part in keys)
    score += min(listed, 2) * 1.25
    if keys[0] in lexicon.given or keys[0] in lexicon.family:
        score += 0.5
    if keys[0] in lexicon.given and not set(labels[1:]) & set("WRP"):
        score += 0.5
    if all(label == "P" for label in labels):
        score -= 2.0
    if labels[-1] == "W" and listed < 1 and parts[-1].endswith("s") and name.before is None:
        score -= 2.0  # "Neighbouring Countries"
    if any("-" in part and part.rpartition("-")[2][:1].islower() for part in parts[1:]):
        score += 1.0
    if "p" in labels or "I" in labels:
        score += 0.75
    if _east_asian(keys, lexicon):
        score += 1.0
    return score


def _shape(tokens: Tokens, name: Name) -> float:
    """Two to four words that no word list explains are most often a person, least so at the start
    of a sentence, after a preposition, or beside a place name."""
    if name.loose:
        return 0.5
    if "P" in tokens.labels[name.first : name.last]:
        return 0.75
    return 1.0 if tokens.labels[name.first - 1 : name.first] in ("f", "i", "t") else 1.5


def _east_asian(keys: list[str], lexicon: Lexicon) -> bool:
    """Family name and given name as Chinese, Korean and Vietnamese names are built."""
    cultures = lexicon.family.get(keys[0], frozenset())
    if "CHN" in cultures and len(keys) == 2 and PINYIN.fullmatch(keys[1]):
        return True
    short = all(len(part) <= 6 for part in keys)
    return bool(cultures & {"VNM", "KOR", "PRK"}) and len(keys) in (3, 4) and short


def is_regnal(word: str) -> bool:
    """A regnal number or "Jr"."""
    return word.lower() in words.HONORIFIC_POSTPOSED
