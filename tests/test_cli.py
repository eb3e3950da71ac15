"""The command: exit codes, messages, and what a failure leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import READOUT

from pipeline import cli
from pipeline.config import Settings
from pipeline.dictionary import render
from pipeline.load import load
from pipeline.publish import publish

ROOT = Path(__file__).parent.parent


def test_build_ends_with_a_summary(
    environment: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"]) == cli.EXIT_OK
    output = capsys.readouterr().out
    assert "documents                     1" in output
    assert str(environment.processed) in output
    assert "load(" in output
    assert len(load("documents", environment.processed)) == 1
    assert cli.main(["build"]) == cli.EXIT_OK
    assert "unchanged" in capsys.readouterr().out


def test_rejected_seeds_give_exit_code_3_and_the_rest_is_written(
    environment: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (environment.seeds / "empty.txt").touch()
    assert cli.main(["build"]) == cli.EXIT_SOME_REJECTED
    output = capsys.readouterr().out
    assert "1 seed was rejected" in output
    assert "empty.txt: empty" in output
    assert set(load("documents", environment.processed)["status"]) == {"parsed", "rejected"}


def test_a_failure_gives_exit_code_1_and_leaves_the_dataset(
    environment: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["build"]) == cli.EXIT_OK
    before = {p.name: p.read_bytes() for p in environment.processed.iterdir()}
    (environment.seeds / "b.txt").write_text(READOUT.replace("Lima", "Puno"), encoding="utf-8")

    def fail(*_arguments: object) -> None:
        raise RuntimeError("a fault in a later step")

    monkeypatch.setattr("pipeline.build.meetings.extract", fail)
    assert cli.main(["build"]) == cli.EXIT_FAILED
    assert "a fault in a later step" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in environment.processed.iterdir()} == before


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("READOUTS_SEEDS", "https://example.org/", "cannot be listed"),
        ("READOUTS_SEEDS", "memory://nowhere/at/all", "no seeds in memory://nowhere/at/all"),
        ("READOUTS_SEEDS", "nonsense://bucket/seeds", "nonsense"),
        ("READOUTS_SEEDS", "/nowhere/at/all", "no seeds in /nowhere/at/all"),
        ("READOUTS_REFERENCE", "/nowhere/at/all", "/nowhere/at/all: not a directory"),
    ],
)
def test_wrong_settings_are_explained(
    variable: str,
    value: str,
    message: str,
    environment: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, value)
    assert cli.main(["build"]) == cli.EXIT_FAILED
    assert message in capsys.readouterr().err
    assert not environment.processed.exists()


def test_options_win_over_the_environment(environment: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert cli.main(["build", "--processed", str(elsewhere)]) == cli.EXIT_OK
    assert (elsewhere / "meetings.parquet").exists()
    assert not environment.processed.exists()


def test_two_runs_at_once_are_refused(
    environment: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.build import only_run

    with only_run(environment):
        assert cli.main(["build"]) == cli.EXIT_FAILED
    assert "another run is at work" in capsys.readouterr().err


def test_dictionary_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["dictionary"]) == cli.EXIT_OK
    assert capsys.readouterr().out == render()


def test_evaluate_without_a_dataset_explains_itself(
    environment: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = ROOT / "tests" / "gold"
    assert cli.main(["evaluate", "--gold", str(gold)]) == cli.EXIT_FAILED
    assert "`readouts build` first" in capsys.readouterr().err


def test_wrong_usage_gives_exit_code_2() -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["bild"])
    assert stop.value.code == 2


def test_export_writes_entities(
    environment: Settings,
    tiny_tables: dict[str, pa.Table],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish(tiny_tables, environment.processed)
    assert cli.main(["export", "ftm"]) == cli.EXIT_OK
    lines = capsys.readouterr().out
    schemas = [json.loads(line)["schema"] for line in lines.splitlines()]
    assert schemas.count("Person") == 2
    output = tmp_path / "entities.jsonl"
    assert cli.main(["export", "ftm", "--output", str(output)]) == cli.EXIT_OK
    assert output.read_text(encoding="utf-8") == lines
    assert f"{len(schemas)} entities in {output}" in capsys.readouterr().out


def test_export_without_a_dataset_explains_itself(
    environment: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "ftm"]) == cli.EXIT_FAILED
    assert "run `readouts build` first" in capsys.readouterr().err
