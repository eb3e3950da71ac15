"""Reading one document: what its passages together show about the names in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.gazetteer import Gazetteer
from pipeline.names import vocabulary as words
from pipeline.names.acronyms import definitions
from pipeline.names.bodies import Body, collapse, find_bodies
from pipeline.names.evidence import THRESHOLD, Name
from pipeline.names.lexicon import Lexicon, folded
from pipeline.names.persons import find_names
from pipeline.names.tokens import Tokeniser, Tokens
from pipeline.text import level

Row = dict[str, Any]
_LOWER_WORDS = re.compile(r"(?<![\w'-])[a-zà-ÿ]{3,}(?![\w'-])")
_HEADLINES = ("title", "heading", "truncation_notice")
# Nouns in lower case that introduce or describe a body by its proper name.
_DESCRIBERS = frozenset(
    "newspaper newspapers daily magazine website site portal broadcaster channel network party "
    "group organisation organization agency company firm think-tank tank ngo alliance coalition "
    "movement union institute association militia outlet journal publisher bloc consortium "
    "conglomerate corporation giant bank airline league front".split()
)
_BRACKETED = ("(K)", "(C)", "(F)")
_ALIAS_CUES = ("known as", "nicknamed", "nom de guerre", "alias", "called", "born")


@dataclass(slots=True)
class Passage:
    """A passage as read: tokens before and after bodies are collapsed, bodies, possible names."""

    row: Row
    raw: Tokens  # before bodies are collapsed
    bodies: list[Body]
    tokens: Tokens
    names: list[Name]
    headline: bool
    acronyms: set[tuple[int, int]] = field(default_factory=set)


class Document:
    """Evidence from all passages of a document: its acronyms, bodies, persons and parties."""

    def __init__(self, passages: list[Row], articles: list[Row], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.post_of = {str(a["article_id"]): str(a["post_id"]) for a in articles}
        text = "\n".join(level(str(p["text"])) for p in passages)
        self.tokenise = Tokeniser(lexicon, frozenset(_LOWER_WORDS.findall(text)))
        self.acronyms: set[str] = set()
        self.redefined: set[str] = set()  # folded names that mean another body than elsewhere
        known = self._defined_bodies(passages)
        self.passages = [self._read(row) for row in passages]
        self._adjacent_acronyms()
        self._unclaimed()
        known |= self._described_bodies() | self._lower_variants()
        self._reread(
            known, {level(str(a["publisher"])).split(", ")[0] for a in articles if a["publisher"]}
        )
        self.persons = self._confirmed_persons()
        self.parties = self._party_words()

    # Reading -----------------------------------------------------------------------------

    def _read(self, row: Row) -> Passage:
        raw = self.tokenise(str(row["text"]))
        bodies = self._with_acronyms(raw, find_bodies(raw, self.lexicon))
        return self._passage(row, raw, bodies)

    def _passage(self, row: Row, raw: Tokens, bodies: list[Body]) -> Passage:
        tokens = collapse(raw, bodies, self.lexicon, self.redefined)
        headline = row["kind"] in _HEADLINES
        return Passage(
            row, raw, bodies, tokens, find_names(tokens, self.lexicon, headline=headline), headline
        )

    def _with_acronyms(self, tokens: Tokens, bodies: list[Body]) -> list[Body]:
        """Acronyms that the document defines count as bodies wherever they stand, others where
        they stand as a body does ("the FARC said")."""
        extra = [
            Body(k, k + 1)
            for k, label in enumerate(tokens.labels)
            if (label in "KCF" and tokens.word(k) in self.acronyms)
            or (label in "KCF" and _stands_as_body(tokens, k))
        ]
        return _merge(bodies, extra)

    def _adjacent_acronyms(self) -> None:
        """ "Korea International Cooperation Agency (KOICA)": initials need not fit exactly."""
        for passage in self.passages:
            tokens = passage.raw
            for body in passage.bodies:
                bracket = tokens.labels[body.last : body.last + 3]
                if bracket in _BRACKETED and body.last - body.first > 1:
                    word = tokens.word(body.last + 1)
                    if word.isupper() and word.lower() not in words.NOT_BODY_ACRONYMS:
                        self.acronyms.add(word)

    def _defined_bodies(self, passages: list[Row]) -> set[str]:
        """Long forms and glosses of acronyms; also fills `acronyms`."""
        known: set[str] = set()
        countries = self.lexicon.demonyms
        for row in passages:
            text = level(str(row["text"]))
            if "(" not in text:
                continue
            for found in definitions(text):
                long = text[found.long_start : found.long_end]
                last = long.split()[-1].lower().strip(",.")
                if (
                    folded(long) in countries
                    or folded(found.acronym) in countries
                    or last in words.NOT_BODY_HEADS
                    or last in self.lexicon.offices
                    or long.lower() in self.lexicon.offices
                    or (last.endswith("s") and found.acronym.endswith("s"))
                    or "," in long
                ):
                    continue
                self.acronyms.add(found.acronym)
                forms = self.lexicon.forms
                if not set(forms.get(folded(long), ())) & set(forms.get(folded(found.acronym), ())):
                    self.redefined.add(folded(found.acronym))
                known.add(long)
                if found.gloss_end > found.gloss_start:
                    known.add(text[found.gloss_start : found.gloss_end])
        return known

    def _unclaimed(self) -> None:
        """A general name ("Chamber of Deputies") is not the listed body's in a text that names
        neither its country nor a place there."""
        named = {
            entry.key
            for passage in self.passages
            for entry in passage.raw.entries.values()
            if entry.kind in ("country", "demonym", "place")
        }
        self.redefined |= {
            form for form, country in self.lexicon.general.items() if country not in named
        }
        for index, passage in enumerate(self.passages):
            if any(
                body.last - body.first == 1
                and folded(passage.raw.word(body.first)) in self.redefined
                for body in passage.bodies
            ):
                self.passages[index] = self._passage(passage.row, passage.raw, passage.bodies)

    def _described_bodies(self) -> set[str]:
        """ "the newspaper Nhan Dan", "Te Kuaka, an organisation advocating …"."""
        known = set()
        for passage in self.passages:
            for name in passage.names:
                if _is_described(passage.tokens, name):
                    tokens, first = passage.tokens, name.first
                    first -= first > 0 and tokens.word(first - 1) == "The"
                    last = name.last + (tokens.labels[name.last : name.last + 1] == "K")
                    known.add(tokens.span_text(first, last))
        return known

    def _lower_variants(self) -> set[str]:
        """Long names that the text repeats in lower case without their countries."""
        known = set()
        for passage in self.passages:
            for body in passage.bodies:
                labels = passage.raw.labels[body.first : body.last]
                if re.match(r"[ND]-[ND]", labels) and body.last - body.first > 5:
                    known.add(passage.raw.span_text(body.first + 3, body.last).lower())
        return known

    def _reread(self, known: set[str], publishers: set[str]) -> None:
        """Read again the passages in which newly known bodies or the articles' publishers stand."""
        forms = sorted(known | publishers)
        gazetteer = Gazetteer({form: form for form in forms}) if forms else None
        for index, passage in enumerate(self.passages):
            hits = gazetteer.find(passage.raw.text) if gazetteer else []
            extra = [
                body
                for hit in hits
                if (body := _body_at(passage.raw, hit.start, hit.end))
                and (
                    hit.value in known
                    or _names_publisher(passage, hit.start, hit.end, self.lexicon)
                )
            ]
            merged = _merge(self._with_acronyms(passage.raw, passage.bodies), extra)
            if merged != passage.bodies:
                self.passages[index] = self._passage(passage.row, passage.raw, merged)

    # Deciding ----------------------------------------------------------------------------

    def _confirmed_persons(self) -> dict[str, float]:
        """Folded full forms that somewhere have evidence enough, with their score."""
        best: dict[str, float] = {}
        count: defaultdict[str, int] = defaultdict(int)
        never: set[str] = set()
        for passage in self.passages:
            for name in passage.names:
                if not set("CFAPNK") & set(passage.tokens.labels[name.first : name.last]):
                    continue
                key = folded(passage.tokens.span_text(name.first, name.last))
                bare = name.before is None and name.after is None and name.honorific is None
                if name.size == 1 and (bare or name.score < THRESHOLD):
                    key_score = self._single_score(passage, name)
                else:
                    key_score = name.score
                if bare and name.size == 1 and _determined(passage.tokens, name.first):
                    never.add(key)  # "the License"
                count[key] += 1
                best[key] = max(best.get(key, -9.0), key_score)
        return {
            key: score
            for key, score in best.items()
            if key not in never
            and score + min(count[key] - 1, 3) * (0.25 if " " in key else 0.5) >= THRESHOLD
        }

    def _single_score(self, passage: Passage, name: Name) -> float:
        """A name of one word needs a speech verb or an alias cue, again and again."""
        tokens = passage.tokens
        if tokens.labels[name.first] not in "CF" or passage.headline:
            return -1.0
        if name.score >= THRESHOLD and "." in tokens.word(name.first):
            return name.score
        if tokens.labels[name.first] == "F" and name.score >= THRESHOLD:
            return name.score if tokens.labels[name.first - 1 : name.first] in ("l", "v") else 1.5
        before = tokens.text[max(0, tokens.starts[name.first] - 20) : tokens.starts[name.first]]
        if before.rstrip().lower().endswith(_ALIAS_CUES):
            return 3.0
        return min(name.score, 1.5) if name.score >= 1.5 else -1.0

    def _party_words(self) -> dict[str, str]:
        """ "Labour" for "Labour Party": the word alone, where a party of that name is written."""
        found = {}
        for passage in self.passages:
            for body in passage.bodies:
                name = passage.raw.span_text(body.first, body.last)
                words_of = name.split(" of ")[0].split()
                if words_of[-1] == "Party" and len(words_of) > 1:
                    word = words_of[-2]
                    if folded(word) not in self.lexicon.demonyms and "'" not in word:
                        found[word] = name
        return found


def _names_publisher(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """A publisher of one word ("Searchlight") is its name only in a source line or in brackets."""
    text = passage.raw.text
    if text[start:end].split()[0].lower() in lexicon.offices:
        return False  # "Spokesperson of the Ministry": a publisher's line that names an office
    return (
        " " in text[start:end]
        or passage.row["kind"] == "attribution"
        or text[max(0, start - 1) : start] in ("(", "/", "[")
    )


def _determined(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens.word(index - 1).lower() in ("the", "a", "an", "this")


def _is_described(tokens: Tokens, name: Name) -> bool:
    if name.before is not None or name.honorific is not None:
        return False
    if name.first and tokens.word(name.first - 1) in _DESCRIBERS:
        # "the ruling SWAPO party" + "Hage Geingob": the describer belongs to the body before it.
        return tokens.labels[name.first - 2 : name.first - 1] not in ("G", "K")
    if name.first > 1 and tokens.word(name.first - 1) == "The":
        return tokens.word(name.first - 2) in _DESCRIBERS
    last = name.last + (tokens.labels[name.last : name.last + 1] == "K")
    if tokens.labels[last : last + 2] not in (",t", ",x"):
        return False
    if tokens.word(last + 1) not in ("a", "an", "another"):
        return False
    for k in range(last + 2, min(last + 9, len(tokens.labels))):
        if tokens.labels[k] in ",.f;:v":
            return False
        if tokens.word(k) in _DESCRIBERS and tokens.labels[k + 1 : k + 2] not in ("o", "h"):
            return True
    return False


def _stands_as_body(tokens: Tokens, index: int) -> bool:
    """An unknown acronym that stands where the name of a body stands."""
    word = tokens.word(index)
    if not word.isupper() or not 3 <= len(word) <= 7 or word.lower() in words.NOT_BODY_ACRONYMS:
        return False
    if tokens.labels[index + 1 : index + 2] == "o" and tokens.labels[index] == "K":
        return True  # "UNM leader Rui Tavares"
    if tokens.labels[index - 1 : index] != "t" or tokens.word(index - 1) not in ("the", "The"):
        return False
    return tokens.labels[index + 1 : index + 2] in ("v", "s", "l", ".", ",", ")", "")


def _body_at(tokens: Tokens, start: int, end: int) -> Body | None:
    """The body whose tokens cover exactly [start, end), None when tokens do not fit."""
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.ends, end) + 1
    if first >= len(tokens.starts) or last > len(tokens.ends):
        return None
    if tokens.starts[first] != start or tokens.ends[last - 1] != end:
        return None
    return Body(first, last)


def _merge(bodies: list[Body], extra: list[Body]) -> list[Body]:
    """Both lists without overlap: longer bodies win, then those already known."""
    ranked = sorted(
        [(b.first - b.last, 0, b) for b in bodies] + [(b.first - b.last, 1, b) for b in extra]
    )
    taken: set[int] = set()
    kept = []
    for _, _, body in ranked:
        cells = range(body.first, body.last)
        if not taken.intersection(cells):
            taken.update(cells)
            kept.append(body)
    return sorted(kept)
