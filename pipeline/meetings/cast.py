"""The cast of an article: everybody it names, with offices, country, gender, and where.

A reference ("the Minister", "she", "the Lao guest") means one of the cast: who fits by office,
country and gender, and of those the one whom the text is telling of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.meetings import offices
from pipeline.meetings.corpus import Article, Mention, Sentence
from pipeline.meetings.slots import PERSON, Slotted

_PEOPLE = re.compile(r"[\ue000-\ue0ff\ue200-\ue3ff]")
NOT_SUBJECT = re.compile(
    r"\b(?:with|by|to|of|for|from|in|between|among|alongside|than|like|under|against|on|at|"
    r"about|without|toward|towards|behalf of|and|via|through|told|asked|thanked|"
    r"congratulated|praised|including)\s*$",
    re.I,
)
# "greetings from the President X": an article parts the preposition from the name.
_BEHIND_ARTICLE = re.compile(
    r"\b(?:with|by|to|of|for|from|in|between|among|alongside|under|against|towards?|behalf of)"
    r" (?:the|his|her|its|their) $",
    re.I,
)
# "President X thanked Y": what stands right behind a verb is its object.
OBJECT = re.compile(
    r"\b(?:met|meets|received|receives|welcomed|thanked|told|praised|hosted|invited|visited|saw|"
    r"joined|urged|assured|congratulated|briefed|accompanied by|called on|informed|receiving|"
    r"meeting|welcoming|hosting)\s*(?:the )?$",
    re.I,
)
_JOINED = re.compile(rf"{_PEOPLE.pattern}(?:,? and |, )(?:the )?$")
_MALE = re.compile(
    r"\b(?:Mr|Sir|King|Prince|Lord|Sheikh|Shaikh|Baron|Emir|Amir|Sultan|Pope|Cardinal|Archbishop|"
    r"Father|Imam|Ayatollah|Duke|[a-z]*(?i:chairman|statesman|congressman|spokesman|businessman)"
    r"|(?i:his excellency|his majesty|his (?:royal )?highness))\b"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Mme|Madame?|Queen|Princess|Lady|Dame|Sheikha|Shaikha|Baroness|Duchess|Begum|"
    r"(?i:chairwoman|spokeswoman|congresswoman|businesswoman|stateswoman)"
    r"|(?i:her excellency|her majesty|her (?:royal )?highness))\b"
)
# "X was elected chairman of the commission", "X is the new ambassador": offices as predicates
_BECAME = re.compile(
    rf"(?P<who>{_PEOPLE.pattern})(?:,[^,;.]{{1,60}},)? (?:(?:was|has been|had been|is|being) "
    r"(?:(?:re-?)?(?:elected|appointed|named|nominated|inaugurated|sworn in|confirmed)(?: as)?"
    r"|(?=the |an? ))|became|becomes|has become|serves as|served as)(?: the| an?)? "
    r"(?=[\w-])"
)
_CHANGE = re.compile(r" (?:was|been|being|became|becomes?|serve[sd]) ")
_UNTIL = re.compile(r"[^,;.\ue000-\ue0ff]*")
_ADDRESS = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Hon|H\.E|Sheikh|Comrade)\b\.? ?")
_ENVOY = re.compile(r"\b(?:ambassador|amb)\b", re.I)
_ACCREDITED = re.compile(r"\bambassador,? (?:[a-z]+ ){0,4}(?:to|of|in|at)\b", re.I)
_OTHER_DUTY = re.compile(
    r"\b(?:minister|secretary|director|president|chair\w*|head|chief|commissioner|adviser)\b", re.I
)
FAR = 60  # sentences back in which an office holder may have been named
AHEAD = 8  # persons named next among whom a reference before them finds its holder
TITLE = -1  # the order of what stands in the title


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where somebody is named: sentence by order, position, and how it is told."""

    order: int
    start: int
    mention: Mention
    phrase: str
    told: bool


@dataclass(slots=True)
class Figure:
    """One person of the cast."""

    actor_id: str
    country: str | None
    namings: list[Naming] = field(default_factory=list)
    described: set[str] = field(default_factory=set)

    def stated(self) -> list[str]:
        """Offices as the text states them, beside the name or elsewhere."""
        return [*dict.fromkeys(n.phrase for n in self.namings), *sorted(self.described)]

    def bare(self) -> bool:
        """Whether nothing but a style stands beside the name."""
        return all(
            n.mention.title is None
            and len(_ADDRESS.sub("", n.phrase)) <= len(n.mention.surface) + 1
            for n in self.namings
        )

    def fit(self, role: str) -> int:
        """How well the person holds the office: 3 plainly, 2 or 1 less so, 0 not."""
        stated = self.stated()
        best = max((offices.fit(words, role) for words in stated), default=0)
        if not best or not _ENVOY.search(role) or any(map(_ACCREDITED.search, stated)):
            return best
        # "the Minister, Ambassador X": a rank of the service, not the present office
        return 1 if any(map(_OTHER_DUTY.search, stated)) else best


class Cast:
    """The persons of one article in the order of their first naming."""

    def __init__(
        self,
        article: Article,
        slotted: Callable[[Sentence], Slotted],
        country: Callable[[Mention], str | None],
        stated: Callable[[str], str | None],
    ) -> None:
        self.article = article
        self._slotted = slotted
        self._country = country
        self._stated = stated
        self.figures: dict[str, Figure] = {}
        self._orders: dict[Sentence, int] = {}
        self._genders: dict[str, str | None] | None = None
        self._read()

    def _read(self) -> None:
        for passage in self.article.passages:
            if passage.kind not in ("title", "paragraph"):
                continue
            for sentence in passage.sentences:
                order = TITLE
                if passage.kind == "paragraph":
                    order = self._orders[sentence] = len(self._orders)
                if any(m.kind == "person" for m in sentence.mentions):
                    self._sentence(sentence, order)

    def _sentence(self, sentence: Sentence, order: int) -> None:
        view = self._slotted(sentence)
        told = True
        for match in _PEOPLE.finditer(view.text):
            slot = view.slots[match[0]]
            before = view.text[: match.start()]
            if not _JOINED.search(before):  # "A and B": told as the one before
                told = order == TITLE or not (
                    NOT_SUBJECT.search(before)
                    or _BEHIND_ARTICLE.search(before)
                    or OBJECT.search(before)
                )
            for inner in slot.heads or (slot,):
                mention = inner.mention
                if inner.kind != PERSON or mention is None or not mention.actor_id:
                    continue
                phrase = f"{sentence.text[inner.start : inner.end]} {mention.title or ''}"
                figure = self.figures.get(mention.actor_id)
                if figure is None:
                    figure = Figure(mention.actor_id, self._country(mention))
                    self.figures[mention.actor_id] = figure
                if order == TITLE and self._stated(phrase) not in (None, figure.country):
                    phrase = mention.surface  # "Kovač, ambassador of Peru talk trade"
                figure.namings.append(Naming(order, inner.start, mention, phrase, told))
        if " is " in view.text or _CHANGE.search(view.text):
            self._predicates(view)

    def _predicates(self, view: Slotted) -> None:
        for match in _BECAME.finditer(view.text):
            mention = view.slots[match["who"]].mention
            end = _UNTIL.match(view.text, match.end())
            if mention is None or mention.actor_id not in self.figures or end is None or not end[0]:
                continue
            start, stop = view.source(match.end(), end.end())
            self.figures[mention.actor_id].described.add(view.sentence.text[start:stop])

    def order(self, sentence: Sentence) -> int:
        """The place of a sentence in the article; that of the title for one outside the text."""
        return self._orders.get(sentence, TITLE)

    def before(self, sentence: Sentence, position: int) -> Iterator[tuple[Figure, list[Naming]]]:
        """Persons with their namings before the position, those of the title included."""
        here = self.order(sentence)
        for figure in self.figures.values():
            known = [
                n
                for n in figure.namings
                if n.order == TITLE
                or here - FAR <= n.order < here
                or (n.order == here and n.start < position)
            ]
            if here == TITLE:
                known = [n for n in figure.namings if n.order == TITLE]
            if known:
                yield figure, known

    def ahead(self, sentence: Sentence, position: int) -> list[tuple[Figure, Naming]]:
        """The persons named next behind the position, one entry for each naming."""
        here = self.order(sentence)
        found = [
            (figure, n)
            for figure in self.figures.values()
            for n in figure.namings
            if n.order > here or (n.order == here and n.start >= position)
        ]
        return sorted(found, key=lambda item: (item[1].order, item[1].start))[:AHEAD]

    def protagonists(self) -> frozenset[str]:
        """Whom the article is about: those told of first in the text, or in the title."""
        told = [
            (n.order == TITLE, n.order, figure.actor_id)
            for figure in self.figures.values()
            for n in figure.namings
            if n.told and n.order <= 1
        ]
        first = min((item[:2] for item in told), default=None)
        return frozenset(actor_id for *place, actor_id in told if tuple(place) == first)

    def gender(self, actor_id: str) -> str | None:
        """ "m" or "f" where a title tells it, None where none does or they differ."""
        if self._genders is None:
            self._genders = {key: _gender(figure) for key, figure in self.figures.items()}
        return self._genders.get(actor_id)


def _gender(figure: Figure) -> str | None:
    male = female = False
    for naming in figure.namings:
        before = naming.phrase.split(naming.mention.surface)[0]
        male = male or _MALE.search(before) is not None
        female = female or _FEMALE.search(before) is not None
    return None if male == female else "m" if male else "f"
