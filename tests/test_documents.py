"""Seed files become documents: decoded without loss, or rejected with a reason."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import documents
from pipeline.documents import decode, list_seeds, read_documents, read_seed
from pipeline.documents.decoding import UndecodableError
from pipeline.documents.markup import extract_text

TEXT = "Envoys meet in Quito\n\nThe Ambassador of Norway, Åse Hagtvet, met “old friends” – today.\n"


def _read(directory: Path, name: str, data: bytes) -> documents.Document:
    path = directory / name
    path.write_bytes(data)
    (document,) = read_seed(path, directory)
    return document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    document = _read(tmp_path, "a.txt", TEXT.encode(encoding))
    assert document.status == "parsed", document.reason
    assert document.text == TEXT
    assert document.n_chars == len(TEXT)


def test_old_encoding_is_detected_without_loss(tmp_path: Path) -> None:
    document = _read(tmp_path, "a.txt", (TEXT * 8).encode("cp1252"))
    assert document.text == TEXT * 8, document.encoding


def test_declared_encoding_is_believed(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Министр принял посла.</p>'
    document = _read(tmp_path, "a.html", page.encode("cp1251"))
    assert "Министр принял посла." in document.text


def test_line_ends_and_mark_are_all_that_changes(tmp_path: Path) -> None:
    raw = "\ufeffOne\u00a0line\r\nsoft\u00adhyphen\rzero\u200bwidth\n"
    document = _read(tmp_path, "a.txt", raw.encode())
    assert document.text == "One\u00a0line\nsoft\u00adhyphen\nzero\u200bwidth\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 50, "binary"),
        (b"%PDF-1.7 and so on", "PDF"),
    ],
)
def test_unreadable_content_is_rejected_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    document = _read(tmp_path, "a.txt", data)
    assert document.status == "rejected"
    assert document.reason is not None
    assert reason in document.reason
    assert document.text == ""
    assert document.document_id == hashlib.sha256(data).hexdigest()[:12]


def test_a_directory_with_a_seeds_name_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(TEXT)
    found = {document.path: document for document in read_documents(tmp_path)}
    assert found["folder.txt"].status == "rejected"
    assert "directory" in (found["folder.txt"].reason or "")
    assert found["more/a.txt"].status == "parsed"


def test_a_broken_link_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (document,) = read_documents(tmp_path)
    assert document.status == "rejected"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (document,) = read_documents(tmp_path)
    assert document.status == "rejected"
    assert "unreadable" in (document.reason or "")


def test_too_large_is_rejected_without_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    document = _read(tmp_path, "a.txt", TEXT.encode())
    assert document.status == "rejected"
    assert "larger than" in (document.reason or "")
    assert document.sha256 is None


def test_repeated_content_is_rejected_with_the_first_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    first, second, third = read_documents(tmp_path)
    assert (first.path, first.status) == ("a.txt", "parsed")
    assert second.reason == "same content as a.txt"
    assert third.reason == "same content as a.txt"
    assert len({first.document_id, second.document_id, third.document_id}) == 3


def test_hidden_and_half_copied_files_are_no_seeds(tmp_path: Path) -> None:
    for name in (".gitkeep", "a.txt.part", "b.tmp", "c.crdownload", "d.txt~", "e.partial", "f.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [path.name for path in list_seeds(tmp_path)] == ["f.txt"]


def test_archives_hold_documents(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("two/deep.txt", TEXT.upper())
        archive.writestr("image.png", b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "pages.zip").write_bytes(buffer.getvalue())
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(TEXT.lower().encode()))
    found = {document.path: document for document in read_documents(tmp_path)}
    assert found["pages.zip/one.txt"].text == TEXT
    assert found["pages.zip/two/deep.txt"].text == TEXT.upper()
    assert found["page.txt.gz"].text == TEXT.lower()
    assert all(found[name].status == "parsed" for name in found if not name.endswith("png"))


@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz"])
def test_a_broken_archive_is_rejected(tmp_path: Path, name: str) -> None:
    document = _read(tmp_path, name, b"PK\x03\x04 nothing of the kind")
    assert document.status == "rejected"
    assert document.reason


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.txt", "a" * 100_000)
    bomb = _read(tmp_path, "a.zip", buffer.getvalue())
    packed = _read(tmp_path, "a.gz", gzip.compress(b"a" * 100_000))
    for document in (bomb, packed):
        assert document.status == "rejected", document.path
        assert "larger than" in (document.reason or ""), document.path


def test_certain_mojibake_is_repaired_and_reported(tmp_path: Path) -> None:
    broken = "The ministerâ€™s visit to MÃ©xico.\n\nNhÃ¢n DÃ¢n reported it.\n"
    document = _read(tmp_path, "a.txt", broken.encode())
    assert document.text == "The minister’s visit to México.\n\nNhân Dân reported it.\n"
    assert "mojibake" in (document.reason or "")


def test_what_only_looks_like_mojibake_stays(tmp_path: Path) -> None:
    text = "Ã is a letter, â another; “São Tomé” is a name.\n"
    document = _read(tmp_path, "a.txt", text.encode())
    assert document.text == text
    assert document.reason is None


def test_stray_bytes_in_utf8_are_reported(tmp_path: Path) -> None:
    data = ("Żołnierze – " * 50).encode() + b"a \x92quoted\x92 word"
    document = _read(tmp_path, "a.txt", data)
    assert document.text.endswith("a ’quoted’ word")
    assert "2 bytes" in (document.reason or "")


PAGE = """<!DOCTYPE html><html><head><title>Talks in Quito | Example Blog</title>
<script>var a = "never shown";</script><style>p {color: red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>Talks in Quito</h1>
<p>QUITO, March 3 (Example News) &mdash; The Foreign Minister of Chile met his
colleague here on Tuesday.</p><p>They spoke of <b>trade</b>, fisheries<br>and the Antarctic
programme of both countries, which will be continued.</p>
<h2>A second theme</h2><ul><li>Ports</li><li>Roads between the two countries</li></ul>
</article><footer>All rights reserved.</footer></body></html>"""


def test_html_keeps_blocks_apart_and_drops_what_is_not_shown(tmp_path: Path) -> None:
    document = _read(tmp_path, "a.html", PAGE.encode())
    assert document.status == "parsed", document.reason
    assert "never shown" not in document.text
    assert "color: red" not in document.text
    blocks = document.text.split("\n\n")
    assert "Talks in Quito" in blocks
    lead = next(block for block in blocks if block.startswith("QUITO"))
    assert lead.endswith("met his colleague here on Tuesday.")
    assert "A second theme" in blocks
    assert any("Roads between the two countries" in block for block in blocks)


def test_html_archives_keep_every_post(tmp_path: Path) -> None:
    posts = "".join(
        f"<article><header><h2>Post number {n} of the archive</h2><span>May {n}, 2020</span>"
        f"</header><p>An introduction to text {n}, in one sentence.</p><hr>"
        f"<p>QUITO, May {n} (ABC) &mdash; The envoys met for the {n}. time.</p>"
        '<div class="sharedaddy"><h3>Share this:</h3><a>Twitter</a></div></article>'
        for n in range(1, 6)
    )
    page = f"<html><body><nav><a>Home</a></nav><main>{posts}</main><aside>Links</aside></body>"
    blocks = _read(tmp_path, "a.html", page.encode()).text.split("\n\n")
    assert [b for b in blocks if b.startswith("Post number")] == [
        f"Post number {n} of the archive" for n in range(1, 6)
    ]
    assert sum("The envoys met" in block for block in blocks) == 5
    assert not {"Home", "Twitter", "Share this:", "Links"} & set(blocks)


def test_line_breaks_part_paragraphs_on_old_pages(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><td><b>Talks in Lima</b><br><br>&nbsp;The ministers of both<br>"
        "countries met.<br><br>They parted as friends.</td></tr></table></body></html>"
    )
    text = _read(tmp_path, "a.htm", page.encode()).text
    assert text.split("\n\n") == [
        "Talks in Lima",
        "The ministers of both countries met.",
        "They parted as friends.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PAGE)), st.integers(0, len(PAGE)), st.text(max_size=20))
def test_broken_html_is_read_somehow(start: int, end: int, noise: str) -> None:
    assert isinstance(extract_text(PAGE[start:] + noise + PAGE[:end]), str)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_decoding_gives_text_or_a_reason(data: bytes) -> None:
    with suppress(UndecodableError):  # a reason, not a crash
        assert isinstance(decode(data).text, str)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_utf8_text_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()).text.removeprefix("\ufeff") == text.removeprefix("\ufeff")
