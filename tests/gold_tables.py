"""Gold annotation turned into the tables that a perfect pipeline would make of it.

Lets a later step be developed and tested on flawless input of the steps before it, and shows that
`readouts evaluate` gives full marks to a perfect result:

    tables = gold_tables(read_gold(Path("tests/gold")), Path("seeds"))
    tables["parsed_passages"], tables["resolved_mentions"], tables["actors"]
"""

from __future__ import annotations

import calendar
import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.evaluate.gold import Gold, People, Row
from pipeline.tables import build
from pipeline.text import slug, words

Key = tuple[str, str]  # (document, id within its gold file)

_KINDS = {"post_title": "title", "reprint_title": "title"}


class _Text:
    """One document's text with the offsets of its lines."""

    def __init__(self, seeds: Path, name: str) -> None:
        data = (seeds / name).read_bytes()
        self.name = name
        self.data = data
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.id = self.sha256[:12]
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def span(self, line: int) -> tuple[int, int]:
        """Characters of a line without surrounding blanks."""
        content = self.lines[line - 1]
        start = self.starts[line - 1] + len(content) - len(content.lstrip())
        return start, start + len(content.strip())


def day_span(value: str | None, end: str | None = None) -> tuple[date | None, date | None, Any]:
    """First day, last day and precision of a gold date such as "2023-12" (and of a range)."""
    if value is None:
        return None, None, None
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    if not month:
        start, last, precision = date(year, 1, 1), date(year, 12, 31), "year"
    elif not day:
        days = calendar.monthrange(year, month)[1]
        start, last, precision = date(year, month, 1), date(year, month, days), "month"
    else:
        start = last = date(year, month, day)
        precision = "day"
    if end is not None:
        last = day_span(end)[1]  # type: ignore[assignment]
    return start, last, precision


def gold_tables(gold: Gold, seeds: Path) -> dict[str, pa.Table]:
    """All tables that follow from one gold set; `seeds` holds its documents."""
    return _Builder(gold, seeds).tables()


class _Builder:
    def __init__(self, gold: Gold, seeds: Path) -> None:
        self.gold = gold
        self.people = People(gold.of("actors"))
        self.texts = {name: _Text(seeds, name) for name in gold.documents}
        self.articles: list[Row] = []
        self.passages: list[Row] = []
        self.passage_of: dict[tuple[str, int], Row] = {}
        self.actor_rows: dict[str, Row] = {}
        self.actor_ids: dict[str, str] = {}
        self._read_passages()
        self._read_articles()
        self._read_actors()

    # -- articles and passages -------------------------------------------------------------

    def _article_id(self, document: str, article: str) -> str:
        return f"{self.texts[document].id}-{article}"

    def _read_passages(self) -> None:
        closes = {
            (row["document"], row["attribution_line"]): row["article"]
            for row in self.gold.of("articles")
            if row.get("attribution_line") is not None
        }
        article, open_document = "", ""
        positions: Counter[str] = Counter()
        first = {row["document"]: row["article"] for row in reversed(self.gold.of("articles"))}
        for row in sorted(self.gold.of("lines"), key=lambda r: (r["document"], r["line"])):
            document, line = row["document"], row["line"]
            text = self.texts[document]
            if document != open_document:
                article, open_document = first[document], document
            # Attributions and notices are passages of the article that they close.
            article = row["article"] or closes.get((document, line), article)
            start, end = text.span(line)
            if row.get("continues"):
                passage = self.passages[-1]
                passage["char_end"] = end
            else:
                passage = {
                    "passage_id": f"{text.id}:{start}",
                    "document_id": text.id,
                    "article_id": self._article_id(document, article),
                    "position": positions[document],
                    "kind": _KINDS.get(row["kind"], row["kind"]),
                    "char_start": start,
                    "char_end": end,
                }
                positions[document] += 1
                self.passages.append(passage)
            passage["text"] = text.text[passage["char_start"] : end]
            passage["n_words"] = len(words(passage["text"]))
            self.passage_of[document, line] = passage

    def _read_articles(self) -> None:
        positions: Counter[str] = Counter()
        openers: dict[Key, str] = {}
        for row in sorted(self.gold.of("articles"), key=lambda r: (r["document"], r["first_line"])):
            document = row["document"]
            article_id = self._article_id(document, row["article"])
            own = [p for p in self.passages if p["article_id"] == article_id]
            start, _, precision = day_span(row["date"])
            basis = row.get("date_basis") or ""
            source = "dateline" if basis.startswith("dateline") else "text"
            publisher = row["publisher"]
            self.articles.append(
                {
                    "article_id": article_id,
                    "document_id": self.texts[document].id,
                    "post_id": openers.setdefault((document, row["post"]), article_id),
                    "kind": row["kind"],
                    "position": positions[document],
                    "title": row["title"],
                    "publisher": publisher,
                    "publisher_id": slug(publisher) if publisher else None,
                    "author": row.get("author"),
                    "dateline_place": row.get("dateline_place"),
                    "date": start,
                    "date_precision": precision,
                    "date_source": source if start else None,
                    "is_truncated": row["is_truncated"],
                    "char_start": min(p["char_start"] for p in own),
                    "char_end": max(p["char_end"] for p in own),
                }
            )
            positions[document] += 1

    # -- actors and mentions ---------------------------------------------------------------

    def _read_actors(self) -> None:
        for row in self.gold.of("actors"):
            if row["actor"] in self.actor_ids:  # told again for another document
                continue
            actor_id = slug(row["name"])
            if actor_id in self.actor_rows:
                actor_id = f"{actor_id}-{slug(row['actor'])}"
            self.actor_ids[row["actor"]] = actor_id
            self._add_actor(actor_id, row["kind"], row["name"], row.get("country"))
        for article in self.articles:
            if article["publisher_id"] and article["publisher_id"] not in self.actor_rows:
                name = article["publisher"]
                self._add_actor(article["publisher_id"], "organisation", name, None)

    def _add_actor(self, actor_id: str, kind: str, name: str, country: str | None) -> None:
        self.actor_rows[actor_id] = {
            "actor_id": actor_id,
            "kind": kind,
            "name": name,
            "country": country,
            "n_mentions": 0,
            "n_articles": 0,
            "n_meetings": 0,
            "first_date": None,
            "last_date": None,
        }

    def is_actor(self, name: str) -> bool:
        """A group without a name is no actor."""
        return name in self.people

    def actor_id(self, name: str) -> str:
        """The actor of that name."""
        return self.actor_ids[self.people.find(name) or ""]

    def _mentions(self) -> Iterator[Row]:
        for row in self.gold.of("mentions"):
            text = self.texts[row["document"]]
            passage = self.passage_of[row["document"], row["line"]]
            actor = self.actor_rows[self.actor_ids[row["actor"]]]
            start = text.starts[row["line"] - 1] + row["start"]
            end = text.starts[row["line"] - 1] + row["end"]
            assert text.text[start:end] == row["surface"], f"gold mention does not stand: {row}"
            actor["n_mentions"] += 1
            yield {
                "document_id": text.id,
                "passage_id": passage["passage_id"],
                "article_id": passage["article_id"],
                "char_start": start,
                "char_end": end,
                "surface": row["surface"],
                "actor_id": actor["actor_id"],
                "kind": actor["kind"],
                "title": None,
                "country": actor["country"],
                "phrase_start": start,
                "phrase_end": end,
            }

    # -- reuse and events ------------------------------------------------------------------

    def _reuse(self) -> Iterator[Row]:
        for row in self.gold.of("reuse"):
            # The reprint's passage is the original.
            first = self.passage_of[row["document"], row["a_line"]]
            second = self.passage_of[row["document"], row["b_line"]]
            source, target = sorted((first, second), key=lambda p: -p["char_start"])
            yield {
                "source_passage_id": source["passage_id"],
                "source_start": source["char_start"],
                "source_end": source["char_end"],
                "target_passage_id": target["passage_id"],
                "target_start": target["char_start"],
                "target_end": target["char_end"],
                "degree": row["degree"],
                "similarity": 100.0,
                "n_words": target["n_words"],
            }

    def _sources(self, events: list[Row], key: str, event_id: str) -> Iterator[Row]:
        best = self._best(events[0])
        places = sorted({(e["document"], line) for e in events for line in e["lines"]})
        seen = set()
        for place in places:
            passage = self.passage_of[place]
            if passage["passage_id"] in seen:
                continue
            seen.add(passage["passage_id"])
            yield {
                key: event_id,
                "article_id": passage["article_id"],
                "passage_id": passage["passage_id"],
                "char_start": passage["char_start"],
                "char_end": passage["char_end"],
                "is_best": passage is best,
            }

    def _best(self, event: Row) -> Row:
        line = event.get("best_line") or min(event["lines"])
        return self.passage_of[event["document"], line]

    def _events(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {
            name: []
            for name in (
                "meetings",
                "meeting_participants",
                "meeting_sources",
                "visits",
                "visit_sources",
                "messages",
                "message_sources",
            )
        }
        for event in self._grouped("meetings", "meeting"):
            self._add_meeting(event, rows)
        for event in self._grouped("visits", "visit"):
            self._add_visit(event, rows)
        for event in self._grouped("messages", "message"):
            self._add_messages(event, rows)
        return rows

    def _grouped(self, file: str, key: str) -> Iterator[list[Row]]:
        """Rows of one event: it may be told once per document; the most exact date comes first."""
        events: dict[str, list[Row]] = {}
        for row in self.gold.of(file):
            events.setdefault(row[key], []).append(row)
        for found in events.values():
            yield sorted(found, key=lambda r: -len(r.get("date_start") or r.get("date") or ""))

    def _add_meeting(self, events: list[Row], rows: dict[str, list[Row]]) -> None:
        event = events[0]
        meeting_id = f"{self.texts[event['document']].id}-{event['meeting']}"
        start, end, precision = day_span(event["date_start"], event.get("date_end"))
        told = {p["name"]: p for e in reversed(events) for p in e["participants"]}
        named = [p for name, p in told.items() if self.is_actor(name)]
        rows["meetings"].append(
            {
                "meeting_id": meeting_id,
                "kind": event["kind"],
                "status": event["status"],
                "date_start": start,
                "date_end": end,
                "date_precision": precision,
                "date_source": "text" if start else None,
                "place": event["place"],
                "country": event["country"],
                "title": " and ".join(p["name"] for p in named),
                "n_participants": len(named),
                "n_sources": len(event["lines"]),
                "evidence": self._best(event)["text"],
                "visit_id": None,
                "cameo": "040",
            }
        )
        rows["meeting_participants"] += [
            {
                "meeting_id": meeting_id,
                "actor_id": self.actor_id(participant["name"]),
                "role": participant["role"],
                "title": participant.get("title"),
                "country": participant["country"],
                "side": None,
            }
            for participant in named
        ]
        rows["meeting_sources"] += self._sources(events, "meeting_id", meeting_id)

    def _add_visit(self, events: list[Row], rows: dict[str, list[Row]]) -> None:
        event = events[0]
        visitor = next((name for name in event["visitors"] if self.is_actor(name)), None)
        if visitor is None:
            return
        visit_id = f"{self.texts[event['document']].id}-{event['visit']}"
        start, end, precision = day_span(event["date_start"], event.get("date_end"))
        kind = event["kind"]
        rows["visits"].append(
            {
                "visit_id": visit_id,
                "actor_id": self.actor_id(visitor),
                "kind": None if kind == "unspecified" else kind,
                "status": event["status"],
                "destination_country": event["destination_country"],
                "destination_place": next(iter(event["destination_places"]), None),
                "date_start": start,
                "date_end": end,
                "date_precision": precision,
                "purpose": None,
                "n_sources": 1,
                "evidence": self._best(event)["text"],
            }
        )
        rows["visit_sources"] += self._sources(events, "visit_id", visit_id)

    def _add_messages(self, events: list[Row], rows: dict[str, list[Row]]) -> None:
        event = events[0]
        start, _, precision = day_span(event["date"])
        kind = "greeting" if event["kind"].startswith("exchange") else event["kind"]
        for sender in event["senders"]:
            for recipient in event["recipients"]:
                if recipient == sender or not (self.is_actor(sender) and self.is_actor(recipient)):
                    continue
                message_id = f"{self.texts[event['document']].id}-{event['message']}-{slug(sender)}"
                rows["messages"].append(
                    {
                        "message_id": f"{message_id}-{slug(recipient)}",
                        "kind": kind,
                        "date": start,
                        "date_precision": precision,
                        "sender_id": self.actor_id(sender),
                        "recipient_id": self.actor_id(recipient),
                        "occasion": event.get("occasion"),
                        "n_sources": 1,
                        "evidence": self._best(event)["text"],
                    }
                )
                rows["message_sources"] += self._sources(
                    events, "message_id", f"{message_id}-{slug(recipient)}"
                )

    # -- the set ---------------------------------------------------------------------------

    def tables(self) -> dict[str, pa.Table]:
        mentions = list(self._mentions())
        reuse = list(self._reuse())
        originals = {
            row["target_passage_id"]: row["source_passage_id"]
            for row in reuse
            if row["degree"] != "partial"
        }
        events = self._events()
        counted = Counter(article["document_id"] for article in self.articles)
        documents = [
            {
                "document_id": text.id,
                "path": text.name,
                "sha256": text.sha256,
                "n_bytes": len(text.data),
                "encoding": "utf-8",
                "n_chars": len(text.text),
                "n_articles": counted[text.id],
                "status": "parsed",
                "reason": None,
                "text": text.text,
            }
            for text in self.texts.values()
        ]
        aliases = {
            (self.actor_ids[row["actor"]], alias): {
                "actor_id": self.actor_ids[row["actor"]],
                "alias": alias,
                "n_mentions": 1,
            }
            for row in self.gold.of("actors")
            for alias in row["aliases"]
        }
        roles = {
            (self.actor_ids[row["actor"]], role["role"], role["organisation"]): {
                "actor_id": self.actor_ids[row["actor"]],
                "role": role["role"],
                "organisation": role["organisation"],
                "organisation_id": None,
                "country": row["country"],
                "first_date": None,
                "last_date": None,
                "n_mentions": 1,
            }
            for row in self.gold.of("actors")
            for role in row.get("roles", ())
        }
        published = ("article_id", "passage_id", "document_id", "char_start", "char_end")
        rows: dict[str, list[Row]] = {
            "documents": documents,
            "parsed_articles": self.articles,
            "parsed_passages": self.passages,
            "articles": [
                {
                    **article,
                    "n_words": 0,
                    "n_passages": 0,
                    "n_duplicate_passages": 0,
                    "reuse_share": 0.0,
                    "text": "",
                    "text_unique": "",
                }
                | self._article_text(article["article_id"])
                for article in self.articles
            ],
            "article_occurrences": [
                {
                    name: article[name]
                    for name in (
                        "article_id",
                        "document_id",
                        "char_start",
                        "char_end",
                        "is_truncated",
                    )
                }
                for article in self.articles
            ],
            "passages": [
                {
                    **passage,
                    "duplicate_of": originals.get(passage["passage_id"]),
                    "similarity": 100.0 if passage["passage_id"] in originals else None,
                }
                for passage in self.passages
            ],
            "text_reuse": reuse,
            "resolved_mentions": mentions,
            "mentions": [
                {name: row[name] for name in (*published, "surface", "actor_id", "title")}
                | {"is_duplicate": False}
                for row in mentions
            ],
            "actors": list(self.actor_rows.values()),
            "actor_aliases": list(aliases.values()),
            "actor_roles": list(roles.values()),
            **events,
        }
        return {name: build(name, table) for name, table in rows.items()}

    def _article_text(self, article_id: str) -> Row:
        own = [
            passage
            for passage in self.passages
            if passage["article_id"] == article_id and passage["kind"] in ("paragraph", "heading")
        ]
        text = "\n\n".join(passage["text"] for passage in own)
        return {
            "text": text,
            "text_unique": text,
            "n_words": sum(passage["n_words"] for passage in own),
            "n_passages": len(own),
        }
