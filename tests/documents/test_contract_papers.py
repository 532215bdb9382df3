"""The drafted contract opened as a person opens it: complete, dates right, nothing typed is read as markup."""

import io
import json
from pathlib import Path

import docx
import pypdfium2
import pytest
from click.testing import CliRunner

from config.clauses.files import contract_book
from config.contract.build_template import build
from config.contract.files import docx_template
from contracts.drafting import draft
from contracts.proposals import propose
from documents.contract_papers import ContractPapers
from documents.typesetter import Typesetter
from hiring.errors import Permanent
from tests.contracts.test_drafting import OPTIONAL, SENSIBLE, an_offer
from tests.contracts.test_proposals import LOW_SERVICE
from tests.factories import NOON
from workers.cli_contracts import contract

FONTS = Path(__file__).resolve().parents[2] / "var" / "models" / "noto-sans-cjk-sc"
TEMPLATES = Path(__file__).resolve().parents[2] / "config" / "documents"
BOOK = contract_book()
HOSTILE = {
    "worker": "王#panic()[小]明*_$x$",
    "place": "{{ 7*7 }}&amp;路\"1'号",
    "duties": "#include(file.typ) @label \\u{41}",
}


@pytest.fixture
def papers() -> ContractPapers:
    return ContractPapers(docx_template(), Typesetter(TEMPLATES, FONTS))


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


needs_font = pytest.mark.skipif(not FONTS.exists(), reason="the font was not fetched: mingmian models pull")


def test_the_docx_holds_every_clause_and_the_signatures(papers):
    drafted = draft(an_offer(OPTIONAL), {}, BOOK)
    text = docx_text(papers.docx(drafted, header="草稿"))
    for clause in drafted.clauses:
        assert clause.text in text
        assert clause.heading in text
    assert "乙方（签字）" in text
    assert "{" not in text


@pytest.mark.model
@needs_font
def test_the_pdf_holds_every_clause_and_its_fonts(papers):
    drafted = draft(an_offer(OPTIONAL), {}, BOOK)
    text = pdf_text(papers.pdf(drafted, header="草稿", dated=NOON))
    for clause in drafted.clauses:
        assert "".join(clause.text.split()) in text.replace("第1页，共3页", "").replace(
            "第2页，共3页", ""
        ).replace("草稿", "")
    assert "乙方（签字）" in text


def test_the_template_in_the_tree_is_the_one_the_script_builds():
    made = io.BytesIO()
    build().save(made)
    assert docx_text(made.getvalue()) == docx_text(docx_template())


def test_what_was_typed_is_no_markup_in_docx(papers):
    offer = BOOK.read_offer(SENSIBLE | {"worker": HOSTILE["worker"], "duties": HOSTILE["duties"]}, [])
    text = docx_text(papers.docx(draft(offer, {}, BOOK), header="<w:p>草稿 & {{ title }}"))
    assert HOSTILE["worker"] in text
    assert HOSTILE["duties"].replace("{41}", "") not in text  # braces are refused by the form


def test_an_edit_with_template_words_stays_words(papers):
    edits = {"duties": "", "copies": "一式两份，双方各执一份。{{ 7*7 }} {% raw %} <b>&amp;"}
    text = docx_text(papers.docx(draft(an_offer(), edits, BOOK), header=""))
    assert edits["copies"] in text
    assert "49" not in text.replace(SENSIBLE["worker_id"], "")


@pytest.mark.model
@needs_font
def test_what_was_typed_is_no_markup_in_pdf(papers):
    edits = {"copies": "一式两份，双方各执一份。" + " ".join(HOSTILE.values())}
    text = pdf_text(papers.pdf(draft(an_offer(), edits, BOOK), header="#panic()", dated=NOON))
    assert "".join(edits["copies"].split()) in text


@pytest.mark.model
@needs_font
def test_the_scores_behind_the_proposals_are_in_neither_paper(papers):
    (found,) = propose([LOW_SERVICE], BOOK.proposals, BOOK.templates)
    drafted = draft(an_offer([found.clause], **found.values), {}, BOOK)
    for text in (
        docx_text(papers.docx(drafted, header="")),
        pdf_text(papers.pdf(drafted, header="", dated=NOON)),
    ):
        assert "41.7" not in text
        assert "服务意识" not in text
        assert "客户沟通培训" in text


def test_without_the_font_the_pdf_is_refused_not_faked(tmp_path):
    bare = ContractPapers(docx_template(), Typesetter(TEMPLATES, tmp_path))
    with pytest.raises(Permanent, match="font_missing"):
        bare.pdf(draft(an_offer(), {}, BOOK), header="", dated=NOON)


def test_the_command_line_writes_a_contract_and_says_what_it_is_not(tmp_path):
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"facts": SENSIBLE, "options": ["mentoring"]}), "utf-8")
    done = CliRunner().invoke(contract, ["draft", str(facts), "--docx", str(tmp_path / "c.docx")])
    assert done.exit_code == 0, done.output
    assert "导师" in docx_text((tmp_path / "c.docx").read_bytes())
    assert "非法律意见" in done.stderr


def test_the_command_line_leaves_with_1_when_something_must_be_put_right(tmp_path):
    facts = tmp_path / "facts.json"
    facts.write_text(
        json.dumps({"facts": SENSIBLE | {"probation_months": "6", "term_months": "12"}}), "utf-8"
    )
    done = CliRunner().invoke(contract, ["draft", str(facts)])
    assert done.exit_code == 1
    assert "最长 2 个月" in done.stderr
