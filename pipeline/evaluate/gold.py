"""Gold annotation as plain rows: one directory of JSON Lines files is one gold set.

A set holds `documents.jsonl` and any of the files named in `FILES`; what it lacks is not scored.
Lines are 1-based lines of `documents.text` split on "\\n"; offsets are within the line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.text import fold

FILES = (
    "articles",
    "lines",
    "reuse",
    "reuse_traps",
    "actors",
    "mentions",
    "meetings",
    "visits",
    "messages",
    "traps",
)

Row = dict[str, Any]


class GoldError(ValueError):
    """A gold set that cannot be read as described."""


@dataclass(frozen=True)
class Gold:
    """One gold set: `rows[file]` lists its rows, each with "document"; no key, no such file.

    `seeds` is the folder of its own texts, where it brings them along.
    """

    name: str
    documents: tuple[str, ...]
    rows: Mapping[str, Sequence[Row]]
    seeds: Path | None = None

    def has(self, file: str) -> bool:
        return file in self.rows

    def of(self, file: str) -> Sequence[Row]:
        """Rows of one file, none where the set does not hold it."""
        return self.rows.get(file, ())


def _read_rows(path: Path) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}, line {number}: {error}") from error
        if not isinstance(row, dict):
            raise GoldError(f"{path}, line {number}: not an object")
        rows.append(row)
    return rows


def read_gold(directory: Path) -> Gold:
    """Read one gold set.

    Empty files of a set without actors are taken as absent: nobody looked for such things.
    Texts in a folder `seeds` beside a folder `gold` belong to the set. A row without "document"
    belongs to the only document of the set. Raises GoldError for broken JSON, a row that names no
    document where there are several, or an unlisted document.
    """
    listed = directory / "documents.jsonl"
    if not listed.is_file():
        raise GoldError(f"{listed}: missing")
    documents = tuple(str(row["document"]) for row in _read_rows(listed))
    rows: dict[str, list[Row]] = {}
    for file in FILES:
        path = directory / f"{file}.jsonl"
        if not path.is_file():
            continue
        rows[file] = []
        for row in _read_rows(path):
            document = row.get("document", documents[0] if len(documents) == 1 else None)
            # An actor may be shared by the documents of its set.
            if document is None and file != "actors":
                raise GoldError(f"{path}: which document? {row}")
            if document is not None and document not in documents:
                raise GoldError(f"{path}: {document} is not listed in documents.jsonl")
            rows[file].append({**row, "document": document})
    # An empty file says "there is none" only in a set that annotates names and events at all.
    if not rows.get("actors"):
        rows = {file: found for file, found in rows.items() if found}
    seeds = directory.parent / "seeds"
    own = directory.name == "gold" and all((seeds / name).is_file() for name in documents)
    # "tests/gold", "variations/dev": enough to tell sets apart, wherever the folders lie.
    told = (directory.parent if own else directory).resolve().parts[-2:]
    return Gold("/".join(told), documents, rows, seeds if own else None)


def find_gold(paths: Iterable[Path]) -> list[Gold]:
    """Gold sets at or below the given directories, by path; GoldError where there is none."""
    sets: list[Gold] = []
    for path in paths:
        found = sorted(file.parent for file in path.rglob("documents.jsonl"))
        if not found:
            raise GoldError(f"{path}: no documents.jsonl at or below this directory")
        sets += [read_gold(directory) for directory in found]
    names = [gold.name for gold in sets]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise GoldError(f"gold sets of one name: {', '.join(double)}")
    return sets


class People:
    """Gold actors by name: who is meant by a name, and by which names somebody may be called."""

    def __init__(self, actors: Sequence[Row]) -> None:
        self._names: dict[str, set[str]] = {}
        self._is_person: set[str] = set()
        owners: dict[str, set[str]] = {}
        for actor in actors:
            forms = set(map(fold, (actor["name"], *actor.get("aliases", ()))))
            for form in forms:
                owners.setdefault(form, set()).add(actor["actor"])
            self._names.setdefault(actor["actor"], set()).update(forms)
            if actor["kind"] == "person":
                self._is_person.add(actor["actor"])
        # A form that several actors share ("Li") identifies none of them.
        self._owner = {form: min(who) for form, who in owners.items() if len(who) == 1}
        for actor in actors:
            self._owner[fold(actor["name"])] = actor["actor"]

    def __bool__(self) -> bool:
        """Whether the set lists actors at all."""
        return bool(self._names)

    def find(self, name: str) -> str | None:
        """The actor that a name means, null where it means none or several.

        A fuller name than any in the text means the person whom the text calls by one word of it
        ("Modi" for "Narendra Modi").
        """
        owner = self._owner.get(fold(name))
        if owner is None and is_written_as_name(name):
            words = fold(name).split()
            found = {self._owner[word] for word in words if word in self._owner} & self._is_person
            owner = min(found) if len(found) == 1 else None
        return owner

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def is_person(self, name: str) -> bool:
        """Whether a name means a person; an unknown name does."""
        owner = self.find(name)
        return owner is None or owner in self._is_person

    def names(self, name: str) -> frozenset[str]:
        """Folded forms that mean the bearer of `name` and nobody else; at least `name` itself."""
        owner = self.find(name)
        forms = {
            form for form in self._names.get(owner or "", ()) if self._owner.get(form) == owner
        }
        return frozenset(forms | {fold(name)})


def is_written_as_name(name: str) -> bool:
    """Whether all words but the short ones begin with a capital."""
    long_words = [word for word in name.split() if len(word) > 3] or name.split()
    return all(not word[0].islower() for word in long_words)
