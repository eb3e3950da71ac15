"""Seed files → the tables that depend on one document alone, with a cache of unchanged seeds.

What is known about a seed without looking at any other (its text, articles, passages and the
names in it) is kept under a digest of its path, its bytes and the code. A new seed among
thousands then costs itself and the joins over all documents, not the reading of the others.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import names, posts, remote
from pipeline.cache import Cache, cache_key
from pipeline.config import Settings
from pipeline.documents import MAX_BYTES, Document, distinct, list_seeds, read_seed
from pipeline.fingerprint import code_version, file_sha256
from pipeline.reference import Reference, load_reference
from pipeline.storage import conform, empty, replace_file
from pipeline.tables import build
from pipeline.verify import check_spans, uncovered

log = logging.getLogger(__name__)

Tables = dict[str, pa.Table]
OUTPUTS = ("documents", "parsed_articles", "parsed_passages", "candidate_mentions")
# A worker process needs seconds to start and to read the reference data, in which one process
# alone reads several MB: below this much text workers do not pay.
_POOL_BYTES = 10_000_000
_PROGRESS_SECONDS = 3.0
_FAULT = "parser failed"


class NoSeedsError(RuntimeError):
    """There is nothing to build from."""


class ParserFaultError(RuntimeError):
    """Our own parser failed on every document: no reason to replace a dataset by nothing."""


def read_seeds(settings: Settings, reference: Reference) -> Tables:
    """Read every seed: the tables OUTPUTS, sorted by key.

    Seeds that cannot be read are rows of `documents` with status "rejected" and the reason.
    Readable ones are copied into `settings.raw` under their SHA-256. Raises NoSeedsError where
    there is no seed at all, ParserFaultError where a fault of ours left no document.
    """
    remote.fetch(settings, "seeds")
    paths = list_seeds(settings.seeds)
    if not paths:
        where = settings.url("seeds") or settings.seeds.absolute()
        raise NoSeedsError(f"no seeds in {where}: put text files there")
    digests = [_digest(path) for path in paths]
    entries = _without_repeats(_recall_or_read(paths, digests, settings, reference))
    for path, digest, entry in zip(paths, digests, entries, strict=True):
        if digest is not None and "parsed" in entry["documents"]["status"].to_pylist():
            _keep_raw(path, digest, settings.raw)
    remote.send(settings, "raw")
    tables = {name: conform(name, table) for name, table in _concatenate(entries).items()}
    reasons = [reason or "" for reason in tables["documents"]["reason"].to_pylist()]
    faults = [reason for reason in reasons if reason.startswith(_FAULT)]
    if faults and not tables["parsed_articles"].num_rows:
        raise ParserFaultError(f"no document could be parsed: {faults[0]}")
    return tables


def _recall_or_read(
    paths: Sequence[Path],
    digests: Sequence[str | None],
    settings: Settings,
    reference: Reference,
) -> list[Tables]:
    """The tables of each seed, in order: from the cache, or read now and put there."""
    cache = Cache(settings.interim / "cache", code_version(settings.reference), OUTPUTS)
    keys = {
        path: cache_key(_name(path, settings.seeds), digest)
        for path, digest in zip(paths, digests, strict=True)
        if digest is not None
    }
    known = {path: entry for path, key in keys.items() if (entry := cache.get(key)) is not None}
    new = [path for path in paths if path not in known]
    log.info("seeds: %d, of which %d are new or changed", len(paths), len(new))
    made = _progress(_read_new(new, settings, reference), len(new))
    for path, entry in zip(new, made, strict=True):
        known[path] = entry
        if path in keys:
            cache.put(keys[path], entry)
    cache.prune()
    return [known[path] for path in paths]


def _name(path: Path, seeds: Path) -> str:
    return path.relative_to(seeds).as_posix()


def _digest(path: Path) -> str | None:
    """SHA-256 of a seed's bytes; None for what cannot be read, which is never cached."""
    try:
        return file_sha256(path)
    except OSError:
        return None


def _read_new(paths: Sequence[Path], settings: Settings, reference: Reference) -> Iterator[Tables]:
    """Tables of each seed, in order; by several processes where there is much to read."""
    workers = min(os.cpu_count() or 1, len(paths))
    done = 0
    if workers > 1 and sum(_size(path) for path in paths) >= _POOL_BYTES:
        try:
            for entry in _read_together(paths, settings, workers):
                yield entry
                done += 1
        except BrokenProcessPool as error:
            # Such as a script that calls `build` without `if __name__ == "__main__"`.
            log.warning("worker processes failed (%s): going on with one process", error)
    for path in paths[done:]:
        yield read_one(path, settings.seeds, reference)


def _read_together(paths: Sequence[Path], settings: Settings, workers: int) -> Iterator[Tables]:
    # "spawn": a run inside Dagster has threads, which a forked process would not survive.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_work, path, settings.seeds, settings.reference) for path in paths]
        for job in jobs:
            yield job.result()


def _size(path: Path) -> int:
    """Bytes to read: none where the seed cannot be read or is too large to be one."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size if size <= MAX_BYTES else 0


@lru_cache(maxsize=1)
def _worker_reference(extra: Path | None) -> Reference:
    return load_reference(extra)


def _work(path: Path, seeds: Path, extra: Path | None) -> Tables:
    return read_one(path, seeds, _worker_reference(extra))


def _progress(entries: Iterable[Tables], total: int) -> Iterator[Tables]:
    """Pass entries on; report now and then how far it is."""
    last = time.monotonic()
    for done, entry in enumerate(entries, start=1):
        yield entry
        if time.monotonic() - last > _PROGRESS_SECONDS:
            log.info("read %d of %d seeds", done, total)
            last = time.monotonic()


def read_one(path: Path, seeds: Path, reference: Reference) -> Tables:
    """The tables OUTPUTS of one seed, which may hold several documents."""
    return _concatenate([_read_document(d, reference) for d in distinct(read_seed(path, seeds))])


def _read_document(document: Document, reference: Reference) -> Tables:
    if document.status == "rejected":
        return _rejected(document)
    try:
        return _parse(document, reference)
    except Exception as error:
        # A fault of ours in one document must not cost the others: it is shown as rejected.
        log.exception("%s could not be parsed", document.path)
        reason = f"{_FAULT}: {type(error).__name__}: {error}"
        return _rejected(
            replace(document, status="rejected", reason=reason, text="", n_chars=0, encoding=None)
        )


def _rejected(document: Document) -> Tables:
    rows = [{**asdict(document), "n_articles": 0}]
    return {name: empty(name) for name in OUTPUTS} | {"documents": build("documents", rows)}


def _parse(document: Document, reference: Reference) -> Tables:
    parsed = posts.parse(document, reference)
    mentions = names.find_mentions(parsed.passages, parsed.articles, reference)
    tables = {
        "documents": build("documents", [{**asdict(document), "n_articles": len(parsed.articles)}]),
        "parsed_articles": build("parsed_articles", parsed.articles),
        "parsed_passages": build("parsed_passages", parsed.passages),
        "candidate_mentions": build("candidate_mentions", mentions),
    }
    problems = [problem for name in OUTPUTS[1:] for problem in check_spans(name, tables)]
    if problems:
        raise ValueError(str(problems[0]))
    passages = tables["parsed_passages"]
    spans = zip(passages["char_start"].to_pylist(), passages["char_end"].to_pylist(), strict=True)
    if lost := uncovered(document.text, list(spans)):
        raise ValueError(lost)
    return tables


def _concatenate(entries: Sequence[Tables]) -> Tables:
    if not entries:
        return {name: empty(name) for name in OUTPUTS}
    return {
        name: pa.concat_tables([entry[name] for entry in entries]).combine_chunks()
        for name in OUTPUTS
    }


def _without_repeats(entries: Sequence[Tables]) -> list[Tables]:
    """The entries, where each content counts once: `distinct` rejects the later seeds of equals."""
    rows = [row for entry in entries for row in entry["documents"].drop_columns("text").to_pylist()]
    counts = {row["path"]: row.pop("n_articles") for row in rows}
    before = {row["path"]: Document(**row, text="") for row in rows}
    after = {document.path: document for document in distinct(list(before.values()))}
    changed = {path for path, document in after.items() if document != before[path]}
    result = []
    for entry in entries:
        paths = entry["documents"]["path"].to_pylist()
        if changed.isdisjoint(paths):
            result.append(entry)
            continue
        kept = [
            {**row, "n_articles": counts[row["path"]]}
            for row in entry["documents"].to_pylist()
            if row["path"] not in changed
        ]
        repeats = [{**asdict(after[p]), "n_articles": 0} for p in paths if p in changed]
        ids = pa.array([before[path].document_id for path in paths if path in changed])
        result.append(
            {"documents": build("documents", [*kept, *repeats])}
            | {
                name: entry[name].filter(pc.invert(pc.is_in(entry[name]["document_id"], ids)))
                for name in OUTPUTS[1:]
            }
        )
    return result


def _keep_raw(path: Path, digest: str, raw: Path) -> None:
    """Copy a seed into `raw` under the SHA-256 of its bytes; what is there is never changed."""
    target = raw / digest[:2] / f"{digest}{path.suffix.lower()}"
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(path, temporary)
        if file_sha256(temporary) == digest:
            replace_file(temporary, target)
        else:
            log.warning("%s changed while it was being read: run again to take it in", path)
    finally:
        temporary.unlink(missing_ok=True)
