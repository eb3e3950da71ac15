"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.config import Settings
from pipeline.tables import PUBLISHED, build

TEXT = "Talks in Lima\n\nMaria Quispe met Jonas Lindqvist in Lima on 3 May 2021.\n"
_TITLE, _BODY = (0, 13), (15, 70)
DOCUMENT, ARTICLE = "0123456789ab", "article-1"


def _rows() -> dict[str, list[dict[str, Any]]]:
    day = date(2021, 5, 3)
    span = {"char_start": _BODY[0], "char_end": _BODY[1]}
    passage = {"document_id": DOCUMENT, "article_id": ARTICLE}
    marks = {"duplicate_of": None, "similarity": None}
    mention = {**passage, "passage_id": f"{DOCUMENT}:15", "title": None, "is_duplicate": False}
    counts = {"n_mentions": 1, "n_articles": 1, "n_meetings": 1}
    dates = {"first_date": day, "last_date": day}
    return {
        "documents": [
            {
                "document_id": DOCUMENT,
                "path": "lima.txt",
                "sha256": "0" * 64,
                "n_bytes": len(TEXT),
                "encoding": "utf-8",
                "n_chars": len(TEXT),
                "n_articles": 1,
                "status": "parsed",
                "reason": None,
                "text": TEXT,
            }
        ],
        "articles": [
            {
                "article_id": ARTICLE,
                "document_id": DOCUMENT,
                "post_id": ARTICLE,
                "kind": "reprint",
                "position": 0,
                "title": "Talks in Lima",
                "publisher": None,
                "publisher_id": None,
                "author": None,
                "dateline_place": None,
                "date": day,
                "date_precision": "day",
                "date_source": "text",
                "is_truncated": False,
                "char_start": 0,
                "char_end": _BODY[1],
                "n_words": 11,
                "n_passages": 1,
                "n_duplicate_passages": 0,
                "reuse_share": 0.0,
                "text": TEXT[15:70],
                "text_unique": TEXT[15:70],
            }
        ],
        "article_occurrences": [
            {
                "article_id": ARTICLE,
                "document_id": DOCUMENT,
                "char_start": 0,
                "char_end": _BODY[1],
                "is_truncated": False,
            }
        ],
        "passages": [
            {
                **passage,
                "passage_id": f"{DOCUMENT}:0",
                "position": 0,
                "kind": "title",
                "char_start": 0,
                "char_end": _TITLE[1],
                "n_words": 3,
                "text": "Talks in Lima",
                **marks,
            },
            {
                **passage,
                **span,
                "passage_id": f"{DOCUMENT}:15",
                "position": 1,
                "kind": "paragraph",
                "n_words": 11,
                "text": TEXT[15:70],
                **marks,
            },
        ],
        "actors": [
            {"actor_id": id_, "kind": "person", "name": name, "country": None, **counts, **dates}
            for id_, name in (
                ("maria-quispe", "Maria Quispe"),
                ("jonas-lindqvist", "Jonas Lindqvist"),
            )
        ],
        "mentions": [
            {
                **mention,
                "char_start": 15,
                "char_end": 27,
                "surface": "Maria Quispe",
                "actor_id": "maria-quispe",
            },
            {
                **mention,
                "char_start": 32,
                "char_end": 47,
                "surface": "Jonas Lindqvist",
                "actor_id": "jonas-lindqvist",
            },
        ],
        "meetings": [
            {
                "meeting_id": "2021-05-03-jonas-lindqvist-maria-quispe",
                "kind": "meeting",
                "status": "held",
                "date_start": day,
                "date_end": day,
                "date_precision": "day",
                "date_source": "text",
                "place": "Lima",
                "country": "PER",
                "title": "Maria Quispe meets Jonas Lindqvist",
                "n_participants": 2,
                "n_sources": 1,
                "evidence": TEXT[15:70],
                "visit_id": None,
                "cameo": "036",
            }
        ],
        "meeting_participants": [
            {
                "meeting_id": "2021-05-03-jonas-lindqvist-maria-quispe",
                "actor_id": id_,
                "role": "principal",
                "title": None,
                "country": None,
                "side": None,
            }
            for id_ in ("maria-quispe", "jonas-lindqvist")
        ],
        "meeting_sources": [
            {
                "meeting_id": "2021-05-03-jonas-lindqvist-maria-quispe",
                "article_id": ARTICLE,
                "passage_id": f"{DOCUMENT}:15",
                **span,
                "is_best": True,
            }
        ],
    }


@pytest.fixture
def tiny_tables() -> dict[str, pa.Table]:
    """A complete, consistent published set made from one two-line text."""
    rows: Mapping[str, list[dict[str, Any]]] = _rows()
    return {name: build(name, rows.get(name, [])) for name in PUBLISHED}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Folders of a run of its own; the seeds folder exists and is empty."""
    (tmp_path / "seeds").mkdir()
    return Settings(
        seeds=tmp_path / "seeds",
        raw=tmp_path / "data" / "raw",
        interim=tmp_path / "data" / "interim",
        processed=tmp_path / "data" / "processed",
    )


READOUT = """\
Minister meets envoy

LIMA, 3 May 2021 - Foreign Minister Maria Quispe met Ambassador Jonas Lindqvist in Lima on \
Monday.
"""


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings in the environment, with one readable seed."""
    for name in ("seeds", "raw", "interim", "processed"):
        monkeypatch.setenv(f"READOUTS_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.delenv("READOUTS_REFERENCE", raising=False)
    (settings.seeds / "a.txt").write_text(READOUT, encoding="utf-8")
    return settings
