"""Numbers that Word sets before paragraphs: shown as Word shows them, beside the text and never in it."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from scoring.engines.documents.reader import DocumentReader
from workers.outside_text import text_of

ARTICLES = ("chineseCountingThousand", "第%1条")
ITEMS = ("decimal", "%1.%2")
BULLETS = ("bullet", "•")


def a_list(
    *levels: tuple[str, str], number: int = 90, abstract: int = 90, start_again: bool = False
) -> list[str]:
    """The XML of a list as numbering.xml holds it: its definition, and the list itself. Items count in figures, as in statutes."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{"<w:isLgl/>" * n}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if start_again else ""
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{made}</w:abstractNum>'
    one = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{again}</w:num>'
    return [definition, one] if levels else [one]


def a_document(parts: list[str], *paragraphs: tuple[str, int, int]) -> bytes:
    """paragraphs: text, list, level."""
    document, out = docx.Document(), io.BytesIO()
    numbering = document.part.numbering_part.element
    for part in parts:
        element = parse_xml(part)
        at = 0 if element.tag.endswith("abstractNum") else len(numbering)
        numbering.insert(at, element)
    for text, number, level in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if number:
            numbered = (
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
            properties.append(parse_xml(numbered))
    document.save(out)
    return out.getvalue()


def labels(reader: DocumentReader, content: bytes) -> list[str]:
    return [line.label for line in reader.read(content).lines]


def test_articles_and_their_items_are_counted_apart(reader: DocumentReader) -> None:
    content = a_document(
        a_list(ARTICLES, ITEMS),
        ("期限", 90, 0),
        ("一年", 90, 1),
        ("试用", 90, 1),
        ("说明", 0, 0),
        ("报酬", 90, 0),
        ("月薪", 90, 1),
    )
    assert labels(reader, content) == ["第一条", "1.1", "1.2", "", "第二条", "2.1"]
    assert [line.text for line in reader.read(content).lines][:2] == ["期限", "一年"]


def test_a_list_may_begin_again(reader: DocumentReader) -> None:
    parts = a_list(ARTICLES) + a_list(number=91, start_again=True)
    content = a_document(parts, ("甲", 90, 0), ("乙", 90, 0), ("丙", 91, 0), ("丁", 91, 0))
    assert labels(reader, content) == ["第一条", "第二条", "第一条", "第二条"]


@pytest.mark.parametrize(
    ("kind", "tenth_and_eleventh"),
    [
        ("chineseCounting", ["十", "十一"]),
        ("japaneseCounting", ["十", "十一"]),
        ("upperRoman", ["X", "XI"]),
        ("lowerLetter", ["j", "k"]),
        ("decimal", ["10", "11"]),
        ("none", ["", ""]),
    ],
)
def test_each_way_of_counting(reader: DocumentReader, kind: str, tenth_and_eleventh: list[str]) -> None:
    content = a_document(a_list((kind, "%1")), *((f"第{n}段", 90, 0) for n in range(11)))
    assert labels(reader, content)[9:] == tenth_and_eleventh


def test_a_bullet_is_no_number(reader: DocumentReader) -> None:
    assert labels(reader, a_document(a_list(BULLETS), ("甲", 90, 0))) == [""]


def test_a_number_may_come_from_the_paragraphs_style(reader: DocumentReader) -> None:
    document, out = docx.Document(), io.BytesIO()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    document.save(out)
    assert labels(reader, out.getvalue()) == ["1.", "2."]


def test_a_list_that_is_nowhere_or_of_nonsense_numbers_nothing(reader: DocumentReader) -> None:
    nonsense = [f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="77"/></w:num>']
    assert labels(reader, a_document(nonsense, ("甲", 90, 0), ("乙", 91, 8), ("丙", 90, 99))) == ["", "", ""]


def test_the_text_for_the_linter_has_them(reader: DocumentReader) -> None:
    content = a_document(
        a_list(ARTICLES), ("工作地点杭州。", 90, 0), ("详见附件。", 0, 0), ("月薪八千元。", 90, 0)
    )
    assert text_of(reader.read(content)) == "第一条 工作地点杭州。\n\n详见附件。\n\n第二条 月薪八千元。"
