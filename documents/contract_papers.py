"""A drafted contract as DOCX and PDF. Values are data in both: nothing that somebody typed is read as markup."""

import io
from dataclasses import dataclass
from datetime import datetime

from docxtpl import DocxTemplate

from contracts.drafting import PARTIES, TITLE, Draft
from documents.typesetter import Format, Typesetter

PREAMBLE = "甲乙双方根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》等法律法规，遵循合法、公平、平等自愿、协商一致、诚实信用的原则，订立本合同。"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
PDF_TEMPLATE = "labour_contract"


@dataclass(frozen=True, slots=True)
class ContractPapers:
    """docx_template: see config/contract; the PDF's template stands with the others in config/documents."""

    docx_template: bytes
    typesetter: Typesetter

    def docx(self, drafted: Draft, *, header: str) -> bytes:
        """header: said on every page, e.g. that this is a draft."""
        template = DocxTemplate(io.BytesIO(self.docx_template))
        template.render(_content(drafted, header), autoescape=True)
        written = io.BytesIO()
        template.save(written)
        return written.getvalue()

    def pdf(self, drafted: Draft, *, header: str, dated: datetime) -> bytes:
        """Raises Permanent("font_missing") where the font was not fetched (`mingmian models pull`)."""
        return self.typesetter.typeset(PDF_TEMPLATE, _content(drafted, header), Format.PDF, dated=dated)


def _content(drafted: Draft, header: str) -> dict[str, object]:
    return {
        "title": TITLE,
        "header": header,
        "preamble": PREAMBLE,
        "parties": [c.text for c in drafted.clauses if c.key in PARTIES],
        "clauses": [{"heading": c.heading, "text": c.text} for c in drafted.clauses if c.key not in PARTIES],
    }
