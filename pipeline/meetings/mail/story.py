"""What an article has told of a message so far, for the sentences behind it.

"In his cable, A wished B …" goes on telling of a message; "A has sent a similar cable" and lists
of senders tell of further ones to the same recipient.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dates import DateSpan
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.mail import words
from pipeline.meetings.references import Party


@dataclass(eq=False)
class Sending:
    """One report of one directed message."""

    sentence: Sentence
    kind: str
    sender: Party
    recipient: Party
    span: DateSpan | None
    occasion: str | None
    anchor: DateSpan | None

    @property
    def article(self) -> Article:
        return self.sentence.passage.article


@dataclass
class Told:
    """The messages that an article told last: to whom, of what kind, on what occasion.

    `sendings` is empty where the sentence names no sender ("leaders of the world have sent …");
    with `listing`, the lines below name the senders.
    """

    recipients: Sequence[Party] = ()
    sendings: Sequence[Sending] = ()
    kind: str = "letter"
    occasion: str | None = None
    span: DateSpan | None = None
    listing: bool = False

    @classmethod
    def of(cls, sendings: Sequence[Sending]) -> Told:
        """What is known behind a sentence that told of the messages."""
        last = sendings[-1]
        recipients = {s.recipient.actor_id: s.recipient for s in sendings}
        return cls(list(recipients.values()), sendings, last.kind, last.occasion, last.span)

    def further(self, people: Sequence[Party]) -> list[Party]:
        """Those of the people who can be further senders."""
        known = {p.actor_id for p in self.recipients}
        known |= {s.sender.actor_id for s in self.sendings}
        return [p for p in people if p.actor_id not in known]

    def add(self, kind: str, occasion: str | None) -> None:
        """A later sentence's words about the same messages."""
        for sending in self.sendings:
            sending.occasion = sending.occasion or occasion
            if sending.kind == "letter":
                sending.kind = kind


# "In his cable, …", "The message extended …", "A, in his message, wrote …"
CONTINUES = re.compile(
    rf"^(?:in|through|with) (?:the|his|her|their|this|that) (?:[\w'-]+"
    rf" ){{0,3}}?{words.PAPER_NOUN}\b"
    rf"|^(?:the|his|her|their|this) (?:[\w'-]+ ){{0,2}}?{words.PAPER_NOUN}\b"
    rf"|^[^;.]{{0,60}}? in (?:the|his|her) (?:[\w'-]+ ){{0,3}}?{words.PAPER_NOUN}\b",
    re.I,
)
_FINITE = re.compile(r"\b(?:is|was|were|has|have|had|will|said|[a-z]{3,}ed)\b")
_LINE = 200  # characters of a line that names one sender


def is_line(text: str) -> bool:
    """Whether a passage can be an entry of a list of senders."""
    return len(text) <= _LINE and ":" not in text and _FINITE.search(text) is None
