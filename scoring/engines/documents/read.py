"""One file's bytes to a Document. Runs inside the confined child; raises Refused and NeedsOcr."""

from scoring.engines.documents.docx import read_docx
from scoring.engines.documents.html import read_html
from scoring.engines.documents.kinds import Kind, kind_of
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.mail import read_mail
from scoring.engines.documents.pdf import Recognise, read_pdf
from scoring.engines.documents.pictures import read_picture
from scoring.engines.documents.refusal import Refused
from scoring.engines.documents.rtf import read_rtf
from scoring.engines.documents.text import read_text
from scoring.engines.errors import EngineCode
from scoring.resume.document import Document


def read_content(content: bytes, limits: DocumentLimits, recognise: Recognise | None) -> Document:
    """recognise: OCR, or None where this child has none."""
    if len(content) > limits.max_bytes:
        raise Refused(EngineCode.DOCUMENT_TOO_LARGE, f"{len(content)} bytes")
    document = _read(content, kind_of(content), limits, recognise)
    if not document.lines and not document.concealed:
        raise Refused(EngineCode.NO_TEXT, document.kind.value)
    if len(document.lines) > limits.max_lines:
        raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, f"{len(document.lines)} lines")
    return document


def _read(content: bytes, kind: Kind, limits: DocumentLimits, recognise: Recognise | None) -> Document:
    if kind is Kind.PDF:
        return read_pdf(content, limits, recognise)
    if kind is Kind.DOCX:
        return read_docx(content, limits)
    if kind is Kind.HTML:
        return read_html(content, limits)
    if kind is Kind.TEXT:
        return read_text(content, limits)
    if kind is Kind.PICTURE:
        return read_picture(content, limits, recognise)
    if kind is Kind.MAIL:
        return read_mail(content, limits)
    if kind is Kind.RTF:
        return read_rtf(content, limits)
    raise Refused(EngineCode.NOT_A_DOCUMENT, kind.value)
