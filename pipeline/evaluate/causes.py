"""At which step a gold meeting was lost: what to look at first when meetings are missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.evaluate.dataset import Dataset, Line
from pipeline.evaluate.encounters import GoldMeeting, PredictedMeeting
from pipeline.evaluate.gold import People
from pipeline.evaluate.mentions import Mention, gold_mentions, predicted_mentions


class Causes:
    """Answers for one gold set; built once, because it reads all mentions and rejections."""

    def __init__(
        self, data: Dataset, people: People, predicted: Sequence[PredictedMeeting]
    ) -> None:
        self._people = people
        gold = gold_mentions(data)
        self._found = {mention.key for mention in predicted_mentions(data, gold)}
        self._named: dict[Line, list[Mention]] = defaultdict(list)
        for mention in gold:
            line = data.paragraph((mention.document, mention.line))
            self._named[line].append(mention)
        self._rejected: dict[Line, list[str]] = defaultdict(list)
        for row in data.rows("rejected_events"):
            page = data.page_of(row["document_id"])
            if page is not None:
                line = data.paragraph((page.name, page.line_at(row["char_start"])))
                self._rejected[line].append(f"{row['reason']} ({row['trigger']})")
        self._rows: dict[Line, list[PredictedMeeting]] = defaultdict(list)
        for meeting in predicted:
            for line in meeting.lines:
                self._rows[line].append(meeting)

    def of(self, event: GoldMeeting) -> str:
        """The first step that fails: names, participants of a row, rejection, no candidate."""
        lines = sorted(event.lines)
        unnamed = [p.name for p in event.participants if not self._is_found(p.name, lines)]
        if self._named and len(event.participants) - len(unnamed) < event.needed:
            return f"not named or name not found there: {', '.join(unnamed)}"
        rows = {id(row): row.label for line in lines for row in self._rows[line]}
        if rows:
            return f"other participants or date: {'; '.join(rows.values())}"
        rejected = [reason for line in lines for reason in self._rejected[line]]
        if rejected:
            return f"rejected: {', '.join(rejected)}"
        return "no candidate"

    def _is_found(self, name: str, lines: Sequence[Line]) -> bool:
        actor = self._people.find(name)
        return any(
            mention.actor == actor and mention.key in self._found
            for line in lines
            for mention in self._named[line]
        )
