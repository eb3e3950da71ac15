"""The compiled variation sets fit their sources, and the compiler refuses what it must."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compile_gold import GOLD_FILES, SourceError, compile_set, main

HERE = Path(__file__).parent
SETS = sorted(path.parent for path in HERE.glob("*/source"))


def _compile(tmp_path: Path, text: str) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.txt").write_text(text, encoding="utf-8")
    return source


@pytest.mark.parametrize("directory", SETS, ids=lambda path: path.name)
def test_compiled_files_are_up_to_date(directory: Path) -> None:
    compiled = compile_set(directory / "source")
    for name, text in compiled.seeds.items():
        stored = (directory / "seeds" / name).read_text(encoding="utf-8")
        assert stored == text, f"{name} is stale: run compile_gold.py"
    assert {path.name for path in (directory / "seeds").iterdir()} == set(compiled.seeds)
    for name in GOLD_FILES:
        lines = (directory / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == compiled.rows[name], f"{name} is stale"


@pytest.mark.parametrize("directory", SETS, ids=lambda path: path.name)
def test_gold_fits_the_seeds(directory: Path) -> None:
    compiled = compile_set(directory / "source")
    lines = {name: text.split("\n") for name, text in compiled.seeds.items()}
    for row in compiled.rows["mentions"]:
        text = lines[row["document"]][row["line"] - 1]
        assert text[row["start"] : row["end"]] == row["surface"], row
    for row in compiled.rows["traps"]:
        assert row["surface"] in lines[row["document"]][row["line"] - 1], row
    told = {(row["document"], row["line"]) for row in compiled.rows["lines"]}
    for name, texts in lines.items():
        missing = [n for n, text in enumerate(texts, 1) if text.strip() and (name, n) not in told]
        assert not missing, f"{name}: lines {missing} belong to nothing"
    actors = {row["actor"] for row in compiled.rows["actors"]}
    assert {row["actor"] for row in compiled.rows["mentions"]} <= actors


def test_marks_become_rows(tmp_path: Path) -> None:
    source = _compile(
        tmp_path,
        "@@ a.txt\n@reprint date=2019-03-01\n#T {Rossi|+p ITA Ada Rossi} meets {Kato|+p JPN}\n\n"
        "<!No talks with {Kato}!> were held; {Rossi}’s call. ~~ m1* trap:negated\n\n"
        "@m m1 call held 2019-03-01 - - | rossi: Minister; kato a\n",
    )
    compiled = compile_set(source)
    assert compiled.seeds["a.txt"] == (
        "Rossi meets Kato\n\nNo talks with Kato were held; Rossi’s call."
    )
    mentions = compiled.rows["mentions"]
    assert [(row["line"], row["start"], row["end"], row["actor"]) for row in mentions] == [
        (1, 0, 5, "ada-rossi"),
        (1, 12, 16, "kato"),
        (3, 14, 18, "kato"),
        (3, 30, 35, "ada-rossi"),
    ]
    assert compiled.rows["traps"][0]["surface"] == "No talks with Kato"
    meeting = compiled.rows["meetings"][0]
    assert meeting["lines"] == [3]
    assert [person["role"] for person in meeting["participants"]] == ["principal", "attendee"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@@ a.txt\nText", "text before the first @intro"),
        ("@@ a.txt\n@reprint\n{Li}", "'Li' means no actor"),
        ("@@ a.txt\n@reprint\n{Li Xi|+p CHN} {Li Na|+p CHN} {Li}", "'Li' means"),
        ("@@ a.txt\n@reprint\nText ~~ m1", "undefined events"),
        ("@@ a.txt\n@reprint\n<!Text!>", "1 traps but 0 reasons"),
        ("@@ a.txt\n@reprint\nText ~~ =x/near", "unknown label x"),
        ("@@ a.txt\n@reprint date=May\nText", "bad date May"),
    ],
)
def test_broken_sources_are_named(
    tmp_path: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _compile(tmp_path, text)
    with pytest.raises(SourceError, match=message):
        compile_set(source)
    assert main([str(tmp_path)]) == 1
    assert "one.txt" in capsys.readouterr().err
