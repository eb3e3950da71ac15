"""Texts with marked names, as the event step gets them: for tests of one construction at a time.

Names are written `{Maria Quispe:PER}`; a later short form `{Quispe~maria-quispe:PER}`; an
organisation `{=Ministry of Trade:PER}`. Paragraphs are separated by blank lines; a first line
that begins with "# " is the article's title. `post` builds several articles of one post.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from pipeline.meetings import EventTables, extract
from pipeline.reference import Reference, load_reference
from pipeline.tables import build
from pipeline.text import slug, words

_MARK = re.compile(r"\{(=?)([^{}~:]+)(?:~([a-z0-9-]+))?:([A-Z]{3})?\}")
DOCUMENT = "0123456789ab"


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The built-in reference data, read once."""
    return load_reference()


@dataclass
class Text:
    """One article: marked text and what the parser would know of it."""

    marked: str
    day: date | None = None
    place: str | None = None
    kind: str = "reprint"
    post: int = 0
    document: str = DOCUMENT
    publisher_id: str | None = None
    author: str | None = None
    line: str | None = None  # the date line over the text


@dataclass
class _Tables:
    articles: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)


def event_tables(*texts: Text) -> dict[str, pa.Table]:
    """Input tables of `extract` for the texts, in order."""
    made = _Tables()
    for position, text in enumerate(texts):
        _add(made, position, text)
    return {
        "articles": build("parsed_articles", made.articles),
        "passages": build("parsed_passages", made.passages),
        "mentions": build("resolved_mentions", made.mentions),
        "actors": build("actors", made.actors.values()),
    }


def events(*texts: Text) -> EventTables:
    """What the event step finds in the texts."""
    tables = event_tables(*texts)
    return extract(
        tables["articles"], tables["passages"], tables["mentions"], tables["actors"], reference()
    )


def _add(made: _Tables, position: int, text: Text) -> None:
    article = f"article-{position}"
    title = None
    start = made.offsets.get(text.document, 0)
    first = start
    if text.line is not None:
        start += len(_passage(made, article, text.document, start, "attribution", text.line)) + 2
    for number, paragraph in enumerate(text.marked.strip().split("\n\n")):
        kind = "paragraph"
        if number == 0 and paragraph.startswith("# "):
            kind, paragraph = "title", paragraph[2:]
        plain = _passage(made, article, text.document, start, kind, paragraph)
        title = plain if kind == "title" else title
        start += len(plain) + 2
    made.offsets[text.document] = start
    made.articles.append(
        {
            "article_id": article,
            "document_id": text.document,
            "post_id": f"article-{text.post}",
            "kind": text.kind,
            "position": position,
            "title": title,
            "publisher": None,
            "publisher_id": text.publisher_id,
            "author": text.author,
            "dateline_place": text.place,
            "date": text.day,
            "date_precision": "day" if text.day else None,
            "date_source": "dateline" if text.day else None,
            "is_truncated": False,
            "char_start": first,
            "char_end": start - 2,
        }
    )


def _passage(made: _Tables, article: str, document: str, start: int, kind: str, marked: str) -> str:
    plain = ""
    last = 0
    passage_id = f"{document}:{start}"
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        begin = start + len(plain)
        organisation, surface, actor_id, country = match.groups()
        actor_id = actor_id or slug(surface)
        actor_kind = "organisation" if organisation else "person"
        made.mentions.append(
            {
                "document_id": document,
                "passage_id": passage_id,
                "article_id": article,
                "char_start": begin,
                "char_end": begin + len(surface),
                "surface": surface,
                "actor_id": actor_id,
                "kind": actor_kind,
                "title": None,
                "country": country,
                "phrase_start": begin,
                "phrase_end": begin + len(surface),
            }
        )
        made.actors.setdefault(actor_id, _actor(actor_id, actor_kind, surface, country))
        plain += surface
        last = match.end()
    plain += marked[last:]
    made.passages.append(
        {
            "passage_id": passage_id,
            "document_id": document,
            "article_id": article,
            "position": len(made.passages),
            "kind": kind,
            "char_start": start,
            "char_end": start + len(plain),
            "n_words": len(words(plain)),
            "text": plain,
        }
    )
    return plain


def _actor(actor_id: str, kind: str, name: str, country: str | None) -> dict[str, Any]:
    return {
        "actor_id": actor_id,
        "kind": kind,
        "name": name,
        "country": country,
        "n_mentions": 1,
        "n_articles": 1,
        "n_meetings": 0,
        "first_date": None,
        "last_date": None,
    }


def summary(tables: EventTables) -> list[str]:
    """One line per meeting: "kind status date place country: actors", sorted."""
    people: dict[str, list[str]] = {}
    for row in tables.meeting_participants.to_pylist():
        people.setdefault(row["meeting_id"], []).append(row["actor_id"])
    return sorted(_line(row, people[row["meeting_id"]]) for row in tables.meetings.to_pylist())


def _line(row: dict[str, Any], people: list[str]) -> str:
    where = f"{row['place'] or '-'}/{row['country'] or '-'}"
    return f"{row['kind']} {row['status']} {_when(row)} {where}: {', '.join(sorted(people))}"


def _when(row: dict[str, Any]) -> str:
    start, end, precision = row["date_start"], row["date_end"], row["date_precision"]
    if start is None:
        return "undated"
    if precision == "year":
        return f"{start:%Y}"
    if precision == "month":
        return f"{start:%Y-%m}"
    return f"{start:%Y-%m-%d}" + (f"..{end:%d}" if end != start else "")
