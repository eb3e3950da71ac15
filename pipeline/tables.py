"""The dataset's contract: every table and column, with type, description, key and references.

Everything that needs to know a column reads it here: storage (Arrow schemas), the checks, the
data dictionary, the package file and the tests. No other module names a type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pyarrow as pa

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    # Midnight timestamps: date32 reaches pandas as `object`, and finer units are unreadable in
    # several BI tools.
    "date": pa.timestamp("ms"),
}


@dataclass(frozen=True)
class Column:
    """One column: `type` is a key of ARROW_TYPES, `values` the closed set of a category."""

    name: str
    type: str
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()

    def arrow_field(self) -> pa.Field:
        return pa.field(
            self.name,
            ARROW_TYPES[self.type],
            nullable=self.nullable,
            metadata={"description": self.description},
        )


@dataclass(frozen=True)
class Table:
    """One table. `key` is unique and the sort order; `references` maps column → "table.column".

    `published` tables are what readers see; the others pass between steps in `data/interim/`.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    published: bool = True

    @property
    def schema(self) -> pa.Schema:
        return pa.schema(
            [column.arrow_field() for column in self.columns],
            metadata={"description": self.description, "key": ",".join(self.key)},
        )

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]


class ContractError(ValueError):
    """Rows that do not fit the table they were meant for."""


def _string(name: str, description: str, **options: Any) -> Column:
    return Column(name, "string", description, **options)


def _maybe(name: str, description: str, **options: Any) -> Column:
    return Column(name, "string", description, nullable=True, **options)


def _int(name: str, description: str) -> Column:
    return Column(name, "int", description)


def _date(name: str, description: str) -> Column:
    return Column(name, "date", description, nullable=True)


DATE_PRECISIONS = ("day", "month", "year")
DATE_SOURCES = ("dateline", "text", "context")
ARTICLE_KINDS = ("introduction", "reprint")
PASSAGE_KINDS = ("title", "heading", "paragraph", "attribution", "truncation_notice")
REUSE_DEGREES = ("verbatim", "near", "partial")
ACTOR_KINDS = ("person", "organisation")
MEETING_KINDS = (
    "meeting",
    "talks",
    "consultation",
    "courtesy_call",
    "reception",
    "ceremony",
    "conference",
    "interview",
    "call",
)
EVENT_STATUSES = ("held", "announced")
PARTICIPANT_ROLES = ("principal", "delegation_head", "attendee")
VISIT_KINDS = ("state", "official", "working", "party")
MESSAGE_KINDS = ("congratulation", "greeting", "condolence", "letter")

_PRECISION = _maybe(
    "date_precision",
    "How exact the date is; a month stands as its first and last day. Null when the date is null.",
    values=DATE_PRECISIONS,
)
_DATE_SOURCE = _maybe(
    "date_source",
    "Where the date comes from: the dateline, the text itself, or the context around it.",
    values=DATE_SOURCES,
)
_SPAN = (
    _int("char_start", "First character, as code points into documents.text."),
    _int("char_end", "End of the span (exclusive), as code points into documents.text."),
)
_STATUS = _string("status", "Reported as held, or only announced.", values=EVENT_STATUSES)

_ARTICLE_COLUMNS = (
    _string(
        "article_id",
        "Hash of the article's kind, normalised title and first paragraph: the same in a later "
        "crawl of the page.",
    ),
    _string("document_id", "Document of the article's best occurrence."),
    _string("post_id", "article_id of the introduction of the post in which the article stands."),
    _string("kind", "Editor's introduction, or a reprinted text.", values=ARTICLE_KINDS),
    _int("position", "Place in its document, from 0."),
    _maybe("title", "Title as printed; null where the text has none."),
    _maybe("publisher", "Who first published a reprint; null where the text names nobody."),
    _maybe("publisher_id", "The publisher as an actor."),
    _maybe("author", "Named author."),
    _maybe("dateline_place", "Place in the dateline, in ordinary capitalisation."),
    _date("date", "Date of the article (a month or year: its first day)."),
    _PRECISION,
    _DATE_SOURCE,
    Column("is_truncated", "bool", "The page stops before the article ends."),
    *_SPAN,
)

_PASSAGE_COLUMNS = (
    _string("passage_id", 'document_id + ":" + char_start.'),
    _string("document_id", "Document in which the passage stands."),
    _string("article_id", "Article to which the passage belongs."),
    _int("position", "Place in its document, from 0."),
    _string("kind", "What the passage is for.", values=PASSAGE_KINDS),
    *_SPAN,
    _int("n_words", "Words of the passage."),
    _string("text", "The passage's characters: documents.text[char_start:char_end]."),
)

_ACTOR_COLUMNS = (
    _string("actor_id", "Readable identifier made from the canonical name."),
    _string("kind", "Person or organisation.", values=ACTOR_KINDS),
    _string("name", "Canonical full name."),
    _maybe("country", "ISO 3166-1 alpha-3 code; null if none."),
    _int("n_mentions", "Mentions outside duplicate passages."),
    _int("n_articles", "Articles that mention it outside duplicate passages."),
    _int("n_meetings", "Meetings in which it took part."),
    _date("first_date", "Earliest date of an article that mentions it."),
    _date("last_date", "Latest date of an article that mentions it."),
)

_MENTION_COLUMNS = (
    _string("document_id", "Document in which the mention stands."),
    _string("passage_id", "Passage in which the mention stands."),
    _string("article_id", "Article in which the mention stands."),
    *_SPAN,
    _string("surface", "The characters that name the actor, without titles or possessive."),
)

_SENTENCE_SOURCE = (
    _string("article_id", "Article that reports it."),
    _string("passage_id", "Passage that reports it."),
    _int("char_start", "First character of the reporting sentence, into documents.text."),
    _int("char_end", "End of the reporting sentence (exclusive)."),
    Column("is_best", "bool", "The sentence given as evidence."),
)

_TABLES = (
    Table(
        "documents",
        "One row per seed file, read or rejected.",
        (
            _string(
                "document_id",
                "First 12 hex digits of the SHA-256 of the file's bytes (of its path, where the "
                "bytes could not be read or repeat another seed's).",
            ),
            _string("path", "Path relative to the seeds directory, with forward slashes."),
            _maybe("sha256", "SHA-256 of the bytes; null where they could not be read."),
            _int("n_bytes", "Size of the file."),
            _maybe("encoding", "Encoding used to decode it; null when rejected."),
            _int("n_chars", "Length of text in code points."),
            _int("n_articles", "Articles found in the document."),
            _string("status", "Whether the seed was read.", values=("parsed", "rejected")),
            _maybe("reason", "Why it was rejected, or what was repaired while reading."),
            _string("text", "Decoded text with line ends as LF, otherwise unchanged."),
        ),
        key=("document_id",),
    ),
    Table(
        "articles",
        "One row per distinct article: an editor's introduction or a reprinted text.",
        (
            *_ARTICLE_COLUMNS,
            _int("n_words", "Words of text."),
            _int("n_passages", "Paragraphs and headings."),
            _int("n_duplicate_passages", "Passages that repeat another article's."),
            Column(
                "reuse_share",
                "float",
                "Share of the article's words that stand in another article too, 0 to 1.",
            ),
            _string("text", "Paragraphs and headings, separated by blank lines."),
            _string("text_unique", "The same without passages that repeat another article's."),
        ),
        key=("article_id",),
        references={
            "document_id": "documents.document_id",
            "post_id": "articles.article_id",
            "publisher_id": "actors.actor_id",
        },
    ),
    Table(
        "article_occurrences",
        "Every place where an article stands, over all documents.",
        (
            _string("article_id", "The article."),
            _string("document_id", "Document in which it stands."),
            *_SPAN,
            Column("is_truncated", "bool", "This occurrence stops before the article ends."),
        ),
        key=("article_id", "document_id", "char_start"),
        references={
            "article_id": "articles.article_id",
            "document_id": "documents.document_id",
        },
    ),
    Table(
        "passages",
        "Paragraph-level units. Together they cover every non-blank character of a document once.",
        (
            *_PASSAGE_COLUMNS,
            _maybe("duplicate_of", "Canonical passage that this one repeats; null if it is new."),
            Column(
                "similarity",
                "float",
                "rapidfuzz similarity to the canonical passage, 0 to 100.",
                nullable=True,
            ),
        ),
        key=("document_id", "char_start"),
        references={
            "document_id": "documents.document_id",
            "article_id": "articles.article_id",
            "duplicate_of": "passages.passage_id",
        },
    ),
    Table(
        "text_reuse",
        "Pairs of passages of different articles that share words, with the shared spans.",
        (
            _string("source_passage_id", "Passage that holds the original."),
            _int("source_start", "First character of the shared span, into documents.text."),
            _int("source_end", "End of the shared span (exclusive)."),
            _string("target_passage_id", "Passage that holds the copy."),
            _int("target_start", "First character of the shared span, into documents.text."),
            _int("target_end", "End of the shared span (exclusive)."),
            _string(
                "degree",
                "verbatim: all but punctuation and spelling; near: at least two thirds of the "
                "words of both passages in order; partial: a sentence or a run of 12 words.",
                values=REUSE_DEGREES,
            ),
            Column("similarity", "float", "rapidfuzz similarity of the two spans, 0 to 100."),
            _int("n_words", "Words of the shared span in the copy."),
        ),
        key=("source_passage_id", "target_passage_id", "source_start", "target_start"),
        references={
            "source_passage_id": "passages.passage_id",
            "target_passage_id": "passages.passage_id",
        },
    ),
    Table(
        "actors",
        "Persons and organisations that the articles name, each once.",
        _ACTOR_COLUMNS,
        key=("actor_id",),
    ),
    Table(
        "actor_aliases",
        "Every form in which an actor is named.",
        (
            _string("actor_id", "The actor."),
            _string("alias", "A form as it stands in the text."),
            _int("n_mentions", "Mentions in this form, duplicates included."),
        ),
        key=("actor_id", "alias"),
        references={"actor_id": "actors.actor_id"},
    ),
    Table(
        "actor_roles",
        "Offices that the text gives to a person, as stated.",
        (
            _string("actor_id", "The person."),
            _string("role", "The office in normalised wording, without organisation."),
            _maybe("organisation", "The body in which the office is held, as stated."),
            _maybe("organisation_id", "The body as an actor."),
            _maybe("country", "Country that the office serves, ISO 3166-1 alpha-3."),
            _date("first_date", "Earliest date of an article that states it."),
            _date("last_date", "Latest date of an article that states it."),
            _int("n_mentions", "How often it is stated, duplicates included."),
        ),
        key=("actor_id", "role", "organisation", "country"),
        references={"actor_id": "actors.actor_id", "organisation_id": "actors.actor_id"},
    ),
    Table(
        "mentions",
        "Every place where a person or organisation is named.",
        (
            *_MENTION_COLUMNS,
            _maybe("actor_id", "The actor; null where a short form stays unresolved."),
            _maybe("title", "Title or office stated beside the name."),
            Column("is_duplicate", "bool", "Stands in a passage that repeats another article's."),
        ),
        key=("document_id", "char_start", "char_end"),
        references={
            "document_id": "documents.document_id",
            "passage_id": "passages.passage_id",
            "article_id": "articles.article_id",
            "actor_id": "actors.actor_id",
        },
    ),
    Table(
        "meetings",
        "Encounters that the articles report, each once.",
        (
            _string("meeting_id", "Readable identifier: date and principal participants."),
            _string("kind", "Kind of encounter.", values=MEETING_KINDS),
            _STATUS,
            _date("date_start", "First day; null where the text supports none."),
            _date("date_end", "Last day; null where the text supports none."),
            _PRECISION,
            _DATE_SOURCE,
            _maybe("place", "City or venue."),
            _maybe("country", "Country of the place, ISO 3166-1 alpha-3."),
            _string("title", 'Short description, such as "A meets B".'),
            _int("n_participants", "Participants in meeting_participants."),
            _int("n_sources", "Distinct articles that report it, duplicates counted once."),
            _string("evidence", "The sentence that reports it best."),
            _maybe("visit_id", "Visit during which it took place."),
            _string("cameo", "CAMEO event code of the kind."),
        ),
        key=("meeting_id",),
        references={"visit_id": "visits.visit_id"},
    ),
    Table(
        "meeting_participants",
        "Who took part in a meeting, and in what capacity.",
        (
            _string("meeting_id", "The meeting."),
            _string("actor_id", "The participant."),
            _string("role", "Part played.", values=PARTICIPANT_ROLES),
            _maybe("title", "Office as stated in the reports."),
            _maybe("country", "Country represented, ISO 3166-1 alpha-3."),
            _maybe("side", "Host or guest; null where unknown.", values=("host", "guest")),
        ),
        key=("meeting_id", "actor_id"),
        references={"meeting_id": "meetings.meeting_id", "actor_id": "actors.actor_id"},
    ),
    Table(
        "meeting_sources",
        "The sentences that report a meeting.",
        (_string("meeting_id", "The meeting."), *_SENTENCE_SOURCE),
        key=("meeting_id", "passage_id", "char_start"),
        references={
            "meeting_id": "meetings.meeting_id",
            "article_id": "articles.article_id",
            "passage_id": "passages.passage_id",
        },
    ),
    Table(
        "visits",
        "Trips of a named person or delegation.",
        (
            _string("visit_id", "Readable identifier: date, visitor and destination."),
            _string("actor_id", "The visitor, or the head of the visiting delegation."),
            _maybe("kind", "Kind of visit as stated.", values=VISIT_KINDS),
            _STATUS,
            _maybe("destination_country", "ISO 3166-1 alpha-3."),
            _maybe("destination_place", "City or region."),
            _date("date_start", "First day known."),
            _date("date_end", "Last day known."),
            _PRECISION,
            _maybe("purpose", "Purpose as stated."),
            _int("n_sources", "Distinct articles that report it, duplicates counted once."),
            _string("evidence", "The sentence that reports it best."),
        ),
        key=("visit_id",),
        references={"actor_id": "actors.actor_id"},
    ),
    Table(
        "visit_sources",
        "The sentences that report a visit.",
        (_string("visit_id", "The visit."), *_SENTENCE_SOURCE),
        key=("visit_id", "passage_id", "char_start"),
        references={
            "visit_id": "visits.visit_id",
            "article_id": "articles.article_id",
            "passage_id": "passages.passage_id",
        },
    ),
    Table(
        "messages",
        "Congratulations, greetings, letters and condolences between named persons.",
        (
            _string("message_id", "Readable identifier: date, sender and recipient."),
            _string("kind", "Kind of message.", values=MESSAGE_KINDS),
            _date("date", "Date of the message; null where the text supports none."),
            _PRECISION,
            _string("sender_id", "Who sent it."),
            _string("recipient_id", "Who received it."),
            _maybe("occasion", "Occasion as stated."),
            _int("n_sources", "Distinct articles that report it, duplicates counted once."),
            _string("evidence", "The sentence that reports it best."),
        ),
        key=("message_id",),
        references={"sender_id": "actors.actor_id", "recipient_id": "actors.actor_id"},
    ),
    Table(
        "message_sources",
        "The sentences that report a message.",
        (_string("message_id", "The message."), *_SENTENCE_SOURCE),
        key=("message_id", "passage_id", "char_start"),
        references={
            "message_id": "messages.message_id",
            "article_id": "articles.article_id",
            "passage_id": "passages.passage_id",
        },
    ),
    Table(
        "meeting_dyads",
        "One row per pair of countries at a meeting, for networks.",
        (
            _string("meeting_id", "The meeting."),
            _string("country_a", "ISO 3166-1 alpha-3, first in the alphabet."),
            _string("country_b", "ISO 3166-1 alpha-3, second in the alphabet."),
            _date("date_start", "First day of the meeting."),
            _string("kind", "Kind of encounter.", values=MEETING_KINDS),
            _STATUS,
        ),
        key=("meeting_id", "country_a", "country_b"),
        references={"meeting_id": "meetings.meeting_id"},
    ),
    Table(
        "name_review",
        "Short forms left unresolved and merges below certainty, for a person to look at.",
        (
            _string("document_id", "Document in which the form stands."),
            _string("passage_id", "Passage in which the form stands."),
            *_SPAN,
            _string("surface", "The form as it stands in the text."),
            _maybe("candidates", 'Possible actors, separated by "; ".'),
            Column("score", "float", "Certainty of the best candidate, 0 to 100.", nullable=True),
            _string("reason", "Why it needs a look."),
        ),
        key=("document_id", "char_start", "char_end", "reason"),
        references={
            "document_id": "documents.document_id",
            "passage_id": "passages.passage_id",
        },
    ),
    Table(
        "rejected_events",
        "What looked like a meeting and was not taken, with the reason.",
        (
            _string("document_id", "Document in which it stands."),
            _string("passage_id", "Passage in which it stands."),
            *_SPAN,
            _string("trigger", "The words that looked like a meeting."),
            _string("reason", "Why it was not taken, such as negated, generic, one_side."),
        ),
        key=("document_id", "char_start", "char_end"),
        references={
            "document_id": "documents.document_id",
            "passage_id": "passages.passage_id",
        },
    ),
    # Between the steps: not published.
    Table(
        "parsed_articles",
        "Every occurrence of an article, as parsed from its document.",
        _ARTICLE_COLUMNS,
        key=("document_id", "position"),
        published=False,
    ),
    Table(
        "parsed_passages",
        "Passages as parsed, before duplicates are known.",
        _PASSAGE_COLUMNS,
        key=("document_id", "char_start"),
        published=False,
    ),
    Table(
        "candidate_mentions",
        "Names as found in one document, before they are resolved to actors.",
        (
            *_MENTION_COLUMNS,
            _string("kind", "Person or organisation.", values=ACTOR_KINDS),
            _string(
                "form",
                "full: a whole name; short: a part of one that needs an antecedent; acronym.",
                values=("full", "short", "acronym"),
            ),
            _maybe("title", "Title or office stated beside the name."),
            _maybe("country", "Country that the words around the name give it."),
            _maybe("reference_id", "Row of the reference data that the surface matches."),
            _int("phrase_start", "First character of the noun phrase with titles and apposition."),
            _int("phrase_end", "End of that noun phrase (exclusive)."),
        ),
        key=("document_id", "char_start", "char_end"),
        published=False,
    ),
    Table(
        "resolved_mentions",
        "Mentions with their actor and with what the event step needs to know about them.",
        (
            *_MENTION_COLUMNS,
            _maybe("actor_id", "The actor; null where a short form stays unresolved."),
            _string("kind", "Person or organisation.", values=ACTOR_KINDS),
            _maybe("title", "Title or office stated beside the name."),
            _maybe("country", "Country of the actor or of the office stated here."),
            _int("phrase_start", "First character of the noun phrase with titles and apposition."),
            _int("phrase_end", "End of that noun phrase (exclusive)."),
        ),
        key=("document_id", "char_start", "char_end"),
        published=False,
    ),
    Table(
        "resolved_actors",
        "Actors before their meetings are counted.",
        _ACTOR_COLUMNS,
        key=("actor_id",),
        published=False,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
PUBLISHED: tuple[str, ...] = tuple(table.name for table in _TABLES if table.published)


def _arrow_value(column: Column, value: Any) -> Any:
    if column.type == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _sort_key(table: Table, row: Mapping[str, Any]) -> tuple[tuple[bool, Any], ...]:
    """Key columns may be null (a role without organisation): nulls sort first."""
    return tuple((row[k] is not None, row[k]) for k in table.key)


def build(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make table `name` from rows, one mapping per row with exactly the table's columns.

    Rows come out sorted by key. Raises ContractError for a missing or unknown column, a null
    where none may be, a repeated key, or a value outside its category.
    """
    table = TABLES[name]
    rows = list(rows)
    expected = set(table.column_names)
    for row in rows:
        if row.keys() != expected:
            missing, unknown = expected - row.keys(), row.keys() - expected
            raise ContractError(
                f"{name}: missing columns {sorted(missing)}, unknown columns {sorted(unknown)}"
            )
    rows.sort(key=lambda row: _sort_key(table, row))
    for row, following in pairwise(rows):
        if _sort_key(table, row) == _sort_key(table, following):
            raise ContractError(f"{name}: repeated key {[row[k] for k in table.key]}")
    arrays = []
    for column in table.columns:
        values = [_arrow_value(column, row[column.name]) for row in rows]
        if not column.nullable and any(value is None for value in values):
            raise ContractError(f"{name}.{column.name}: null value")
        if column.values:
            odd = {value for value in values if value is not None} - set(column.values)
            if odd:
                raise ContractError(f"{name}.{column.name}: unknown values {sorted(odd)}")
        arrays.append(pa.array(values, ARROW_TYPES[column.type]))
    return pa.Table.from_arrays(arrays, schema=table.schema)
