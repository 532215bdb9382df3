"""Builds labour_contract.docx, the template that docxtpl fills: `python -m config.contract.build_template`.

A company may open the result in Word or WPS and change fonts, margins and wording around the {{ fields }}; the
clauses themselves come from config/clauses.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BODY_FONT, HEAD_FONT = "宋体", "黑体"
TEMPLATE = Path(__file__).with_name("labour_contract.docx")


def build() -> Doc:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin = section.bottom_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    _font(normal, BODY_FONT)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.text, header.alignment = "{{ header }}", WD_ALIGN_PARAGRAPH.RIGHT
    title = document.add_paragraph("{{ title }}")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(18)
    title.runs[0].font.size, title.runs[0].bold = Pt(20), True
    _font(title.runs[0], HEAD_FONT)
    document.add_paragraph("{%p for party in parties %}")
    document.add_paragraph("{{ party }}")
    document.add_paragraph("{%p endfor %}")
    preamble = document.add_paragraph("{{ preamble }}")
    preamble.paragraph_format.first_line_indent = Pt(21)
    document.add_paragraph("{%p for clause in clauses %}")
    heading = document.add_paragraph("{{ clause.heading }}")
    heading.runs[0].bold = True
    _font(heading.runs[0], HEAD_FONT)
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(8), True
    body = document.add_paragraph("{{ clause.text }}")
    body.paragraph_format.first_line_indent = Pt(21)
    document.add_paragraph("{%p endfor %}")
    _signatures(document)
    return document


def _signatures(document: Doc) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(
        table.rows[0].cells,
        (("甲方（盖章）：", "法定代表人或者委托代理人（签字）："), ("乙方（签字）：", "")),
        strict=True,
    ):
        cell.paragraphs[0].paragraph_format.space_before = Pt(30)
        cell.paragraphs[0].text = lines[0]
        cell.add_paragraph(lines[1])
        cell.add_paragraph("")
        cell.add_paragraph("日期：      年    月    日")


def _font(owner: object, name: str) -> None:
    owner.font.name = name  # type: ignore[attr-defined]  # a style or a run: both have a font
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # type: ignore[attr-defined]


if __name__ == "__main__":
    build().save(str(TEMPLATE))
