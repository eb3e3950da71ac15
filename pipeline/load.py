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
from pipeline.storage import StorageError, read_metadata, read_table
from pipeline.tables import PUBLISHED

_TRIES = 5
_PAUSE = 0.2  # seconds


def load(name: str, directory: str | Path | None = None) -> pd.DataFrame:
    """One table of the published set. Dates are `datetime64[ms]`.

    `directory` is READOUTS_PROCESSED or `data/processed` unless given. Raises KeyError for an
    unknown table and StorageError where there is no dataset.
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
    where = _directory(directory)
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        before = _versions(where)
        tables = {name: load(name, where) for name in PUBLISHED}
        # Equal before and after: nothing was replaced while the tables were read.
        if len(before) == 1 and _versions(where) == before:
            return tables
    raise StorageError(f"{where} holds tables of different versions: run `readouts build` again")


def _directory(directory: str | Path | None) -> Path:
    return Path(directory) if directory is not None else Settings.from_environment().processed


def _versions(directory: Path) -> set[str | None]:
    return {read_metadata(directory, name).get("dataset_version") for name in PUBLISHED}
