"""The Dagster side: the same walk, shown as assets and guarded by checks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pytest
from conftest import READOUT

from pipeline import meetings
from pipeline.assets import column_schema, dataset, preview, seeds, step_assets
from pipeline.build import STEPS, BuildError, Step, build
from pipeline.checks import FOREIGN_KEYS, check_tables, contract_checks, share, step_checks
from pipeline.config import Settings
from pipeline.definitions import defs
from pipeline.fingerprint import file_sha256
from pipeline.tables import PUBLISHED, TABLES
from pipeline.tables import build as build_table

Tables = dict[str, pa.Table]


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as found:
        yield found


def _contents(directory: Path) -> dict[str, str]:
    return {path.name: file_sha256(path) for path in sorted(directory.iterdir())}


def test_materializing_everything_publishes_what_the_command_publishes(
    environment: Settings, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    run = defs.resolve_job_def("build_dataset").execute_in_process(instance=instance)
    assert run.success
    errors = [e for e in run.get_asset_check_evaluations() if not e.passed and e.blocking]
    assert errors == []
    command = dataclasses.replace(
        environment, interim=tmp_path / "interim", processed=tmp_path / "processed"
    )
    build(command)
    assert _contents(environment.processed) == _contents(command.processed)

    event = instance.get_latest_materialization_event(dg.AssetKey("documents"))
    assert event is not None
    assert event.asset_materialization is not None
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == 1
    assert "a.txt" in str(metadata["preview"].value)


def test_a_failed_check_keeps_the_published_set(
    environment: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(environment)
    before = _contents(environment.processed)
    (environment.seeds / "b.txt").write_text(READOUT.replace("Lima", "Puno"), encoding="utf-8")
    original = meetings.extract

    def with_a_wrong_kind(*arguments: Any) -> Any:
        found = original(*arguments)
        row = {"meeting_id": "m", "country_a": "NOR", "country_b": "PER", "date_start": None}
        schema = TABLES["meeting_dyads"].schema
        dyads = pa.Table.from_pylist([{**row, "kind": "duel", "status": "held"}], schema=schema)
        return dataclasses.replace(found, meeting_dyads=dyads)

    monkeypatch.setattr(meetings, "extract", with_a_wrong_kind)
    run = defs.resolve_job_def("build_dataset").execute_in_process(
        instance=instance, raise_on_error=False
    )
    assert not run.success
    failed = {
        (e.asset_key.to_user_string(), e.check_name)
        for e in run.get_asset_check_evaluations()
        if not e.passed and e.blocking
    }
    assert failed == {("meeting_dyads", "values"), ("meeting_dyads", "references_meeting_id")}
    assert _contents(environment.processed) == before, "the last set stays as it was"


def test_tables_of_different_runs_are_not_mixed(environment: Settings) -> None:
    """New documents alone do not make old tables look new, and nothing mixed is published."""
    build(environment)
    before = _contents(environment.processed)
    (environment.seeds / "b.txt").write_text(READOUT.replace("Lima", "Puno"), encoding="utf-8")
    assert dg.materialize([step_assets(STEPS[0]), seeds]).success
    for late in (step_assets(STEPS[3]), dataset):
        with pytest.raises(BuildError, match="made from other documents than the present ones"):
            dg.materialize([late], selection=[late])
    assert _contents(environment.processed) == before


def test_every_contract_check_of_every_table_is_shown() -> None:
    shown = {
        (key.asset_key.to_user_string(), key.name)
        for step in STEPS
        for key in step_checks(step).check_keys
    }
    for name in TABLES:
        for check in contract_checks(name):
            assert (name, check) in shown
    assert len(FOREIGN_KEYS) == sum(len(table.references) for table in TABLES.values())
    assert {(key.asset, key.name) for key in FOREIGN_KEYS} <= shown


def _last_step() -> Step:
    return STEPS[-1]


def test_a_lost_reference_is_reported_on_the_table_made_later(tiny_tables: Tables) -> None:
    assert all(result.passed for result in check_tables(_last_step(), tiny_tables))
    tiny_tables["actors"] = tiny_tables["actors"].slice(0, 1)
    failed = {r.check_name for r in check_tables(_last_step(), tiny_tables) if not r.passed}
    assert failed == {
        "referenced_by_mentions_actor_id",
        "referenced_by_meeting_participants_actor_id",
    }


def test_assets_follow_the_tables() -> None:
    graph = defs.resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert keys == {"seeds", "dataset", *TABLES}
    dataset = graph.get(dg.AssetKey("dataset"))
    assert {key.to_user_string() for key in dataset.parent_keys} == set(PUBLISHED)


def test_columns_are_described_in_the_interface() -> None:
    schema = column_schema("meetings")
    assert [column.name for column in schema.columns] == TABLES["meetings"].column_names
    visit = next(column for column in schema.columns if column.name == "visit_id")
    assert visit.description == "Visit during which it took place. → visits.visit_id"
    assert schema.columns[0].constraints.unique


def test_previews_are_short_and_valid_markdown(tiny_tables: Tables) -> None:
    row = {**tiny_tables["documents"].to_pylist()[0], "text": "a|b\n" * 200}
    rows = [{**row, "document_id": f"{at:012x}", "path": str(at)} for at in range(9)]
    lines = preview(build_table("documents", rows)).splitlines()
    assert len(lines) == 2 + 5
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
    assert max(map(len, lines)) < 400
    assert "2021-05-03" in preview(tiny_tables["meetings"])


def test_share_counts_values(tiny_tables: Tables) -> None:
    assert share(tiny_tables["articles"], "date") == 1
    assert share(tiny_tables["articles"], "publisher") == 0
    assert share(tiny_tables["visits"], "kind") == 1, "no rows, nothing missing"
