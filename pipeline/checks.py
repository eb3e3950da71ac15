"""Asset checks: those that the contract implies, generated from it, and a few on coverage.

A failed contract check blocks what comes after it in the same run. Coverage only warns: a text
may well name no date and no publisher.
"""

# No `from __future__ import annotations`: Dagster reads the type of `context` at run time.

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.build import STEPS, Step, saved
from pipeline.config import Settings
from pipeline.tables import TABLES
from pipeline.verify import CHECKS, Problem, check_reference

_STEP_OF = {name: at for at, step in enumerate(STEPS) for name in step.outputs}
_ABOUT = {
    "keys": "The key is unique.",
    "not_null": "A value stands wherever the contract promises one.",
    "values": "Categories hold only their declared values.",
    "spans": "Spans lie inside what they point into and cut out the characters of the row.",
}


def contract_checks(name: str) -> list[str]:
    """The checks of the contract that table `name` can break, foreign keys aside."""
    table = TABLES[name]
    checks = ["keys", "not_null"]
    if any(column.values for column in table.columns):
        checks.append("values")
    if {"char_start", "source_start"} & set(table.column_names):
        checks.append("spans")
    return checks


@dataclass(frozen=True)
class ForeignKey:
    """`table.column` refers to `target`. The check sits on the table that is made later."""

    table: str
    column: str

    @property
    def target(self) -> str:
        return TABLES[self.table].references[self.column].split(".")[0]

    @property
    def step(self) -> int:
        return max(_STEP_OF[self.table], _STEP_OF[self.target])

    @property
    def asset(self) -> str:
        return self.table if _STEP_OF[self.table] == self.step else self.target

    @property
    def name(self) -> str:
        if self.asset == self.table:
            return f"references_{self.column}"
        return f"referenced_by_{self.table}_{self.column}"


FOREIGN_KEYS = [ForeignKey(name, column) for name in _STEP_OF for column in TABLES[name].references]


def _specs(step: Step) -> list[dg.AssetCheckSpec]:
    specs = [
        dg.AssetCheckSpec(check, asset=name, blocking=True, description=_ABOUT[check])
        for name in step.outputs
        for check in contract_checks(name)
    ]
    specs += [
        dg.AssetCheckSpec(
            key.name,
            asset=key.asset,
            blocking=True,
            description=f"Every {key.table}.{key.column} stands in {key.target}.",
        )
        for key in FOREIGN_KEYS
        if STEPS[key.step] is step
    ]
    return specs


def _result(asset: str, check: str, problems: list[Problem]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=not problems,
        asset_key=asset,
        check_name=check,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={"problems": "\n".join(map(str, problems))} if problems else {},
    )


def check_tables(step: Step, tables: dict[str, pa.Table]) -> Iterator[dg.AssetCheckResult]:
    """Results of all contract checks that follow `step`."""
    for name in step.outputs:
        for check in contract_checks(name):
            yield _result(name, check, CHECKS[check](name, tables))
    for key in FOREIGN_KEYS:
        if STEPS[key.step] is step:
            problems = check_reference(key.table, key.column, tables)
            yield _result(key.asset, key.name, problems)


def step_checks(step: Step) -> dg.AssetChecksDefinition:
    """The contract checks that follow a step, as one definition that reads each table once."""

    @dg.multi_asset_check(name=f"check_{step.name}", specs=_specs(step), can_subset=True)
    def check(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        wanted = {(key.asset_key, key.name) for key in context.selected_asset_check_keys}
        settings = Settings.from_environment()
        at = STEPS.index(step)
        needed = {*step.outputs, "documents", "parsed_passages"}
        needed |= {"passages"} if _STEP_OF["passages"] <= at else set()
        needed |= {
            name for key in FOREIGN_KEYS if key.step == at for name in (key.table, key.target)
        }
        tables = {name: saved(settings, name) for name in sorted(needed)}
        for result in check_tables(step, tables):
            if (result.asset_key, result.check_name) in wanted:
                yield result

    return check


def share(table: pa.Table, column: str) -> float:
    """Share of rows in which `column` has a value; 1 for no rows."""
    return 1 - table[column].null_count / table.num_rows if table.num_rows else 1.0


def _coverage(table: pa.Table, floors: dict[str, float]) -> dg.AssetCheckResult:
    shares = {column: share(table, column) for column in floors}
    return dg.AssetCheckResult(
        passed=all(shares[column] >= floor for column, floor in floors.items()),
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "rows": table.num_rows,
            **{f"share with {column}": round(value, 3) for column, value in shares.items()},
        },
    )


@dg.asset_check(asset="documents", description="Every seed could be read.")
def no_rejected_seeds() -> dg.AssetCheckResult:
    """Warns of seeds that were rejected, with the reasons."""
    documents = saved(Settings.from_environment(), "documents")
    rejected = documents.filter(pc.equal(documents["status"], "rejected"))
    reasons = [f"{row['path']}: {row['reason']}" for row in rejected.to_pylist()]
    return dg.AssetCheckResult(
        passed=not reasons,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"rejected": len(reasons), "reasons": "\n".join(reasons) or "none"},
    )


@dg.asset_check(asset="articles", description="Most reprints have a date and a publisher.")
def articles_coverage() -> dg.AssetCheckResult:
    """Introductions are left out: they seldom state either."""
    articles = saved(Settings.from_environment(), "articles")
    reprints = articles.filter(pc.equal(articles["kind"], "reprint"))
    return _coverage(reprints, {"date": 0.7, "publisher": 0.7})


@dg.asset_check(asset="mentions", description="Most mentions are resolved to an actor.")
def mentions_coverage() -> dg.AssetCheckResult:
    """Unresolved ones are in `name_review`."""
    return _coverage(saved(Settings.from_environment(), "mentions"), {"actor_id": 0.9})


@dg.asset_check(asset="meetings", description="Most meetings have a date and a country.")
def meetings_coverage() -> dg.AssetCheckResult:
    """A low share points to datelines or places of a form that the parser does not know."""
    return _coverage(
        saved(Settings.from_environment(), "meetings"), {"date_start": 0.7, "country": 0.5}
    )


checks: list[dg.AssetChecksDefinition] = [
    *(step_checks(step) for step in STEPS),
    no_rejected_seeds,
    articles_coverage,
    mentions_coverage,
    meetings_coverage,
]
