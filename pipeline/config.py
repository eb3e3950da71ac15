"""Where a run reads and writes, from environment variables with defaults in the working folder."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_FOLDERS = ("seeds", "raw", "interim", "processed", "reference")
_UNLISTABLE = ("http", "https")


class ConfigError(ValueError):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """Folders of one run. `reference` adds CSV files to the built-in reference data, or is None.

    A folder that was given as a URL is worked on as a local copy below `interim`; `remote` holds
    the (field, URL) pairs, which `pipeline.remote` keeps in step with their copies.
    """

    seeds: Path = Path("seeds")
    raw: Path = Path("data/raw")
    interim: Path = Path("data/interim")
    processed: Path = Path("data/processed")
    reference: Path | None = None
    remote: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None, **overrides: str | None
    ) -> Settings:
        """Settings from READOUTS_SEEDS, READOUTS_RAW, READOUTS_INTERIM, READOUTS_PROCESSED and
        READOUTS_REFERENCE; `overrides` (by field name) win where they are not None.

        Raises ConfigError for a URL that cannot be used.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, str] = {}
        for field in _FOLDERS:
            value = overrides.get(field) or environ.get(f"READOUTS_{field.upper()}")
            if value:
                values[field] = value.removeprefix("file://")
        urls = {field: value for field, value in values.items() if _URL.match(value)}
        for field, url in urls.items():
            _check_url(field, url)
        paths = {f: Path(v).expanduser() for f, v in values.items() if f not in urls}
        copies = paths.get("interim", cls.interim) / "remote"
        paths |= {field: copies / field for field in urls}
        return cls(**paths, remote=tuple(sorted(urls.items())))

    def url(self, field: str) -> str | None:
        """The URL of a folder that is not local; None for one that is."""
        return dict(self.remote).get(field)


def _check_url(field: str, url: str) -> None:
    variable = f"READOUTS_{field.upper()}={url}"
    if field == "interim":
        raise ConfigError(f"{variable}: the cache and the lock of a run need a local folder")
    if url.split(":")[0].lower() in _UNLISTABLE:
        raise ConfigError(f"{variable}: the files of a web server cannot be listed")
