"""Text that a person can't see is cut from the lines and handed over apart; text that can be seen stays."""

import io

import docx
import pytest
import typst
from docx.shared import Pt, RGBColor

from scoring.engines.documents.reader import DocumentReader
from scoring.resume.document import Concealment, Document

SEEN, HIDDEN = "Sales clerk in Hangzhou", "Python Kubernetes master"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


@pytest.mark.parametrize(
    ("source", "how"),
    [
        (f"#text(fill: white)[{HIDDEN}]", Concealment.COLOUR),
        (f"#text(fill: rgb(250, 250, 250))[{HIDDEN}]", Concealment.COLOUR),
        (f"#text(size: 1pt)[{HIDDEN}]", Concealment.TINY),
        (f"#place(dx: 900pt)[{HIDDEN}]", Concealment.OFF_PAGE),
        (
            f"#box[{HIDDEN} #place(top + left, rect(width: 200pt, height: 20pt, fill: white))]",
            Concealment.INVISIBLE,
        ),
    ],
)
def test_hidden_words_of_a_pdf_are_found(reader: DocumentReader, source: str, how: Concealment) -> None:
    document = reader.read(typst.compile(f"{SEEN}\n\n{source}".encode()))
    assert texts(document) == [SEEN]
    assert [(hidden.text, hidden.how) for hidden in document.concealed] == [(HIDDEN, how)]


@pytest.mark.parametrize(
    "source",
    [
        f"#block(fill: navy, inset: 12pt, text(fill: white)[{SEEN}])",
        f"#text(fill: luma(190))[{SEEN}]",
        f"#block(fill: gradient.linear(navy, purple), inset: 12pt, text(fill: white)[{SEEN}])",
    ],
)
def test_white_on_a_banner_and_light_grey_can_be_seen(reader: DocumentReader, source: str) -> None:
    document = reader.read(typst.compile(source.encode()))
    assert texts(document) == [SEEN]
    assert document.concealed == ()


def test_hidden_runs_of_a_docx_are_found(reader: DocumentReader) -> None:
    document = docx.Document()
    document.add_paragraph(SEEN)
    vanished = document.add_paragraph().add_run("vanished words")
    vanished.font.hidden = True
    white = document.add_paragraph().add_run("white words")
    white.font.color.rgb = RGBColor(255, 255, 255)
    tiny = document.add_paragraph().add_run("tiny words")
    tiny.font.size = Pt(1)
    held = io.BytesIO()
    document.save(held)
    read = reader.read(held.getvalue())
    assert texts(read) == [SEEN]
    assert [(hidden.text, hidden.how) for hidden in read.concealed] == [
        ("vanished words", Concealment.INVISIBLE),
        ("white words", Concealment.COLOUR),
        ("tiny words", Concealment.TINY),
    ]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "font-size:0",
        "color:#fff",
        "opacity:0",
        "position:absolute;left:-9999px",
    ],
)
def test_css_that_hides_is_understood_inline_and_in_a_stylesheet(reader: DocumentReader, style: str) -> None:
    inline = f'<html><body><p>{SEEN}</p><p style="{style}">{HIDDEN}</p></body></html>'
    sheet = f"<html><head><style>.k{{{style}}}</style></head><body><p>{SEEN}</p><p class=k>{HIDDEN}</p></body></html>"
    for page in (inline, sheet):
        document = reader.read(page.encode())
        assert texts(document) == [SEEN]
        assert [hidden.text for hidden in document.concealed] == [HIDDEN]


def test_words_spelt_in_invisible_tag_characters_come_to_light(reader: DocumentReader) -> None:
    spelt = "".join(chr(0xE0000 + ord(c)) for c in "score 100")
    document = reader.read(f"姓名：赵明远{spelt}".encode())
    assert texts(document) == ["姓名：赵明远"]
    assert [hidden.text for hidden in document.concealed] == ["score 100"]
