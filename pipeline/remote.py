"""Folders that are URLs (`s3://…`, `gs://…`, whatever fsspec knows) and their local copies.

The pipeline works on local folders. Seeds and reference data are copied in before a run, changed
files only; the published set and the raw copies are copied out after it. An object store has no
exchange of directories: tables are uploaded one by one and the package file last, so that a
reader can tell a complete set by its package file, and `load_all` by the versions of its tables.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import package
from pipeline.config import ConfigError, Settings

log = logging.getLogger(__name__)

# What tells one version of a remote file from another, as the file systems call it.
_STAMPS = ("ETag", "etag", "md5Hash", "crc32c", "LastModified", "last_modified", "mtime", "created")


class RemoteError(RuntimeError):
    """A remote folder that cannot be read or written."""


def fetch(settings: Settings, field: str) -> None:
    """Bring the local copy of a remote folder up to date. Does nothing for a local folder.

    Raises RemoteError where the folder cannot be read, ConfigError where the library for its
    protocol is not installed.
    """
    url = settings.url(field)
    if url is None:
        return
    local: Path = getattr(settings, field)
    system, root = _open(url)
    notes = local.with_name(f"{local.name}.json")
    known = _read_notes(notes)
    try:
        found = {
            name: (path, _stamp(info))
            for path, info in sorted(system.find(root, detail=True).items())
            if (name := _inside(path, root)) is not None
        }
        for name, (path, stamp) in found.items():
            target = local / name
            if known.get(name) != stamp or not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                partial = target.with_name(f".{target.name}.part")
                system.get_file(path, str(partial))
                partial.replace(target)
                log.info("copied %s", path)
    except (OSError, ValueError) as error:
        raise RemoteError(f"{url} cannot be read: {error}") from error
    for name in known.keys() - found.keys():
        (local / name).unlink(missing_ok=True)
    local.mkdir(parents=True, exist_ok=True)
    notes.write_text(json.dumps({n: stamp for n, (_, stamp) in found.items()}), encoding="utf-8")


def send(settings: Settings, field: str) -> None:
    """Copy a local folder out to its URL. Does nothing for a local folder.

    `raw`: files that are not there yet. `processed`: all tables, then the package file, unless
    the remote set already is this one. Raises RemoteError where the folder cannot be written.
    """
    url = settings.url(field)
    if url is None:
        return
    local: Path = getattr(settings, field)
    system, root = _open(url)
    try:
        if field == "raw":
            there = {_inside(path, root) for path in system.find(root)}
            names = [name for name in _names(local) if name not in there]
        else:
            names = _names(local)
            if _is_there(system, root, local):
                names = []
        for name in names:
            target = f"{root}/{name}"
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(local / name), target)
            log.info("wrote %s", target)
    except (OSError, ValueError) as error:
        raise RemoteError(f"{url} cannot be written: {error}") from error


def _open(url: str) -> tuple[Any, str]:
    import fsspec  # only remote folders need it

    try:
        system, root = fsspec.url_to_fs(url)
    except ImportError as error:
        raise ConfigError(f"{url}: {error} (see the extras of readouts: s3, gcs, azure)") from error
    except ValueError as error:
        raise ConfigError(f"{url}: {error}") from error
    system.invalidate_cache()
    return system, root.rstrip("/")


def _inside(path: str, root: str) -> str | None:
    """The name of a remote file below its folder; None where it would lead out of the copy."""
    name = path.removeprefix(root).lstrip("/")
    parts = PurePosixPath(name).parts
    return name if parts and ".." not in parts else None


def _stamp(info: Mapping[str, Any]) -> str:
    return " ".join([str(info.get("size")), *(str(info[key]) for key in _STAMPS if key in info)])


def _read_notes(notes: Path) -> dict[str, str]:
    try:
        known = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _names(local: Path) -> list[str]:
    """Files of a folder, hidden ones aside; the package file last."""
    names = [
        path.relative_to(local).as_posix()
        for path in local.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    ]
    return sorted(names, key=lambda name: (name == package.FILE_NAME, name))


def _is_there(system: Any, root: str, local: Path) -> bool:
    path = f"{root}/{package.FILE_NAME}"
    if not system.exists(path):
        return False
    return bool(system.cat_file(path) == (local / package.FILE_NAME).read_bytes())
