"""Who says "I": the person quoted, the author, or whose text the post announces."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.meetings.corpus import Article, Passage, Sentence
from pipeline.meetings.party import Party
from pipeline.meetings.slots import P
from pipeline.text import fold

if TYPE_CHECKING:
    from pipeline.meetings.references import References

# "told reporters in Colombo: \"I met …"
_OPENS_QUOTATION = re.compile(
    r"(?:said|told|noted|added|recalled)\b[^\"\u201c]{0,60}[:,] ?[\"\u201c]"
)

_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]*(?:[\"\u201d]|$)|^[^\"\u201c\u201d]*\u201d")
_VERB = r"(?:said|says|told|added|noted|recalled|wrote|writes|explained|stated)"
_SAYS = re.compile(rf"(?P<before>{P}),? (?:also )?{_VERB}\b|\b{_VERB} (?P<after>{P})")

_QUOTED_OVER = 12  # sentences back in which the speaker of a quotation may be named
_ANY_LABEL = re.compile(r"\s*[A-Z][\w .'-]{1,40}:\s")


class Speakers:
    """The first person of the articles of one document."""

    def __init__(self, references: References) -> None:
        self.references = references
        self._by_name: dict[str, str] | None = None

    def of(self, sentence: Sentence) -> Party | None:
        """Who says "I": the person quoted, the author, or whose text the post announces."""
        article = sentence.passage.article
        text = sentence.passage.text
        label = self._label(sentence.passage)
        if label is not None:
            return label
        before = text[: sentence.start - sentence.passage.start + 2]
        quoted = (
            text.lstrip().startswith(("\u201c", '"', "\u2018", "'"))
            or "\u201c" in before
            or _OPENS_QUOTATION.search(sentence.text) is not None
        )
        if quoted:
            by_verb = self._by_verb(sentence)
            if by_verb is not None:
                return by_verb
            said = self.references.subject(
                self.references.slotted(sentence), sentence, None, frozenset()
            )
            if said is not None and re.search(
                r"\b(?:said|says|writes|wrote|told|added|noted)\b", sentence.text
            ):
                return said
            found = self._goes_on(sentence) or self.references.topic(sentence)
            if found is not None:
                return found
        labelled = self._labelled(sentence)
        if labelled is not None:
            return labelled
        named = [
            m
            for p in article.passages
            if p.kind == "attribution"
            for m in p.mentions
            if m.kind == "person" and m.actor_id
        ]
        if len({m.actor_id for m in named}) == 1:
            return self.references.party(named[0], "principal", named[0].title)
        if article.author:
            actor_id = self._names().get(fold(article.author))
            if actor_id:
                actor = self.references.actors[actor_id]
                return Party(actor_id, actor.kind, "principal", None, actor.country)
        return self._announced(article)

    def _by_verb(self, sentence: Sentence) -> Party | None:
        """ "…," said X; X told reporters: "…": the person at the verb of saying, outside the words
        quoted."""
        view = self.references.slotted(sentence)
        outside = _QUOTED.sub(lambda match: " " * len(match[0]), view.text)
        match = _SAYS.search(outside)
        slot = view.slots.get(match["before"] or match["after"]) if match else None
        if slot is None or slot.mention is None or slot.mention.actor_id is None:
            return None
        return self.references.party(slot.mention, "principal", slot.title)

    def _goes_on(self, sentence: Sentence) -> Party | None:
        """A quotation that goes on over paragraphs: whose words the one before it was."""
        earlier = sentence.passage.article.sentences_before(sentence)
        return next(filter(None, map(self._by_verb, islice(earlier, _QUOTED_OVER))), None)

    def _labelled(self, sentence: Sentence) -> Party | None:
        """Whose paragraph of a transcript it is that has no label of its own."""
        passage = sentence.passage
        for earlier in reversed(passage.article.passages[: passage.index]):
            if earlier.kind != "paragraph":
                return None
            label = self._label(earlier)
            if label is not None or _ANY_LABEL.match(earlier.level):
                return label
        return None

    def _label(self, passage: Passage) -> Party | None:
        """A transcript's "Minister X: I met …": the speaker named before the colon."""
        for mention in passage.mentions[:1]:
            before = passage.level[: mention.start - passage.start]
            after = passage.level[mention.end - passage.start :]
            if (
                mention.kind == "person"
                and mention.actor_id
                and len(before) < 40
                and re.match(r"(?: \([^()]*\))?:\s", after)
            ):
                return self.references.party(mention, "principal", mention.title)
        return None

    def _names(self) -> dict[str, str]:
        if self._by_name is None:
            self._by_name = {
                fold(a.name): a.actor_id
                for a in self.references.actors.values()
                if a.kind == "person"
            }
        return self._by_name

    def _announced(self, article: Article) -> Party | None:
        """ "full text of X's article", "the speech by X", or a title that begins "X:"."""
        for other in self.references.articles:
            if other.post_id != article.post_id:
                continue
            for passage in other.passages:
                if passage.kind not in ("attribution", "title") and not (
                    passage.kind == "paragraph"
                    and other is not article
                    and passage is other.passages[-1]
                ):
                    continue
                for mention in passage.mentions:
                    if mention.kind != "person" or mention.actor_id is None:
                        continue
                    before = passage.level[
                        max(0, mention.start - passage.start - 40) : mention.start - passage.start
                    ]
                    after = passage.level[mention.end - passage.start :][:40]
                    if (
                        re.match(
                            r"'s?\s+(?:\w+\s){0,2}(?:article|speech|remarks|address|statement|"
                            r"letter|lecture)",
                            after,
                        )
                        or re.search(
                            r"(?i:article|speech|remarks|address|statement|lecture)s?\s(?:by|of|"
                            r"from|delivered by)\s(?:(?:H\.?E\.?|[A-Z]\w+|of|for|and|the)\s)*$",
                            before,
                        )
                        or (
                            passage.kind == "title"
                            and mention.start == passage.start
                            and after.startswith(":")
                        )
                    ):
                        return self.references.party(mention, "principal", None)
        return None
