"""Bytes → text, never lossy in silence.

Order of evidence: byte order mark, valid UTF-8, the encoding that a page declares, a detector.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
import ftfy

_SAMPLE = 1 << 16  # bytes shown to the detector
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "PDF, not text"),
    (b"\x89PNG", "binary (PNG image)"),
    (b"\xff\xd8\xff", "binary (JPEG image)"),
    (b"GIF8", "binary (GIF image)"),
    (b"PK\x03\x04", "binary (ZIP container; only .zip archives of pages are opened)"),
    (b"\xd0\xcf\x11\xe0", "binary (Office document)"),
    (b"{\\rtf", "RTF, not plain text"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(?P<meta>[\w.:-]{2,40})
        |<\?xml[^>]{0,100}?encoding\s*=\s*["'](?P<xml>[\w.:-]{2,40})
        |-\*-\s*coding:\s*(?P<coding>[\w.-]{2,40})""",
    re.VERBOSE | re.IGNORECASE,
)
# Names that pages use for a wider encoding than they name.
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
          "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
          "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874",
          "iso-8859-11": "cp874", "x-sjis": "cp932"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read with, and what was repaired ("" if nothing)."""

    text: str
    encoding: str
    note: str = ""


class UndecodableError(ValueError):
    """Bytes that are no text, or none that can be read without loss; says why."""


def decode(data: bytes) -> Decoded:
    """Text of the bytes of a page. Raises UndecodableError with the reason."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            found = _strict(data, encoding)
            if found is None:
                raise UndecodableError(f"not valid {encoding}, though its byte order mark says so")
            return found
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(reason)
    if b"\0" in data:
        return _checked(_without_mark(data))
    found = _strict(data, "utf-8") or _declared(data) or _mostly_utf8(data) or _detected(data)
    if found is None:
        raise UndecodableError("encoding unknown: no known one reads it without loss")
    return _checked(found)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # but for white space


def _checked(found: Decoded) -> Decoded:
    """Text has few control characters; bytes that happen to decode have many."""
    sample = found.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise UndecodableError("binary")
    return found


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 and UTF-32 without a mark show as zeros in fixed places; other zeros mean binary."""
    sample = data[: 1 << 12]
    sample = sample[: len(sample) // 4 * 4]
    for encoding, width, offset in (
        ("utf-32-le", 4, 3),
        ("utf-32-be", 4, 0),
        ("utf-16-le", 2, 1),
        ("utf-16-be", 2, 0),
    ):
        places = len(sample) // width
        if places and sample[offset::width].count(0) >= 0.5 * places:
            found = _strict(data, encoding)
            if found is not None and "\0" not in found.text:
                return found
    raise UndecodableError("binary")


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    name = next(group for group in match.groups() if group).decode("ascii").lower()
    return _strict(data, _WIDER.get(name, name))


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with some bytes of Windows-1252 between, as mixed sources leave them."""
    stray: list[bytes] = []

    def read_stray(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        wrong = error.object[error.start : error.start + 1]
        stray.append(wrong)
        return wrong.decode("cp1252", "replace"), error.start + 1

    codecs.register_error("readouts.stray", read_stray)
    text = data.decode("utf-8", "readouts.stray")
    valid = sum(char >= "\x80" for char in text) - len(stray)
    if len(stray) > 200 or valid < 3 * len(stray):
        return None
    return Decoded(text, "utf-8", f"{len(stray)} bytes that are no UTF-8 read as Windows-1252")


def _detected(data: bytes) -> Decoded | None:
    """The detector sees a window around the first byte beyond ASCII."""
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = max(0, first - 2048)
    matches = charset_normalizer.from_bytes(data[start : start + _SAMPLE])
    names = [match.encoding for match in matches]
    western = [name for name in names if name in ("cp1252", "latin_1", "iso8859_15")]
    for name in ["cp1252"] * bool(western) + names:
        found = _strict(data, name)
        if found is not None:
            return found
    return None


# UTF-8 that was read as Windows-1252: a lead byte's character, then those of continuation bytes.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160"
    "\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
    "\u017e\u0178]{1,3}"
)


def repair_mojibake(text: str) -> tuple[str, int]:
    """Repair characters that were decoded twice; how many places. Doubtful ones stay.

    Certain is what reads as valid UTF-8 when encoded back and holds at least two such places, or
    one of three characters.
    """
    places = list(_SUSPECT.finditer(text))
    if not places or not _is_certain([match[0] for match in places]):
        return text, 0
    count = 0

    def fix(match: re.Match[str]) -> str:
        nonlocal count
        fixed = ftfy.fix_encoding(match[0])
        count += fixed != match[0]
        return fixed

    return _SUSPECT.sub(fix, text), count


def _is_certain(places: list[str]) -> bool:
    fixed = [place for place in places[:2000] if ftfy.fix_encoding(place) != place]
    return len(fixed) >= 0.9 * min(len(places), 2000) and (
        len(fixed) >= 2 or any(len(place) >= 3 for place in fixed)
    )
