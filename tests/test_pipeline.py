"""The whole walk on the sample: from the seed to tables that keep the contract."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import STEPS, build
from pipeline.config import Settings
from pipeline.fingerprint import file_sha256
from pipeline.load import load_all
from pipeline.storage import read_table
from pipeline.tables import PUBLISHED, TABLES
from pipeline.verify import verify

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "seeds" / "000_820be1533f738b0e.txt"
READOUT = """\
Foreign Minister Quispe receives Ambassador of Norway

OSLO, 3 May 2021 - Foreign Minister Maria Quispe of Peru met Norwegian Ambassador Jonas \
Lindqvist in Lima on Monday, 3 May 2021. The two sides spoke about fisheries.
"""


def _settings(root: Path, seeds: Path) -> Settings:
    return Settings(seeds, root / "raw", root / "interim", root / "processed")


def _contents(settings: Settings) -> dict[str, str]:
    return {path.name: file_sha256(path) for path in sorted(settings.processed.glob("*.parquet"))}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The published sample, from a seeds folder with one more, rejected seed."""
    root = tmp_path_factory.mktemp("sample")
    seeds = root / "seeds"
    seeds.mkdir()
    shutil.copy(SAMPLE, seeds)
    settings = _settings(root, seeds)
    build(settings)
    return settings


def test_every_table_is_there_and_keeps_the_contract(sample: Settings) -> None:
    tables = {name: read_table(sample.processed, name) for name in PUBLISHED}
    assert verify(tables) == []
    for name in ("articles", "passages", "text_reuse", "actors", "mentions", "meetings"):
        assert tables[name].num_rows, f"{name} is empty"


def test_frames_join_from_a_meeting_to_the_characters_of_its_source(sample: Settings) -> None:
    tables = load_all(sample.processed)
    sources = tables["meeting_sources"].merge(tables["meetings"], on="meeting_id")
    best = sources[sources["is_best"]].merge(
        tables["passages"][["passage_id", "document_id"]], on="passage_id"
    )
    texts = dict(zip(tables["documents"]["document_id"], tables["documents"]["text"], strict=True))
    assert len(best) == len(tables["meetings"]), "every meeting has one best source"
    for row in best.to_dict("records"):
        assert texts[row["document_id"]][row["char_start"] : row["char_end"]] == row["evidence"]


def test_counts_agree_with_the_rows_they_count(sample: Settings) -> None:
    tables = load_all(sample.processed)
    counted = tables["meeting_participants"].groupby("actor_id").size()
    actors = tables["actors"].set_index("actor_id")["n_meetings"]
    assert actors[actors > 0].to_dict() == counted.to_dict()
    participants = tables["meeting_participants"].groupby("meeting_id").size()
    meetings = tables["meetings"].set_index("meeting_id")["n_participants"]
    assert meetings.to_dict() == participants.to_dict()


def test_a_second_run_from_nothing_gives_the_same_bytes(sample: Settings, tmp_path: Path) -> None:
    again = _settings(tmp_path, sample.seeds)
    build(again)
    assert _contents(again) == _contents(sample)


def test_neither_order_nor_history_of_the_seeds_matters(tmp_path: Path) -> None:
    texts = {f"{name}.txt": READOUT.replace("Quispe", name) for name in ("Huaman", "Rojas", "Vega")}
    results = []
    for number, order in enumerate((sorted(texts), sorted(texts, reverse=True))):
        root = tmp_path / str(number)
        (root / "seeds").mkdir(parents=True)
        settings = _settings(root, root / "seeds")
        for name in order:  # one run after each new seed, in another order each time
            (root / "seeds" / name).write_text(texts[name], encoding="utf-8")
            build(settings)
        results.append(_contents(settings))
    assert results[0] == results[1]


def test_a_removed_seed_leaves_no_trace(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(READOUT, encoding="utf-8")
    settings = _settings(tmp_path, seeds)
    build(settings)
    before = _contents(settings)
    (seeds / "b.txt").write_text(READOUT.replace("Quispe", "Vega"), encoding="utf-8")
    assert build(settings).publication.changes["documents"].added == 1
    (seeds / "b.txt").unlink()
    build(settings)
    assert _contents(settings) == before


def test_the_steps_fit_together() -> None:
    made: set[str] = set()
    for step in STEPS:
        assert set(step.inputs) <= made, f"{step.name} needs what no earlier step makes"
        assert made.isdisjoint(step.outputs), f"{step.name} makes a table again"
        made |= set(step.outputs)
    assert made == set(TABLES)


def test_the_core_works_without_dagster() -> None:
    code = (
        "import sys, pipeline.cli, pipeline.load, pipeline.evaluate; "
        "sys.exit('dagster' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0, "importing the core must not import Dagster"


def test_the_example_in_the_readme_works(
    sample: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READOUTS_PROCESSED", str(sample.processed))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert len(names["people"]) == len(names["tables"]["meeting_participants"])
    assert SAMPLE.name in capsys.readouterr().out


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/decisions.md"])
def test_what_the_pages_name_exists(page: str) -> None:
    """Tables, settings, files and make targets that the text mentions are real."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)`", text):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), target
    for name in re.findall(r"READOUTS_([A-Z]+)", text):
        assert hasattr(Settings(), name.lower()), name
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / path).exists() or (ROOT / page).parent.joinpath(path).exists(), path
    if page == "README.md":
        assert all(f"| `{name}` |" in text for name in PUBLISHED)
