"""Every format gives the lines a person sees, in reading order."""

import io
import threading
from pathlib import Path

import docx
import pytest
import typst

from scoring.engines.documents.reader import DocumentReader
from scoring.resume.document import FileKind

LINES = ("姓名：赵明远", "工作经历", "2020.03-至今  数据工程师")


# Where `make setup` puts the face that the product's own papers are set in: a fresh machine has no other Chinese one.
FACES = Path(__file__).resolve().parents[2] / "var" / "models" / "noto-sans-cjk-sc"


def pdf(source: str) -> bytes:
    text = '#set text(font: "Noto Sans SC", size: 10pt)\n' + source
    return typst.compile(text.encode(), font_paths=[FACES], ignore_system_fonts=True)


def test_a_scanned_page_is_read_by_ocr(reader: DocumentReader) -> None:
    """The same page as a picture: PP-OCR reads it, and says how sure it is."""
    text = '#set page(width: 12cm, height: 8cm)\n#set text(font: "Noto Sans SC", size: 14pt)\n姓名：赵明远\n\n数据工程师'
    picture = typst.compile(
        text.encode(), format="png", ppi=150, font_paths=[FACES], ignore_system_fonts=True
    )
    document = reader.read(picture)
    assert document.kind is FileKind.SCAN
    assert [line.text for line in document.lines] == ["姓名：赵明远", "数据工程师"]
    assert all(0.5 < line.confidence <= 1 for line in document.lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_reads_the_same_in_every_encoding(reader: DocumentReader, encoding: str) -> None:
    document = reader.read("姓名：赵明远\r\n工作经历\r\n2020.03-至今\t数据工程师\r\n".encode(encoding))
    assert document.kind is FileKind.TEXT
    assert tuple(line.text for line in document.lines) == LINES


def test_big5_is_told_from_gbk(reader: DocumentReader) -> None:
    document = reader.read(
        "姓名：趙明遠\n學歷：國立臺灣大學資訊工程學系\n經歷：軟體開發工程師，負責後端服務\n".encode("big5")
    )
    assert document.lines[1].text == "學歷：國立臺灣大學資訊工程學系"


def test_a_sidebar_is_read_before_the_main_column(reader: DocumentReader) -> None:
    side = "\\ ".join(["赵明远", "男", "电话 13800001111", "现居 杭州", "技能", "Python", "Go", "SQL"])
    main = "\\ ".join(f"主栏第{n}行的内容写得长一些" for n in range(1, 12))
    source = f"#grid(columns: (120pt, 1fr), column-gutter: 24pt, [#set par(leading: 9pt)\n{side}], [#set par(leading: 13.5pt)\n{main}])"
    lines = [line.text for line in reader.read(pdf(source)).lines]
    assert lines[:8] == ["赵明远", "男", "电话 13800001111", "现居 杭州", "技能", "Python", "Go", "SQL"]
    assert lines[8].startswith("主栏第1行")


def test_a_table_row_is_a_line_of_cells(reader: DocumentReader) -> None:
    source = "#table(columns: (60pt, 120pt, 60pt, 120pt), [姓名], [赵明远], [性别], [男], [学历], [本科], [专业], [统计学])"
    assert [line.cells for line in reader.read(pdf(source)).lines] == [
        ("姓名", "赵明远", "性别", "男"),
        ("学历", "本科", "专业", "统计学"),
    ]


def test_a_docx_table_row_is_a_line_of_cells(reader: DocumentReader) -> None:
    document = docx.Document()
    document.add_paragraph("姓名：赵明远")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "2020.03-至今", "数据工程师"
    held = io.BytesIO()
    document.save(held)
    read = reader.read(held.getvalue())
    assert read.kind is FileKind.DOCX
    assert [line.cells for line in read.lines] == [("姓名：赵明远",), ("2020.03-至今", "数据工程师")]


def test_a_saved_web_page_in_a_mail_is_read_as_the_page(reader: DocumentReader) -> None:
    page = "<html><body><p>姓名：赵明远</p></body></html>".encode("gb18030")
    message = (
        b"MIME-Version: 1.0\r\nSubject: cv\r\nContent-Type: text/html; charset=gb2312\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + page
    )
    assert [line.text for line in reader.read(message).lines] == ["姓名：赵明远"]


def test_rtf_is_read_with_its_bytes_its_numbers_and_without_its_objects(reader: DocumentReader) -> None:
    name = "".join(f"\\'{byte:02x}" for byte in "姓名：赵明远".encode("gb18030"))
    source = f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Song;}}}}{name}\\par \\u24037?\\u20316?\\par {{\\object{{\\*\\objdata 0105}}}}{{\\v hidden}}}}"
    document = reader.read(source.encode("ascii"))
    assert [line.text for line in document.lines] == ["姓名：赵明远", "工作"]
    assert [hidden.text for hidden in document.concealed] == ["hidden"]


def test_a_child_outlives_the_thread_that_started_it() -> None:
    with DocumentReader(children=1) as reader:
        first = threading.Thread(target=reader.read, args=(b"first",))
        first.start()
        first.join()
        assert reader.read(b"second").lines[0].text == "second"


def pdf_with_a_group(inside: str, to_unicode: dict[str, str]) -> bytes:
    """A page whose text is drawn in a group, as browsers print what is translucent. to_unicode: code -> character."""
    ranges = "\n".join(f"<{ord(code):02x}> <{ord(char):04x}>" for code, char in to_unicode.items())
    cmap = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(to_unicode)} beginbfchar {ranges} endbfchar endcmap end"
    form = "/Type /XObject /Subtype /Form /BBox [0 0 800 800] /Resources << /Font << /F 5 0 R >> >> /Group << /S /Transparency >>"
    page = "q .75 0 0 -.75 60 700 cm /X Do Q"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 7 0 R >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        f"<< {form} /Length {len(inside)} >>\nstream\n{inside}\nendstream",
    ]
    out = "%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def test_radicals_in_a_translucent_group_stay_in_their_words(reader: DocumentReader) -> None:
    drawn = "BT /F 12 Tf 1 0 0 -1 20 40 Tm (A) Tj ET BT /F 12 Tf 1 0 0 -1 32 40 Tm (B) Tj ET BT /F 12 Tf 1 0 0 -1 44 40 Tm (C) Tj ET"
    document = reader.read(pdf_with_a_group(drawn, {"A": "出", "B": "⽣", "C": "地"}))
    assert [line.text for line in document.lines] == ["出生地"]
    assert document.concealed == ()


def test_months_in_the_margin_stay_beside_their_entries(reader: DocumentReader) -> None:
    """Headings in the margin only 1.14 times the text, as 小四 above 五号."""
    entries = "".join(
        f"place(dx: 0pt, dy: {y}pt)[#text(size: 10.5pt)[{months}]]\n#place(dx: 120pt, dy: {y}pt)[#text(size: 10.5pt)[{entry}]]\n"
        f"#place(dx: 120pt, dy: {y + 16}pt)[#text(size: 10.5pt)[做了许多事情并写成报告]]\n#place(dx: 120pt, dy: {y + 32}pt)[#text(size: 10.5pt)[又做了许多别的事情]]\n#"
        for y, months, entry in (
            (60, "2021.01-2022.02", "甲公司"),
            (120, "2019.01-2020.12", "乙公司"),
            (220, "2015.09-2019.06", "丙大学"),
        )
    )
    heads = "place(dx: 0pt, dy: 40pt)[#text(size: 12pt)[走过的路]]\n#place(dx: 0pt, dy: 200pt)[#text(size: 12pt)[读书]]\n"
    document = reader.read(pdf(f"#{entries}{heads}"))
    assert [line.cells for line in document.lines if line.text.startswith("20")] == [
        ("2021.01-2022.02", "甲公司"),
        ("2019.01-2020.12", "乙公司"),
        ("2015.09-2019.06", "丙大学"),
    ]


def test_months_at_the_end_of_their_lines_are_no_part_of_the_sidebar_beyond(reader: DocumentReader) -> None:
    posts = "\\ ".join(
        f"苏州禾木电子第{n}厂 #h(1fr) 20{n}.03–20{n}.12\\ 主栏的内容写得长一些\\ 又一行内容"
        for n in range(12, 20)
    )
    side = "\\ ".join(
        ["联系", "电话 13800001111", "女", "技能", "Python", "Go", "SQL", "证书", "二级", "三级"]
    )
    source = f"#grid(columns: (1fr, 100pt), column-gutter: 30pt, [#set par(leading: 13.5pt)\n{posts}], [#set par(leading: 9pt)\n{side}])"
    lines = [line.cells for line in reader.read(pdf(source)).lines]
    assert ("苏州禾木电子第12厂", "2012.03–2012.12") in lines
