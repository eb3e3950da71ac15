"""Dagster assets: one per table, made by the steps of `pipeline.build` in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline.build import (
    STEPS,
    Step,
    common_lineage,
    lineage,
    only_run,
    publish_saved,
    reference_of,
    run_step,
    save,
    saved,
)
from pipeline.config import Settings
from pipeline.fingerprint import code_version, table_digest
from pipeline.tables import PUBLISHED, TABLES, Column

_PREVIEW_ROWS = 5
_PREVIEW_WIDTH = 60
_WAIT = 600  # seconds for a run of the command to end
# Computed once per code location: a reload shows which assets are behind the code.
CODE_VERSION = code_version(Settings.from_environment().reference)

seeds = dg.AssetSpec(
    "seeds",
    description="Input files: one raw text archive or readout each (READOUTS_SEEDS).",
    group_name="documents",
    kinds={"file"},
)


def column_schema(name: str) -> dg.TableSchema:
    """A table's columns as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                type=column.type,
                description=_column_description(name, column),
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=TABLES[name].key == (column.name,)
                ),
            )
            for column in TABLES[name].columns
        ]
    )


def _column_description(name: str, column: Column) -> str:
    target = TABLES[name].references.get(column.name)
    return column.description + (f" → {target}" if target else "")


def preview(table: pa.Table) -> str:
    """The first rows as a Markdown table, long texts shortened."""
    lines = [
        "| " + " | ".join(table.column_names) + " |",
        "|" + " --- |" * table.num_columns,
    ]
    lines += [
        "| " + " | ".join(_cell(value) for value in row.values()) + " |"
        for row in table.slice(0, _PREVIEW_ROWS).to_pylist()
    ]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else " ".join(str(value).split())
    text = text if len(text) <= _PREVIEW_WIDTH else text[: _PREVIEW_WIDTH - 1] + "…"
    return text.replace("|", "\\|")


def _spec(step: Step, name: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=step.inputs or ["seeds"],
        description=TABLES[name].description,
        group_name=step.name,
        code_version=CODE_VERSION,
        kinds={"parquet"},
        metadata={"dagster/column_schema": column_schema(name)},
    )


def step_assets(step: Step) -> dg.AssetsDefinition:
    """The assets of one step. They are made together, hence one definition for several tables."""

    @dg.multi_asset(
        name=f"make_{step.name}",
        description=step.description,
        specs=[_spec(step, name) for name in step.outputs],
    )
    def make() -> Iterator[dg.MaterializeResult[Any]]:
        settings = Settings.from_environment()
        with only_run(settings, wait=_WAIT):
            made_from = common_lineage(settings, step.inputs) if step.inputs else None
            inputs = {name: saved(settings, name) for name in step.inputs}
            made = run_step(step, settings, reference_of(settings), inputs)
            save(settings, made, made_from or lineage(made))
        for name in step.outputs:
            yield dg.MaterializeResult(
                asset_key=name,
                data_version=dg.DataVersion(table_digest(made[name])[:16]),
                metadata={
                    "dagster/row_count": made[name].num_rows,
                    "preview": dg.MetadataValue.md(preview(made[name])),
                },
            )

    return make


@dg.asset(
    deps=list(PUBLISHED),
    group_name="dataset",
    code_version=CODE_VERSION,
    kinds={"parquet"},
    description="The published set: all tables verified together, then swapped in as a whole.",
)
def dataset() -> dg.MaterializeResult[Any]:
    """Publish the interim tables; see `pipeline.publish`."""
    settings = Settings.from_environment()
    with only_run(settings, wait=_WAIT):
        publication = publish_saved(settings)
    rows = "\n".join(
        f"| {name} | {count:,} | {_change(publication.changes.get(name))} |"
        for name, count in publication.rows.items()
    )
    return dg.MaterializeResult(
        data_version=dg.DataVersion(publication.version),
        metadata={
            "dataset_version": publication.version,
            "previous_version": publication.previous_version or "none",
            "replaced": publication.swapped,
            "path": dg.MetadataValue.path(settings.processed.absolute()),
            "dagster/row_count": sum(publication.rows.values()),
            "tables": dg.MetadataValue.md(
                f"| table | rows | change |\n| --- | ---: | --- |\n{rows}"
            ),
        },
    )


def _change(change: Any) -> str:
    return f"+{change.added} −{change.removed} ~{change.changed}" if change else ""


step_definitions = [step_assets(step) for step in STEPS]
assets = [*step_definitions, dataset]
