"""Files made to break a reader: each ends in an error with a code, or is read without what was dangerous in it."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
import typst

from scoring.engines.documents.reader import DocumentReader, IsArchive
from scoring.engines.errors import EngineCode, EnginePermanent

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(reader: DocumentReader, content: bytes) -> EngineCode:
    with pytest.raises(EnginePermanent) as caught:
        reader.read(content)
    assert caught.value.message.endswith(f"（{caught.value.code.value}）")
    return caught.value.code


def package(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\0" * 50])
def test_an_empty_file_is_told_as_such(reader: DocumentReader, content: bytes) -> None:
    assert refusal(reader, content) is EngineCode.EMPTY_FILE


def test_a_program_is_no_document_whatever_its_name(reader: DocumentReader) -> None:
    assert refusal(reader, b"MZ" + b"\0" * 400) is EngineCode.NOT_A_DOCUMENT


def test_an_old_word_file_asks_to_be_saved_anew(reader: DocumentReader) -> None:
    assert refusal(reader, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) is EngineCode.OLD_WORD


def test_a_spreadsheet_is_no_resume(reader: DocumentReader) -> None:
    assert refusal(reader, package(**{"xl/workbook.xml": b"<workbook/>"})) is EngineCode.NOT_A_DOCUMENT


def test_a_picture_is_judged_by_its_header_before_decoding(reader: DocumentReader) -> None:
    assert refusal(reader, png_header(20_000, 20_000)) is EngineCode.PICTURE_TOO_LARGE


def test_a_pdf_cut_short_is_not_read_in_part(reader: DocumentReader) -> None:
    whole = typst.compile(b"= CV\n" + b"line \\ " * 300)
    assert refusal(reader, whole[: len(whole) * 2 // 3]) is EngineCode.DOCUMENT_BROKEN


def test_a_pdf_of_many_pages_is_refused(reader: DocumentReader) -> None:
    assert (
        refusal(reader, typst.compile(b"#for n in range(61) [#pagebreak(weak: true) x]"))
        is EngineCode.TOO_MANY_PAGES
    )


def test_entities_in_a_docx_are_refused_not_expanded(reader: DocumentReader) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    assert refusal(reader, package(**{"word/document.xml": body.encode()})) is EngineCode.UNSAFE_DOCUMENT


def test_a_docx_that_unpacks_a_hundredfold_is_refused_before_unpacking(reader: DocumentReader) -> None:
    assert (
        refusal(reader, package(**{"word/document.xml": b" " * (40 << 20)})) is EngineCode.ARCHIVE_TOO_LARGE
    )


def test_deep_nesting_ends_in_an_error_and_the_next_file_is_read(reader: DocumentReader) -> None:
    assert refusal(reader, b"<html><body>" + b"<div>" * 60_000 + b"x") is EngineCode.DOCUMENT_TOO_COSTLY
    assert reader.read("姓名：赵明远".encode()).lines[0].text == "姓名：赵明远"


def test_an_archive_gives_its_files_under_harmless_names(reader: DocumentReader) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../../etc/张三.txt", "姓名：张三")
        archive.writestr("inner.zip", package(a=b"x"))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(IsArchive):
        reader.read(held.getvalue())
    found = {m.shown_name: (m.content, m.error and m.error.code) for m in reader.unpack(held.getvalue())}
    assert found == {
        "张三.txt": ("姓名：张三".encode(), None),
        "inner.zip": (None, EngineCode.NESTED_ARCHIVE),
        "link.txt": (None, EngineCode.UNSAFE_DOCUMENT),
    }


def test_one_endless_line_is_read_in_pieces(reader: DocumentReader) -> None:
    document = reader.read(("手机 13800001111 " + "a" * 300_000).encode())
    assert document.lines[0].text.startswith("手机 13800001111")
    assert max(len(line.text) for line in document.lines) <= 20_000


@pytest.mark.shared
def test_the_sample_of_hostile_files_ends_as_its_manifest_says(reader: DocumentReader) -> None:
    folder = Path(__file__).resolve().parents[3] / "shared/data/resumes/hostile/files"
    if not folder.is_dir():
        pytest.skip("no shared data beside the project")
    refused = {"x01", "x02", "x06", "x08", "x10"}
    for file in sorted(folder.iterdir()):
        if file.name[:3] in refused:
            refusal(reader, file.read_bytes())
        else:
            assert any("任嘉怡" in line.text for line in reader.read(file).lines), file.name


def test_the_reader_cannot_open_files_once_it_reads(reader: DocumentReader, tmp_path: Path) -> None:
    # An HTML page that points at a local file: nothing of it comes back, the text does.
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    page = f'<html><body><p>姓名：赵明远</p><iframe src="file://{secret}"></iframe><object data="file://{secret}"></object></body></html>'
    assert [line.text for line in reader.read(page.encode()).lines] == ["姓名：赵明远"]


def test_a_word_file_with_a_macro_part_is_read_for_its_text_only(reader: DocumentReader) -> None:
    document = docx.Document()
    document.add_paragraph("姓名：赵明远")
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\0" * 100)
    assert [line.text for line in reader.read(held.getvalue()).lines] == ["姓名：赵明远"]
