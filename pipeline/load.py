"""For users: the published tables as pandas DataFrames.

>>> from pipeline.load import load, load_all
>>> meetings = load("meetings")
>>> tables = load_all()
"""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd

from pipeline.config import Settings
from pipeline.remote import fetch
from pipeline.storage import StorageError, read_metadata, read_table
from pipeline.tables import PUBLISHED

_TRIES = 5
_PAUSE = 0.2  # seconds


def load(name: str, directory: str | Path | None = None) -> pd.DataFrame:
    """One table of the published set. Dates are `datetime64[ms]`.

    `directory` (a path or URL) is READOUTS_PROCESSED or `data/processed` unless given. Raises
    KeyError for an unknown table and StorageError where there is no dataset.
    """
    if name not in PUBLISHED:
        raise KeyError(f"no table {name!r}; there are {', '.join(PUBLISHED)}")
    frame: pd.DataFrame = read_table(_directory(directory), name).to_pandas()
    return frame


def load_all(directory: str | Path | None = None) -> dict[str, pd.DataFrame]:
    """All published tables, all of one dataset version.

    A set that is replaced while it is being read is read again. Raises StorageError where the
    versions still differ after some tries, or where there is no dataset.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        where = _directory(directory)
        before = _versions(where)
        tables = {name: load(name, where) for name in PUBLISHED}
        # Equal before and after: nothing was replaced while the tables were read.
        if len(before) == 1 and _versions(where) == before:
            return tables
    raise StorageError(f"{where} holds tables of different versions: run `readouts build` again")


def _directory(directory: str | Path | None) -> Path:
    """The folder to read: of a remote one, an up-to-date copy."""
    settings = Settings.from_environment(processed=str(directory) if directory else None)
    fetch(settings, "processed")
    return settings.processed


def _versions(directory: Path) -> set[str | None]:
    return {read_metadata(directory, name).get("dataset_version") for name in PUBLISHED}
