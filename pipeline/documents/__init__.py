"""Seed files become documents: bytes → decoded text, or a clear reason why not.

Nothing here raises on bad input, and nothing is lost in silence: a seed that cannot be decoded
without loss is rejected, and every repair is reported in `reason`.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.documents.decoding import Decoded, UndecodableError, decode, repair_mojibake
from pipeline.documents.markup import extract_text, is_markup

__all__ = [
    "MAX_BYTES",
    "Document",
    "decode",
    "distinct",
    "list_seeds",
    "read_documents",
    "read_seed",
]

MAX_BYTES = 256 * 1024 * 1024  # of one page; a long archive is a few MB
MAX_MEMBERS = 100_000  # of one .zip
SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".zip", ".gz"}
)
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", "~")


@dataclass(frozen=True, slots=True)
class Document:
    """One row of `documents`, without the number of its articles."""

    document_id: str
    path: str
    sha256: str | None
    n_bytes: int
    encoding: str | None
    n_chars: int
    status: str
    reason: str | None
    text: str


class _TooLargeError(ValueError):
    """A file, or a member of an archive, that holds more than MAX_BYTES."""

    def __init__(self) -> None:
        super().__init__(f"larger than {MAX_BYTES} bytes")


def list_seeds(seeds: Path) -> list[Path]:
    """Seed files below `seeds`, sorted; hidden and half-copied files are skipped.

    A directory whose name ends like a seed's, that cannot be opened, or that leads back to itself
    is listed too, so that it is reported as rejected rather than passed over.
    """
    found: list[Path] = []
    for path in seeds.iterdir() if seeds.is_dir() else []:
        if path.name.startswith(".") or path.name.lower().endswith(_UNFINISHED):
            continue
        if path.is_dir() and path.suffix.lower() not in SUFFIXES and _can_enter(path):
            found.extend(list_seeds(path))
        else:
            found.append(path)
    return sorted(found)


def _can_enter(directory: Path) -> bool:
    if directory.is_symlink() and directory.parent.resolve().is_relative_to(directory.resolve()):
        return False
    return os.access(
        directory, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids
    )


def read_seed(path: Path, seeds: Path) -> list[Document]:
    """Documents of one seed (a .zip holds several), sorted by path; never raises on bad input."""
    name = path.relative_to(seeds).as_posix()
    try:
        if not path.is_file():
            return [_rejected(name, 0, None, _what_it_is(path))]
        size = path.stat().st_size
        if size > MAX_BYTES:
            return [_rejected(name, size, None, str(_TooLargeError()))]
        data = path.read_bytes()
    except OSError as error:
        return [_rejected(name, 0, None, f"unreadable: {error.strerror or error}")]
    return list(_open(name, data))


def read_documents(seeds: Path) -> list[Document]:
    """All documents below `seeds`, sorted by path; a repeated content is rejected."""
    return distinct([document for path in list_seeds(seeds) for document in read_seed(path, seeds)])


def distinct(documents: list[Document]) -> list[Document]:
    """The first document (by path) of each content stays; the others are rejected with its name."""
    first: dict[str, str] = {}
    result = []
    for document in sorted(documents, key=lambda document: document.path):
        if document.sha256 is None or document.sha256 not in first:
            first.setdefault(document.sha256 or "", document.path)
            result.append(document)
            continue
        again = _rejected(
            document.path,
            document.n_bytes,
            document.sha256,
            f"same content as {first[document.sha256]}",
        )
        result.append(replace(again, document_id=_path_id(document.path)))
    return result


def _what_it_is(path: Path) -> str:
    if path.is_dir():
        return "a directory"
    return "a broken link" if path.is_symlink() else "not a regular file"


def _path_id(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _rejected(name: str, size: int, sha256: str | None, reason: str) -> Document:
    identity = sha256[:12] if sha256 else _path_id(name)
    safe = name.encode("utf-8", "backslashreplace").decode()  # file names may be no Unicode
    return Document(identity, safe, sha256, size, None, 0, "rejected", reason, "")


def _open(name: str, data: bytes) -> Iterator[Document]:
    """Documents of a file's bytes, unpacked where it is an archive."""
    lower = name.lower()
    try:
        if lower.endswith(".zip"):
            yield from _members(name, data)
        elif lower.endswith(".gz"):
            yield _read(name, data, _unpack(data))
        else:
            yield _read(name, data, data)
    except _TooLargeError as error:
        yield _rejected(name, len(data), hashlib.sha256(data).hexdigest(), str(error))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        # RuntimeError: an encrypted member.
        reason = f"damaged archive: {error}"
        yield _rejected(name, len(data), hashlib.sha256(data).hexdigest(), reason)


def _unpack(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        result = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise gzip.BadGzipFile(str(error)) from error
    if len(result) > MAX_BYTES:
        raise _TooLargeError
    if not unpacker.eof:
        raise EOFError("it ends too early")
    return result


def _members(name: str, data: bytes) -> Iterator[Document]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        if len(members) > MAX_MEMBERS:
            raise zipfile.BadZipFile(f"more than {MAX_MEMBERS} members")
        for member in members:
            inner = PurePosixPath(member.filename)
            hidden = any(part.startswith((".", "__MACOSX")) for part in inner.parts)
            if member.is_dir() or hidden:
                continue
            path = f"{name}/{member.filename}"
            if inner.suffix.lower() not in SUFFIXES - {".zip"}:
                yield _rejected(path, member.file_size, None, "not a page (by its name)")
                continue
            if member.file_size > MAX_BYTES:
                raise _TooLargeError
            content = archive.read(member)
            if inner.suffix.lower() == ".gz":
                yield _read(path, content, _unpack(content))
            else:
                yield _read(path, content, content)


def _read(name: str, raw: bytes, data: bytes) -> Document:
    """Document of a page. `raw` are the stored bytes, which give the identity."""
    sha256 = hashlib.sha256(raw).hexdigest()
    if not data.strip():
        return _rejected(name, len(raw), sha256, "empty")
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return _rejected(name, len(raw), sha256, str(error))
    inner = PurePosixPath(name.lower().removesuffix(".gz"))
    text, notes = _normalised(decoded, is_markup(data, inner.suffix))
    if not text.strip():
        return _rejected(name, len(raw), sha256, "empty: no text is left")
    safe = name.encode("utf-8", "backslashreplace").decode()
    reason = "; ".join(notes) or None
    return Document(
        sha256[:12], safe, sha256, len(raw), decoded.encoding, len(text), "parsed", reason, text
    )


def _normalised(decoded: Decoded, markup: bool) -> tuple[str, list[str]]:
    notes = [decoded.note] if decoded.note else []
    text = decoded.text.removeprefix("\ufeff")
    text, repaired = repair_mojibake(text)
    if repaired:
        notes.append(f"mojibake repaired in {repaired} places")
    if markup:
        text = extract_text(text)
        notes.append("text extracted from HTML")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes
