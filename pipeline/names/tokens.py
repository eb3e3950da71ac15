"""Text as a row of labelled words, so that grammars can be regular expressions over labels.

One character per token. Capitals stand for capitalised words, lower case for the rest:

    C unknown word       F listed personal name   A listed name that is also a common word
    W common word        B word of institutions   V word that belongs to no name
    H head of a body     J head of another language, before its name
    O office or rank     M modifier of an office
    T form of address    I initials               K acronym
    N country  D demonym  P place  G known organisation  E thing that is no name
    R verb ("Visits", but also the name "Grant")
    o m h b  office, modifier, head of a body, institutional word in lower case
    f of/for/to…  i in/at  t determiner  a and  s possessive ending  p name particle  v speech verb
    l personal cue ("met", "led by")  x any other word  0 number, and punctuation as itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.names import vocabulary as words
from pipeline.names.context import TURNING, in_context
from pipeline.names.lexicon import Lexicon, Phrase, folded
from pipeline.text import level

_TOKEN = re.compile(
    r"""(?P<initials>(?:[^\W\d_a-zß-öø-ÿ]\.-?)+(?![^\W\d_])   # K. P.  U.S.  J.-Y.
        |(?:[^\W\d_a-zß-öø-ÿ]\.)+[^\W\d_a-zß-öø-ÿ](?![^\W_]|['.-]))   # H.E  K.P
      | (?P<abbr>(?:Mr|Mrs|Ms|Mme|Dr|Prof|Lt|Gen|Maj|Col|Brig|Adm|Capt|Sgt|Cmdr|(?<!Hun\ )Sen|Rep
                 |Gov|Hon|Rev|Ing|Lic|St|Jr|Sr|Rt|Eng|Cdr|Cpt|Smt|Mgr|Msgr|Mdm|Amb|Ma|Mrs|Sra|Pres|Min|Dep|Sec
                 |Ven|Fr|Engr|Barr|Mons|Cde|Dra|Srta|Arq|Gral|Adv|Abp|Bp|Card|Messrs|Mlle|Mx|Tmt|Drs
                 |Tgk|YBhg|Lieut|Snr|Pol|Surv|Pharm|Dott|Avv|Abg|Abog|Lcdo|Lcda|Licda|Cav)\.
                 |W/ro\b)
      | (?P<word>(?:[^\W\d_a-zß-öø-ÿ][hs]?\.(?=[^\W\d_a-z][a-zß-öø-ÿ]))?  # L.Oyun-Erdene
                [^\W\d_]+(?:[-'](?!s\b)[^\W\d_]+)*(?:\d+\b|(?<!s)'(?=\s[ae]l-))?)
      | (?P<possessive>'s?(?![^\W\d_]))
      | (?P<number>\d+(?:[.,/-]\d+)*\w*)
      | (?P<other>\S)
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r"-([^\W\d_]+)")
_PHRASE_LABEL = {"organisation": "G", "country": "N", "demonym": "D", "place": "P", "thing": "E"}
_LOWER = {
    **dict.fromkeys(words.DETERMINERS, "t"),
    **dict.fromkeys(words.CONNECTIVES, "a"),
    **dict.fromkeys(("of", "for", "to", "on", "against"), "f"),
    **dict.fromkeys(("in", "at"), "i"),
}
_SHORT_OFFICES = frozenset("pm dpm fm ceo coas cns cas cds cdf igp srsg eam vp".split())
# Endings that only surnames have: Slavic, Caucasian, Romanian, Greek, Turkic, Scandinavian.
_SURNAME = re.compile(
    r"\w{2,}(?:shvili|adze|idze|enko|chuk|ovic|evic|ovich|evich|escu|oglu|opoulos|akis|idis|yev|aev"
    r"|eyev|ieva|yeva|ayeva|ovska|ovski|ovsky|evsky|evski|inska|insky|skaya|zade|nejad|bekov|ssen"
    r"|sson|sdottir|dottir|auskas|evicius|kov|nov|lov|rov|tov|dov|sov|nova|kova|rova|lova|tova)"
)
# Endings of English nouns for subjects and activities that no name has.
_NOUN = re.compile(
    r"\w{2,}(?:[ts]ions?|ments|ities|olog(?:y|ies)|ships|nesses|isms?|ances|ences|ality|ivity|bility|isers|izers|icians"
    r"|turers|workers|traders)"
)
# Function words that are also family names: "He Lifeng", "To Lam", "So Yong-gil".
_SURNAMES_TOO = frozenset("he to so an do no you may her long be than oh".split())
# "HE Musaed bin Mohammed", "HRH Prince Faisal"
_STYLES = frozenset("HE HH HM HRH HSH HIH HIM TRH YB YAB YBM YAM YTM MR MRS MS DR HON PROF".split())
# Kinship ("son", "wife") describes a person only in lower case: Son is also a name.
_CAPITAL_OFFICE = {"head": "O", "rank": "O", "honorific": "T", "modifier": "M"}
_WORD_BEFORE = re.compile(r"([^\W\d_a-z][^\W\d_]+) $")
_NAME_AFTER = re.compile(r" [^\W\d_a-z][a-zß-öø-ÿ]")
# "The Namibian": a newspaper, but not before an office or another name.
_PAPER = re.compile(r"The [A-Z]\w+")
_BEFORE_OFFICE = re.compile(r" (?:[A-Z]|(?:president|prime|foreign|minister|ambassador|high)\b)")
_TAILS = frozenset(
    word
    for word in words.VERBS | words.COMMON | words.FUNCTION | {"based", "born", "style", "like"}
    if len(word) > 3 or word == "led"
)
# "al-Sisi", "d'Almeida": names that begin in lower case.
_CAPITAL_INSIDE = re.compile(r"(?:(?:a[ldnrstz]|ash|el|u[lrt])-|[dln]'|'t-)[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A levelled text and its tokens: spans, labels (one character each) and gazetteer entries."""

    text: str
    starts: list[int]
    ends: list[int]
    labels: str
    entries: dict[int, Phrase]

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def span_text(self, first: int, last: int) -> str:
        """Text of the tokens first … last-1."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def opens_sentence(self, index: int) -> bool:
        """Nothing before it but the start of the passage, a full stop, or an opening mark."""
        while index and self.labels[index - 1] in "\"'([":
            index -= 1
        return index == 0 or self.labels[index - 1] in ".:;?!…"


class Tokeniser:
    """Labels words by one lexicon. `common`: words that the document also writes in lower case.

    What a word is called depends on the word alone, so each is looked up once.
    """

    def __init__(self, lexicon: Lexicon, common: frozenset[str] = frozenset()) -> None:
        self.lexicon = lexicon
        self.common = common
        # word → label, whether an office of several words may start with it, whether it turns
        self._known: dict[str, tuple[str, bool, bool]] = {}

    def __call__(self, text: str) -> Tokens:
        """Tokens of a passage; offsets are those of `text`."""
        text = _without_capitals(level(text))
        starts: list[int] = []
        ends: list[int] = []
        labels: list[str] = []
        entries: dict[int, Phrase] = {}
        offices: list[int] = []
        turning: list[int] = []
        known = self._known
        reached = 0
        for hit_start, hit_end, phrase in self._hits(text):
            for match in _TOKEN.finditer(text, reached, hit_start):
                label, opens, turns = known.get(match[0]) or self._describe(match)
                if opens:
                    offices.append(len(starts))
                if turns:
                    turning.append(len(starts))
                starts.append(match.start())
                ends.append(match.end())
                labels.append(label)
            if phrase is not None:
                entries[len(starts)] = phrase
                starts.append(hit_start)
                ends.append(hit_end)
                labels.append(_PHRASE_LABEL[phrase.kind])
            reached = hit_end
        if turning:
            parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
            labels = in_context(parts, labels, turning)
        tokens = Tokens(text, starts, ends, "".join(labels), entries)
        joined = [found for k in offices if (found := _office_at(tokens, k, self.lexicon))]
        return _join(tokens, joined) if joined else tokens

    def _hits(self, text: str) -> Iterator[tuple[int, int, Phrase | None]]:
        """Gazetteer hits, and the end of the text as a last one without a phrase."""
        for start, end, phrase in self.lexicon.phrases.find(text):
            if phrase.kind == "place" and _inside_word(text, start, end):
                continue
            if phrase.kind == "thing" and end - start == 1 and _WORD_BEFORE.search(text, 0, start):
                continue  # "King Frederik X"
            if phrase.kind in ("thing", "organisation") and text[end : end + 1] == " ":
                # "Hina Rabbani Khar", "Nahid Islam": a word that is a name among names.
                if self._in_name(text, start, end, phrase.kind):
                    continue
                if _PAPER.fullmatch(text, start, end) and _BEFORE_OFFICE.match(text, end):
                    country = self.lexicon.demonyms.get(folded(text[start + 4 : end]))
                    if country is not None:  # "The Namibian High Commissioner"
                        start, phrase = start + 4, Phrase("demonym", country)
            yield start, end, phrase
        yield len(text), len(text), None

    def _in_name(self, text: str, start: int, end: int, kind: str) -> bool:
        """A listed name of one word, not all in capitals, behind another or between two; an
        agency's also before another ("Hina")."""
        word = text[start:end]
        if " " in word or word.isupper() or not word.isalpha():
            return False
        key = folded(word)
        if key not in self.lexicon.given and key not in self.lexicon.family:
            return False
        before, after = (
            _WORD_BEFORE.search(text[max(0, start - 40) : start]),
            _NAME_AFTER.match(text, end),
        )
        listed = before is not None and (
            folded(before[1]) in self.lexicon.given or folded(before[1]) in self.lexicon.family
        )
        if listed or (before is not None and after is not None and key in self.lexicon.family):
            return True
        opens = kind == "organisation" and before is None
        return opens and after is not None and key in self.lexicon.given

    def _describe(self, match: re.Match[str]) -> tuple[str, bool, bool]:
        token = match[0]
        label = _label(match, self.lexicon, self.common)
        first = token.lower().split("-")[0]
        opens = label in "OoMmTBbIWAHxCVFKR" and self.lexicon.office_words.get(first, 0) > 1
        turns = token[0].isupper() and token.lower() in TURNING
        self._known[token] = label, opens, turns
        return label, opens, turns


def tokenise(text: str, lexicon: Lexicon, common: frozenset[str] = frozenset()) -> Tokens:
    """Tokens of one text; see `Tokeniser`, which is faster for many."""
    return Tokeniser(lexicon, common)(text)


def _without_capitals(text: str) -> str:
    """A text all in capitals in the capitals of a title; same length."""
    if not text.isupper() or len(text) < 12:
        return text

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        small = word.lower() in words.FUNCTION or word.lower() in _LOWER
        changed = word.lower() if small and match.start() else word.capitalize()
        return changed if len(changed) == len(word) else word

    return re.sub(r"[^\W\d_]+", lower, text)


def _inside_word(text: str, start: int, end: int) -> bool:
    """The Sabah of "Al-Sabah" and the Kai of "Kai-shek" are no places; in "Seoul-based" one is."""
    if text[start - 1 : start] == "-" and text[max(0, start - 2) : start - 1].isalpha():
        return True
    tail = _TAIL.match(text, end)
    return tail is not None and (tail[1][0].isupper() or tail[1] not in _TAILS)


def _label(match: re.Match[str], lexicon: Lexicon, common: frozenset[str]) -> str:
    group = match.lastgroup
    token = match[0]
    if group == "word":
        return _word_label(token, lexicon, common)
    if group == "other":
        return token if token in ',.()[]-":;?!…&/' else "'"
    if group == "possessive":
        return "s"
    if group == "number":
        return "0"
    if group == "initials":
        called = token.lower().rstrip(".") + "."
        return "I" if lexicon.offices.get(called) is None else "T"
    kind = lexicon.offices.get(token.lower(), "")
    return "O" if kind in ("rank", "head") else "T" if kind == "honorific" else "I"


def _word_label(token: str, lexicon: Lexicon, common: frozenset[str]) -> str:
    lower = token.lower()
    if token[0].islower() and not _CAPITAL_INSIDE.match(token):
        return _lower_label(lower, token, lexicon)
    if len(token) == 1:
        return "V" if lower in "ai" else "I"
    if token in _STYLES:
        return "T"
    if lower in _SURNAMES_TOO and (lower in lexicon.family or lower in lexicon.given):
        return "A"
    if token.isupper() and len(token) <= 8 and "-" not in token:
        if lexicon.offices.get(lower) == "rank":
            return "O"  # "GEN Ngo Xuan Lich"
        if lower in _LOWER and lower != "a":
            return _LOWER[lower]  # "PRESIDENT OF RUSSIA"
        if lower in words.FUNCTION or lower in words.CONNECTIVES:
            return "V"
        if lower in _SHORT_OFFICES:
            return "O"
        if lower == "tv":
            return "H"
        if folded(token) in lexicon.family and lower not in words.FUNCTION:
            return "F"  # "WANG Yi", "Park JIN"
        if len(token) <= 5:
            return "K"
    plain = lower.replace("-", " ")
    kind = lexicon.offices.get(lower) or lexicon.offices.get(plain)
    if lower in words.FOREIGN_HEADS:
        return "J"
    if kind in _CAPITAL_OFFICE:
        return _CAPITAL_OFFICE[kind]
    tail = token.rpartition("-")[2]
    if tail != token and tail.islower() and tail in _TAILS:
        return "x"  # "Seoul-based", "US-led"
    if lower in words.BODY_HEADS or lower in words.WEAK_HEADS:
        return "H"
    if lower in lexicon.particles:
        return "C"  # "Von der Leyen said"
    if lower in words.FUNCTION or lower in _LOWER:
        return "V"
    if lower in words.INSTITUTIONAL:
        return "B"
    key = folded(token)
    listed = key in lexicon.family or key in lexicon.given or _SURNAME.fullmatch(key) is not None
    if lower in words.VERBS:
        return "A" if listed else "R"
    if lower in words.COMMON or lower in common:
        return "A" if listed else "W"
    if listed:
        return "F"
    return "W" if _NOUN.fullmatch(key) else "C"


def _lower_label(lower: str, token: str, lexicon: Lexicon) -> str:
    label = _LOWER.get(lower)
    if label:
        return label
    if token != lower:  # "iPhone", "al-Assad" was dealt with before
        return "x"
    if lower in words.PERSON_CUES:
        return "l"
    if lower in words.SPEECH:
        return "v"
    kind = lexicon.offices.get(lower) or lexicon.offices.get(lower.replace("-", " "))
    if kind:
        return "m" if kind == "modifier" else "o"
    if lower in lexicon.particles:
        return "p"
    if lower in words.BODY_HEADS:
        return "h"
    if lower in words.INSTITUTIONAL:
        return "b"
    return "x"


def _office_at(tokens: Tokens, index: int, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """The longest office of several words that starts here: first token, end, label."""
    longest = lexicon.office_words.get(tokens.word(index).lower().split("-")[0], 0)
    for count in range(min(longest, len(tokens.starts) - index), 1, -1):
        phrase = tokens.span_text(index, index + count).lower()
        kind = lexicon.offices.get(phrase) or lexicon.offices.get(phrase.replace("-", " "))
        if kind in ("head", "rank"):
            capital = tokens.text[tokens.starts[index]].isupper()
            return index, index + count, "O" if capital else "o"
        if kind == "honorific":
            return index, index + count, "T"
    return None


def _join(tokens: Tokens, offices: list[tuple[int, int, str]]) -> Tokens:
    """Offices of several words ("Prime Minister", "chief of staff") become one token each."""
    starts: list[int] = []
    ends: list[int] = []
    labels: list[str] = []
    shift: dict[int, int] = {}  # old index of an entry → new
    reached = 0
    for first, last, label in [*offices, (len(tokens.starts), len(tokens.starts), "")]:
        if first < reached:
            continue
        moved = len(starts) - reached
        shift.update((k, k + moved) for k in tokens.entries if reached <= k < first)
        starts += tokens.starts[reached:first]
        ends += tokens.ends[reached:first]
        labels.append(tokens.labels[reached:first])
        if label:
            starts.append(tokens.starts[first])
            ends.append(tokens.ends[last - 1])
            labels.append(label)
        reached = last
    entries = {shift[k]: phrase for k, phrase in tokens.entries.items() if k in shift}
    return Tokens(tokens.text, starts, ends, "".join(labels), entries)
