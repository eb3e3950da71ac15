"""When the pipeline runs by itself: on new or changed seeds, and once a day."""

from __future__ import annotations

import time
from pathlib import Path

import dagster as dg

from pipeline import package, remote
from pipeline.config import Settings
from pipeline.documents import list_seeds
from pipeline.fingerprint import code_version, directory_digest, seeds_digest

INTERVAL = 30  # seconds
_SETTLED = 5.0  # seconds without a change before a file counts as complete
_HALF_COPIED = (".part", ".partial", ".tmp", ".crdownload", "~")

job = dg.define_asset_job(
    "build_dataset",
    selection=dg.AssetSelection.all(),
    description="Everything from the seeds to the published set, the same as `readouts build`.",
)


def settled_seeds(seeds: Path, now: float) -> tuple[list[Path], bool]:
    """Seeds that are completely there, and whether others are still being copied."""
    complete, waiting = [], False
    for path in list_seeds(seeds):
        if path.name.endswith(_HALF_COPIED):
            continue
        try:
            age = now - path.stat().st_mtime
        except OSError:
            age = _SETTLED  # a seed that cannot be looked at is reported by the run
        # A clock that runs ahead must not hide a file for ever.
        if 0 <= age < _SETTLED:
            waiting = True
        else:
            complete.append(path)
    return complete, waiting


def inputs_digest(settings: Settings, seeds: list[Path]) -> str:
    """Digest of what a user puts in: the seeds and reference data of their own."""
    digest = seeds_digest(seeds, settings.seeds)
    if settings.reference is None:
        return digest
    return f"{digest}:{directory_digest(settings.reference, ('*.csv',))}"


@dg.sensor(
    job=job,
    minimum_interval_seconds=INTERVAL,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Runs the job when a seed or the reference data was added, changed or removed.",
)
def seeds_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """The cursor is a digest of contents. There is no run key: Dagster remembers run keys for
    ever, and seeds that go back to an earlier state must be built again."""
    settings = Settings.from_environment()
    remote.fetch(settings, "seeds")
    remote.fetch(settings, "reference")
    seeds, waiting = settled_seeds(settings.seeds, time.time())
    if waiting:
        return dg.SkipReason("a seed is still being written")
    if not seeds:
        return dg.SkipReason(f"no seeds in {settings.seeds.absolute()}")
    digest = inputs_digest(settings, seeds)
    if digest == context.cursor:
        return dg.SkipReason("no seed has changed")
    if not context.cursor and _is_published(settings, seeds):
        context.update_cursor(digest)
        return dg.SkipReason("the published set was made from these seeds")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=digest)


def _is_published(settings: Settings, seeds: list[Path]) -> bool:
    """Whether today's code made the published set from these very seeds."""
    about = package.read(settings.processed) or {}
    return about.get("seeds_digest") == seeds_digest(seeds, settings.seeds) and about.get(
        "code_version"
    ) == code_version(settings.reference)


daily = dg.ScheduleDefinition(
    name="daily",
    job=job,
    cron_schedule="0 5 * * *",
    description="A safety net for changes that the sensor missed. Off until it is switched on.",
)
