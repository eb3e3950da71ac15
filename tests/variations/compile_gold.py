"""Compile authored variation texts into seeds and gold annotation.

A set directory holds `source/*.txt`; this script writes `seeds/*.txt` and `gold/*.jsonl` beside
it. The authors mark names and events inside the text, so that no line number and no offset is
ever typed by hand (the marks are explained in tests/variations/README.md):

    python tests/variations/compile_gold.py tests/variations/dev [--review]

`--review` also lists what looks like a forgotten mark: surfaces that are a mention elsewhere in
the document, and runs of capitalised words that are in no mention.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.tables import EVENT_STATUSES, MEETING_KINDS, MESSAGE_KINDS, VISIT_KINDS
from pipeline.text import slug

Row = dict[str, Any]

LINE_KINDS = {
    "#P": "post_title",
    "#T": "reprint_title",
    "#H": "heading",
    "#A": "attribution",
    "#B": "attribution",  # byline or sign-off inside an article
    "#C": "truncation_notice",
    "#R": "paragraph",  # share buttons, date lines: no matter where they go
}
ROLES = {"p": "principal", "d": "delegation_head", "a": "attendee"}
DEGREES = ("verbatim", "near", "partial")
GOLD_FILES = (
    "documents",
    "articles",
    "lines",
    "reuse",
    "actors",
    "mentions",
    "meetings",
    "visits",
    "messages",
    "traps",
    "reuse_traps",
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
_MARK = re.compile(r"\{(?P<skip>!)?(?P<surface>[^{}|]+)(?:\|(?P<ref>[^{}]*))?\}")
_TRAP = re.compile(r"<!|!>")
_COUNTRY = re.compile(r"[A-Z]{3}$")
_CAPITALISED = re.compile(
    r"\b[^\W\d_a-z][\w’'-]+(?: (?:of|the|and|for) [^\W\d_a-z][\w’'-]+| [^\W\d_a-z][\w’'-]+)+"
)


class SourceError(ValueError):
    """An authored source that breaks the rules of the marks."""


@dataclass
class Actor:
    """A person or organisation of the whole set."""

    actor: str
    kind: str
    name: str
    country: str | None


@dataclass
class Compiled:
    """Rows of every gold file, and the text of every seed."""

    seeds: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in GOLD_FILES})
    actors: dict[str, Actor] = field(default_factory=dict)
    review: list[str] = field(default_factory=list)


@dataclass
class Article:
    """Header of an article while its lines are being read."""

    row: Row
    lines: list[int] = field(default_factory=list)


class DocumentCompiler:
    """Reads the authored lines of one document; raises SourceError naming file and line."""

    def __init__(self, name: str, compiled: Compiled) -> None:
        self.name = name
        self.compiled = compiled
        self.text_lines: list[str] = []
        self.articles: list[Article] = []
        self.posts = 0
        self.surfaces: dict[str, dict[str, set[int]]] = {}  # actor → surface → lines
        self.roles: dict[str, list[Row]] = {}
        self.event_lines: dict[str, list[int]] = {}
        self.best_line: dict[str, int] = {}
        self.labels: dict[str, int] = {}
        self.reuse: list[tuple[str, int, str]] = []
        self.formulae: list[tuple[str, int]] = []
        self.pending_events: list[str] = []
        self.defined_events: set[str] = set()
        self.masked: list[str] = []  # lines with every marked span blanked, for the review

    # -- reading -------------------------------------------------------------------------------

    def read(self, line: str) -> None:
        """Takes one authored line: a directive (`@…`) or a line of text."""
        if line.startswith("@"):
            self._directive(line)
        else:
            self._text(line)

    def _directive(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word in ("@intro", "@reprint"):
            self._open_article(word[1:], rest)
        elif word == "@role":
            actor, role, organisation = [part.strip() for part in rest.split("|")]
            row = {"role": role, "organisation": organisation or None, "line": self._line}
            self.roles.setdefault(self._find_actor(actor).actor, []).append(row)
        elif word in ("@m", "@v", "@g"):
            self.pending_events.append(line)
        else:
            raise SourceError(f"unknown directive {word}")

    @property
    def _line(self) -> int:
        return len(self.text_lines)

    def _open_article(self, kind: str, rest: str) -> None:
        options: dict[str, str] = {}
        for token in shlex.split(rest):
            key, _, value = token.partition("=")
            if key not in ("pub", "author", "place", "date", "basis", "trunc", "newpost"):
                raise SourceError(f"unknown article option {key}")
            options[key] = value
        if kind == "intro" or not self.articles or "newpost" in options:
            self.posts += 1
        if "date" in options and not _DATE.match(options["date"]):
            raise SourceError(f"bad date {options['date']}")
        row: Row = {
            "document": self.name,
            "article": f"a{len(self.articles) + 1:02}",
            "post": f"p{self.posts:02}",
            "kind": "introduction" if kind == "intro" else "reprint",
            "title": None,
            "first_line": 0,
            "last_line": 0,
            "publisher": options.get("pub"),
            "author": options.get("author"),
            "dateline_place": options.get("place"),
            "date": options.get("date"),
            "date_basis": options.get("basis", "stated" if "date" in options else "not stated"),
            "is_truncated": "trunc" in options,
            "attribution_line": None,
        }
        self.articles.append(Article(row))

    def _text(self, line: str) -> None:
        body, _, tail = line.partition(" ~~ ")
        prefix, _, rest = body.partition(" ")
        kind = "paragraph"
        if prefix in LINE_KINDS:
            kind, body = LINE_KINDS[prefix], rest
        self.text_lines.append("")
        text, traps = self._strip_marks(body)
        self.text_lines[-1] = text
        if not text.strip():
            if tail or traps:
                raise SourceError("marks on a blank line")
            return
        if not self.articles:
            raise SourceError("text before the first @intro or @reprint")
        article = self.articles[-1]
        owned = kind not in ("attribution", "truncation_notice")
        if owned:
            article.lines.append(self._line)
        if kind in ("post_title", "reprint_title") and article.row["title"] is None:
            article.row["title"] = text.strip()
        if prefix == "#C":
            article.row["is_truncated"] = True
        if prefix == "#A":
            article.row["attribution_line"] = self._line
        row: Row = {
            "document": self.name,
            "line": self._line,
            "article": article.row["article"] if owned else None,
            "kind": kind,
        }
        if prefix == "#R":
            row["optional"] = True
        self._tail(tail, row, traps)
        self.compiled.rows["lines"].append(row)

    def _tail(self, tail: str, row: Row, traps: list[str]) -> None:
        reasons: list[str] = []
        for token in tail.split():
            if token.startswith("trap:"):
                reasons.append(token[5:])
            elif token == "continues":
                row["continues"] = True
            elif token == "attr":
                self.articles[-1].row["attribution_line"] = self._line
            elif token.startswith("#"):
                self.labels[token[1:]] = self._line
            elif token.startswith("="):
                label, _, degree = token[1:].partition("/")
                if degree not in DEGREES:
                    raise SourceError(f"unknown degree of reuse in {token}")
                self.reuse.append((label, self._line, degree))
            elif token.startswith("!"):
                self.formulae.append((token[1:], self._line))
            elif re.match(r"[mvg]\d+\*?$|x-[\w-]+\*?$", token):
                event = token.rstrip("*")
                self.event_lines.setdefault(event, []).append(self._line)
                if token.endswith("*"):
                    self.best_line[event] = self._line
            else:
                raise SourceError(f"unknown mark {token} after ~~")
        if len(reasons) != len(traps):
            raise SourceError(f"{len(traps)} traps but {len(reasons)} reasons")
        for surface, reason in zip(traps, reasons, strict=True):
            self.compiled.rows["traps"].append(
                {"document": self.name, "line": self._line, "surface": surface, "reason": reason}
            )

    def _strip_marks(self, body: str) -> tuple[str, list[str]]:
        """The plain text of a line and its traps; records the mentions on the way."""
        text, masked, position = "", "", 0
        spans: list[tuple[int, int]] = []
        for match in _MARK.finditer(body):
            before = body[position : match.start()]
            text, masked = text + before, masked + before
            surface = match["surface"]
            if not match["skip"]:
                actor = self._actor_of(surface, match["ref"])
                spans.append((len(text), len(text) + len(surface)))
                self.surfaces.setdefault(actor.actor, {}).setdefault(surface, set())
                self.surfaces[actor.actor][surface].add(self._line)
                self._mention_later(actor.actor, surface)
            text += surface
            masked += "\0" * len(surface)
            position = match.end()
        text, masked = text + body[position:], masked + body[position:]
        if "{" in text or "}" in text:
            raise SourceError("a brace that belongs to no mark")
        return self._cut_traps(text, masked, spans)

    def _mention_later(self, actor: str, surface: str) -> None:
        self.compiled.rows["mentions"].append(
            {"document": self.name, "line": self._line, "surface": surface, "actor": actor}
        )

    def _cut_traps(
        self, text: str, masked: str, spans: list[tuple[int, int]]
    ) -> tuple[str, list[str]]:
        """Removes the trap brackets and gives every mention of the line its final offsets."""
        marks = list(_TRAP.finditer(text))
        if [mark[0] for mark in marks] != ["<!", "!>"] * (len(marks) // 2):
            raise SourceError("trap brackets do not pair")
        traps = [
            text[opening.end() : closing.start()]
            for opening, closing in zip(marks[::2], marks[1::2], strict=True)
        ]
        rows = self.compiled.rows["mentions"][len(self.compiled.rows["mentions"]) - len(spans) :]
        plain = _TRAP.sub("", text)
        for (start, end), row in zip(spans, rows, strict=True):
            shift = 2 * sum(mark.start() < start for mark in marks)
            row["start"], row["end"] = start - shift, end - shift
            if plain[row["start"] : row["end"]] != row["surface"]:
                raise SourceError(f"offsets of {row['surface']!r} are wrong")
        self.masked.append(_TRAP.sub("", masked))
        return plain, traps

    # -- actors --------------------------------------------------------------------------------

    def _actor_of(self, surface: str, reference: str | None) -> Actor:
        if reference is None:
            return self._known_actor(surface)
        if not reference.startswith("+"):
            return self._find_actor(reference)
        match = re.match(r"\+([po]) ([A-Z]{3}|-)(?: (.+))?$", reference)
        if match is None:
            raise SourceError(f"bad declaration {reference}")
        kind = {"p": "person", "o": "organisation"}[match[1]]
        name = match[3] or surface
        country = None if match[2] == "-" else match[2]
        actor = Actor(slug(name), kind, name, country)
        known = self.compiled.actors.setdefault(actor.actor, actor)
        if known != actor:
            raise SourceError(f"{actor} was declared as {known}")
        self.surfaces.setdefault(actor.actor, {})
        return known

    def _known_actor(self, surface: str) -> Actor:
        """The one actor of the document (else of the set) that the bare mark can mean."""
        exact = [a for a, forms in self.surfaces.items() if surface in forms]
        if not exact:
            exact = [a for a in self.surfaces if self.compiled.actors[a].name == surface]
        if not exact:
            wanted = surface.split()
            exact = [
                actor
                for actor, forms in self.surfaces.items()
                if any(
                    set(wanted) <= set(form.split())
                    for form in (*forms, self.compiled.actors[actor].name)
                )
            ]
        if not exact and slug(surface) in self.compiled.actors:
            exact = [slug(surface)]
        if len(exact) != 1:
            raise SourceError(f"{surface!r} means {exact or 'no actor'}")
        return self.compiled.actors[exact[0]]

    def _find_actor(self, reference: str) -> Actor:
        """The actor with this id, or the only one in the document with these parts of an id."""
        if reference in self.compiled.actors:
            return self.compiled.actors[reference]
        parts = set(slug(reference).split("-"))
        found = [actor for actor in self.surfaces if parts <= set(actor.split("-"))]
        if len(found) != 1:
            raise SourceError(f"actor {reference!r} means {found or 'nobody'}")
        return self.compiled.actors[found[0]]

    # -- closing -------------------------------------------------------------------------------

    def close(self) -> None:
        """Writes everything that needs the whole document: articles, actors, events, reuse."""
        while self.text_lines and not self.text_lines[-1]:
            self.text_lines.pop()
        self.compiled.seeds[self.name] = "\n".join(self.text_lines)
        self.compiled.rows["documents"].append({"document": self.name})
        for article in self.articles:
            if not article.lines:
                raise SourceError(f"article {article.row['article']} has no line")
            article.row["first_line"] = article.lines[0]
            article.row["last_line"] = article.lines[-1]
            self.compiled.rows["articles"].append(article.row)
        for actor_id, forms in self.surfaces.items():
            if forms:
                self._actor_row(self.compiled.actors[actor_id], forms)
        for line in self.pending_events:
            self._event(line)
        unknown = set(self.event_lines) - self.defined_events
        if unknown:
            raise SourceError(f"lines for undefined events {sorted(unknown)}")
        for label, line_number, degree in self.reuse:
            if label not in self.labels:
                raise SourceError(f"unknown label {label}")
            first, second = sorted((self.labels[label], line_number))
            self.compiled.rows["reuse"].append(
                {"document": self.name, "a_line": first, "b_line": second, "degree": degree}
            )
        for label, line_number in self.formulae:
            first, second = sorted((self.labels[label], line_number))
            self.compiled.rows["reuse_traps"].append(
                {"document": self.name, "a_line": first, "b_line": second}
            )
        self._review()

    def _actor_row(self, actor: Actor, forms: Iterable[str]) -> None:
        self.compiled.rows["actors"].append(
            {
                "document": self.name,
                "actor": actor.actor,
                "kind": actor.kind,
                "name": actor.name,
                "country": actor.country,
                "aliases": sorted(forms),
                "roles": self.roles.get(actor.actor, []),
            }
        )

    def _event(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        head, *fields = [part.strip() for part in rest.split(" | ")]
        tokens = head.split()
        label = tokens[0].rstrip("?")
        if label not in self.event_lines:
            raise SourceError(f"no line reports {label}")
        if label in self.defined_events:
            raise SourceError(f"{label} is defined twice")
        self.defined_events.add(label)
        stem = self.name.removesuffix(".txt").replace("/", "-")
        row: Row = {"document": self.name}
        event_id = label[2:] if label.startswith("x-") else f"{stem}-{label}"
        lines = sorted(self.event_lines[label])
        optional = tokens[0].endswith("?")
        if word == "@m":
            row |= {"meeting": event_id} | self._meeting(tokens[1:], fields)
            row |= {"lines": lines, "best_line": self.best_line.get(label, lines[0])}
            self._append("meetings", row, optional)
        elif word == "@v":
            row |= {"visit": event_id} | self._visit(tokens[1:], fields) | {"lines": lines}
            self._append("visits", row, optional)
        else:
            row |= {"message": event_id} | self._message(tokens[1:], fields) | {"lines": lines}
            self._append("messages", row, optional)

    def _append(self, table: str, row: Row, optional: bool) -> None:
        self.compiled.rows[table].append(row | ({"optional": True} if optional else {}))

    def _meeting(self, tokens: list[str], fields: list[str]) -> Row:
        kind, status, date, place, country = tokens
        _one_of(kind, MEETING_KINDS)
        _one_of(status, EVENT_STATUSES)
        start, end = _span(date)
        participants = [self._participant(part) for part in fields[0].split(";")]
        if len(participants) < 2:
            raise SourceError("a meeting needs two participants")
        return {
            "kind": kind,
            "status": status,
            "date_start": start,
            "date_end": end,
            "date_basis": fields[1] if len(fields) > 1 else "stated",
            "place": _name(place.removeprefix("~")),
            "country": _name(country),
            "place_basis": _place_basis(place, country, fields),
            "participants": participants,
        }

    def _participant(self, text: str) -> Row:
        reference, _, title = text.partition(":")
        tokens = reference.split()
        role, country = "p", None
        if _COUNTRY.match(tokens[-1]) and len(tokens) > 1:
            country = tokens.pop()
        if tokens[-1] in ROLES and len(tokens) > 1:
            role = tokens.pop()
        name = " ".join(tokens)
        if name.startswith('"'):
            name = name.strip('"')
        else:
            actor = self._find_actor(name)
            name, country = actor.name, country or actor.country
        title = title.strip()
        return {"name": name, "role": ROLES[role], "title": title or None, "country": country}

    def _visit(self, tokens: list[str], fields: list[str]) -> Row:
        status, kind, date, country, *places = tokens
        _one_of(status, EVENT_STATUSES)
        _one_of(kind, (*VISIT_KINDS, "unspecified"))
        start, end = _span(date)
        visitors = [self._participant(part) for part in fields[0].split(";")]
        return {
            "visitors": [visitor["name"] for visitor in visitors],
            "visitor_country": visitors[0]["country"],
            "destination_country": _name(country),
            "destination_places": [place.replace("_", " ") for place in places],
            "date_start": start,
            "date_end": end,
            "status": status,
            "kind": kind,
        }

    def _message(self, tokens: list[str], fields: list[str]) -> Row:
        kind, date = tokens
        _one_of(kind, (*MESSAGE_KINDS, "exchange"))
        sender_text, _, recipient_text = fields[0].partition(">")
        senders = [self._participant(part)["name"] for part in sender_text.split(";")]
        recipients = [self._participant(part)["name"] for part in recipient_text.split(";")]
        if kind == "exchange":
            senders, recipients = senders + recipients, recipients + senders
        return {
            "kind": "exchange of greetings" if kind == "exchange" else kind,
            "date": _span(date)[0],
            "senders": senders,
            "recipients": recipients,
            "occasion": fields[1] if len(fields) > 1 else None,
        }

    def _review(self) -> None:
        known = {
            form
            for forms in self.surfaces.values()
            for form in forms
            if len(form) > 2 and not form.islower()
        }
        for number, line in enumerate(self.masked, 1):
            for form in sorted(known):
                if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", line):
                    self.compiled.review.append(f"{self.name}:{number}: unmarked {form!r}")
            self.compiled.review += [
                f"{self.name}:{number}: capitalised {run[0]!r}"
                for run in _CAPITALISED.finditer(line)
            ]


def _one_of(value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SourceError(f"{value!r} is none of {', '.join(allowed)}")


def _span(date: str) -> tuple[str | None, str | None]:
    if date == "-":
        return None, None
    start, _, end = date.partition("..")
    for part in filter(None, (start, end)):
        if not _DATE.match(part):
            raise SourceError(f"bad date {part}")
    return start, end or None


def _place_basis(place: str, country: str, fields: list[str]) -> str | None:
    if len(fields) > 2:
        return fields[2]
    if place.startswith("~") or (place == "-" and country != "-"):
        return "inferred from dateline or context"
    return "stated" if place != "-" else None


def _name(token: str) -> str | None:
    return None if token == "-" else token.replace("_", " ")


def _documents(path: Path) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Splits a source file at its `@@ name.txt` lines."""
    name, lines = "", list[tuple[int, str]]()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("@@ "):
            if name:
                yield name, lines
            name, lines = line[3:].strip(), []
        elif name:
            lines.append((number, line))
        elif line.strip():
            raise SourceError(f"{path}:{number}: text before the first @@ line")
    if name:
        yield name, lines


def compile_set(source: Path) -> Compiled:
    """Compiles every source file of a set; raises SourceError naming file and line."""
    compiled = Compiled()
    for path in sorted(source.glob("*.txt")):
        for name, lines in _documents(path):
            if name in compiled.seeds:
                raise SourceError(f"{path}: {name} exists already")
            document = DocumentCompiler(name, compiled)
            number = 0
            try:
                for number, line in lines:  # noqa: B007 (used in the message)
                    document.read(line)
                document.close()
            except (SourceError, ValueError) as error:
                raise SourceError(f"{path}:{number} ({name}): {error}") from error
    return compiled


def _check_shared_meetings(compiled: Compiled) -> None:
    """Rows of one meeting in several documents must not contradict each other."""
    seen: dict[str, Row] = {}
    for row in compiled.rows["meetings"]:
        other = seen.setdefault(row["meeting"], row)
        if other["date_start"] and row["date_start"]:
            short = min(len(other["date_start"]), len(row["date_start"]))
            if other["date_start"][:short] != row["date_start"][:short]:
                raise SourceError(f"{row['meeting']}: dates differ between documents")


def write_set(compiled: Compiled, directory: Path) -> None:
    """Writes seeds and gold of a set, replacing what an earlier run wrote."""
    seeds, gold = directory / "seeds", directory / "gold"
    seeds.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    for name, text in compiled.seeds.items():
        (seeds / name).write_text(text, encoding="utf-8", newline="\n")
    for name in GOLD_FILES:
        lines = [json.dumps(row, ensure_ascii=False) for row in compiled.rows[name]]
        (gold / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Command line: compile one set directory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("directory", type=Path, help="set directory with source/")
    parser.add_argument("--review", action="store_true", help="list what may be unmarked")
    options = parser.parse_args(arguments)
    try:
        compiled = compile_set(options.directory / "source")
        _check_shared_meetings(compiled)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    write_set(compiled, options.directory)
    if options.review:
        print("\n".join(compiled.review))
    counts = ", ".join(f"{len(compiled.rows[name])} {name}" for name in GOLD_FILES)
    print(f"{options.directory}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
