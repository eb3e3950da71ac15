"""The walk from seeds to the published set: its steps in order, and a run of all of them.

Each step takes tables by name and gives tables by name. `build` runs the steps directly, the
Dagster assets run the same steps one by one; nothing else knows the order.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from filelock import FileLock, Timeout

from pipeline import actors, articles, ingest, meetings, remote, reuse
from pipeline.config import Settings
from pipeline.documents import list_seeds
from pipeline.fingerprint import code_version, seeds_digest, table_digest
from pipeline.publish import Publication, publish
from pipeline.reference import Reference, load_reference
from pipeline.storage import conform, read_metadata, read_table, write_table
from pipeline.tables import PUBLISHED

log = logging.getLogger(__name__)

Tables = Mapping[str, pa.Table]
LINEAGE = "made_from"  # file metadata: digest of the documents that a table was made from


class BuildError(RuntimeError):
    """The run cannot go on; what was published before is untouched."""


@dataclass(frozen=True)
class Step:
    """One step of the walk: which tables it reads, which it makes, and the work itself."""

    name: str
    description: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    run: Callable[[Settings, Reference, Tables], Tables]


def _documents(settings: Settings, reference: Reference, _tables: Tables) -> Tables:
    return ingest.read_seeds(settings, reference)


def _reuse(settings: Settings, reference: Reference, tables: Tables) -> Tables:
    parsed, passages = tables["parsed_articles"], tables["parsed_passages"]
    known = pc.unique(tables["candidate_mentions"]["surface"]).to_pylist()
    kept = settings.interim / "words"
    pairs = reuse.find_reuse(parsed, passages, known, reference, archive=kept)
    marked = reuse.mark_duplicates(passages, parsed, pairs, reference)
    distinct_articles, occurrences = articles.assemble(parsed, marked, pairs)
    return {
        "text_reuse": pairs,
        "passages": marked,
        "articles": distinct_articles,
        "article_occurrences": occurrences,
    }


def _actors(_settings: Settings, reference: Reference, tables: Tables) -> Tables:
    found = actors.resolve(
        tables["candidate_mentions"], tables["articles"], tables["passages"], reference
    )
    return {
        "resolved_mentions": found.resolved_mentions,
        "resolved_actors": found.actors,
        "mentions": found.mentions,
        "actor_aliases": found.actor_aliases,
        "actor_roles": found.actor_roles,
        "name_review": found.name_review,
    }


_EVENT_TABLES = (
    "meetings",
    "meeting_participants",
    "meeting_sources",
    "visits",
    "visit_sources",
    "messages",
    "message_sources",
    "meeting_dyads",
    "rejected_events",
)


def _meetings(_settings: Settings, reference: Reference, tables: Tables) -> Tables:
    found = meetings.extract(
        tables["articles"],
        tables["passages"],
        tables["resolved_mentions"],
        tables["resolved_actors"],
        reference,
    )
    return {name: getattr(found, name) for name in _EVENT_TABLES}


def _counts(_settings: Settings, _reference: Reference, tables: Tables) -> Tables:
    counted = actors.count_meetings(tables["resolved_actors"], tables["meeting_participants"])
    return {"actors": counted}


STEPS: tuple[Step, ...] = (
    Step(
        "documents",
        "Read the seeds: text, posts, articles, passages and the names in them.",
        (),
        ingest.OUTPUTS,
        _documents,
    ),
    Step(
        "reuse",
        "Find the same words in different articles; bring occurrences of an article together.",
        ("parsed_articles", "parsed_passages", "candidate_mentions"),
        ("text_reuse", "passages", "articles", "article_occurrences"),
        _reuse,
    ),
    Step(
        "actors",
        "Decide who is who: mentions become persons and organisations with aliases and roles.",
        ("candidate_mentions", "articles", "passages"),
        (
            "resolved_mentions",
            "resolved_actors",
            "mentions",
            "actor_aliases",
            "actor_roles",
            "name_review",
        ),
        _actors,
    ),
    Step(
        "meetings",
        "Find who met whom, when and where: each event once, with all its sources.",
        ("articles", "passages", "resolved_mentions", "resolved_actors"),
        _EVENT_TABLES,
        _meetings,
    ),
    Step(
        "actor_counts",
        "Count the meetings of every actor.",
        ("resolved_actors", "meeting_participants"),
        ("actors",),
        _counts,
    ),
)


def reference_of(settings: Settings) -> Reference:
    """The built-in reference data with the user's own."""
    remote.fetch(settings, "reference")
    return load_reference(settings.reference)


def run_step(step: Step, settings: Settings, reference: Reference, tables: Tables) -> Tables:
    """Run one step on its inputs; its outputs in the contract's shape and order."""
    made = step.run(settings, reference, {name: tables[name] for name in step.inputs})
    return {name: conform(name, made[name]) for name in step.outputs}


def lineage(tables: Tables) -> str:
    """What all tables of one run have in common: the digest of its documents."""
    return table_digest(tables["documents"])


def save(settings: Settings, tables: Tables, made_from: str) -> None:
    """Write tables into `data/interim`, marked with the documents that they were made from."""
    for name, table in tables.items():
        write_table(settings.interim, name, table, {LINEAGE: made_from})


def saved(settings: Settings, name: str) -> pa.Table:
    """A table of `data/interim`, as the last run left it."""
    return read_table(settings.interim, name)


def publish_tables(settings: Settings, tables: Tables) -> Publication:
    """Verify and publish the tables of a run."""
    publication = publish(
        {name: tables[name] for name in PUBLISHED},
        settings.processed,
        code=code_version(settings.reference),
        seeds=seeds_digest(list_seeds(settings.seeds), settings.seeds),
    )
    remote.send(settings, "processed")
    return publication


def common_lineage(settings: Settings, names: Iterable[str]) -> str:
    """The lineage that saved tables share.

    Raises BuildError where they come from different runs, as they do after only some of the
    assets were made again from new seeds.
    """
    found = {name: read_metadata(settings.interim, name).get(LINEAGE, "") for name in names}
    newest = read_metadata(settings.interim, "documents").get(LINEAGE, "")
    if strays := sorted(name for name, made_from in found.items() if made_from != newest):
        raise BuildError(
            "these tables were made from other documents than the present ones: "
            f"{', '.join(strays)}. Materialize all assets."
        )
    return newest


def publish_saved(settings: Settings) -> Publication:
    """Publish what lies in `data/interim`, if all of it was made from the same documents."""
    common_lineage(settings, PUBLISHED)
    return publish_tables(settings, {name: saved(settings, name) for name in PUBLISHED})


@dataclass(frozen=True)
class Result:
    """A finished run. `rejected` lists (path, reason) of the seeds that could not be read."""

    publication: Publication
    rejected: tuple[tuple[str, str], ...]
    seconds: float


def build(settings: Settings) -> Result:
    """Run all steps on the seeds and publish the result.

    Raises an error, and leaves the published set as it was, where a step fails.
    """
    started = time.monotonic()
    with only_run(settings):
        reference = reference_of(settings)
        tables: dict[str, pa.Table] = {}
        for step in STEPS:
            before = time.monotonic()
            made = run_step(step, settings, reference, tables)
            tables.update(made)
            save(settings, made, lineage(tables))
            log.info("%-12s %6.2f s", step.name, time.monotonic() - before)
        publication = publish_tables(settings, tables)
    documents = tables["documents"]
    rejected = documents.filter(pc.equal(documents["status"], "rejected"))
    return Result(
        publication,
        tuple(zip(rejected["path"].to_pylist(), rejected["reason"].to_pylist(), strict=True)),
        time.monotonic() - started,
    )


@contextmanager
def only_run(settings: Settings, wait: float = 0) -> Iterator[None]:
    """Two runs would mix their tables in `data/interim`: the second is turned away.

    `wait`: seconds to wait for the first. Raises BuildError when they have passed.
    """
    settings.interim.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.interim / ".lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise BuildError(f"another run is at work in {settings.interim}") from None
    try:
        yield
    finally:
        lock.release()
