"""A drafted contract as DOCX and PDF. Values are data in both: nothing that somebody typed is read as markup."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import typst
from docxtpl import DocxTemplate

from contracts.drafting import PARTIES, TITLE, Draft
from hiring.errors import Permanent

PREAMBLE = "甲乙双方根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》等法律法规，遵循合法、公平、平等自愿、协商一致、诚实信用的原则，订立本合同。"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
FONT_FOLDER = Path("models") / "noto-sans-cjk-sc"  # below the folder of all state


@dataclass(frozen=True, slots=True)
class ContractPapers:
    """docx_template, pdf_template: see config/contract. fonts: the folder with Noto Sans CJK SC (config/models.toml)."""

    docx_template: bytes
    pdf_template: bytes
    fonts: Path

    def docx(self, drafted: Draft, *, header: str) -> bytes:
        """header: said on every page, e.g. that this is a draft."""
        template = DocxTemplate(io.BytesIO(self.docx_template))
        template.render(_content(drafted, header), autoescape=True)
        written = io.BytesIO()
        template.save(written)
        return written.getvalue()

    def pdf(self, drafted: Draft, *, header: str) -> bytes:
        """Raises Permanent("font_missing") where the font was not fetched (`mingmian models pull`)."""
        if not any(self.fonts.glob("*.otf")):
            raise Permanent("font_missing")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(self.fonts)])
        content = json.dumps(_content(drafted, header), ensure_ascii=False)
        return typst.compile(
            self.pdf_template,
            format="pdf",
            font_paths=fonts,
            sys_inputs={"data": content},
        )


def _content(drafted: Draft, header: str) -> dict[str, object]:
    return {
        "title": TITLE,
        "header": header,
        "preamble": PREAMBLE,
        "parties": [c.text for c in drafted.clauses if c.key in PARTIES],
        "clauses": [{"heading": c.heading, "text": c.text} for c in drafted.clauses if c.key not in PARTIES],
    }
