"""Where a run reads and writes, from environment variables with defaults in the working folder."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class ConfigError(ValueError):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """Folders of one run. `reference` adds CSV files to the built-in reference data, or is None."""

    seeds: Path = Path("seeds")
    raw: Path = Path("data/raw")
    interim: Path = Path("data/interim")
    processed: Path = Path("data/processed")
    reference: Path | None = None

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None, **overrides: str | None
    ) -> Settings:
        """Settings from READOUTS_SEEDS, READOUTS_RAW, READOUTS_INTERIM, READOUTS_PROCESSED and
        READOUTS_REFERENCE; `overrides` (by field name) win where they are not None.

        Raises ConfigError for a URL: only local paths are supported.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Path] = {}
        for field in fields(cls):
            variable = f"READOUTS_{field.name.upper()}"
            value = overrides.get(field.name) or environ.get(variable)
            if value:
                values[field.name] = local_path(value, variable)
        return cls(**values)


def local_path(value: str, name: str) -> Path:
    """`value` as a path; ConfigError where it is a URL other than file://."""
    if value.startswith("file://"):
        value = value.removeprefix("file://")
    elif _URL.match(value):
        raise ConfigError(
            f"{name}={value}: only local paths are supported; copy or mount the remote folder"
        )
    return Path(value).expanduser()
