"""EML and MHT: the message's HTML, else its text. Attachments and linked parts are not opened."""

import email
import email.policy
from email.message import EmailMessage, Message

from scoring.engines.documents.html import read_markup
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.refusal import Refused
from scoring.engines.documents.text import decoded, read_text
from scoring.engines.errors import EngineCode
from scoring.resume.document import Document

MAX_PARTS = 500  # an MHT page saves each of its pictures as a part
ATTACHMENT_NOTE = "邮件带有附件，附件没有读取，请另行上传。"


def read_mail(content: bytes, limits: DocumentLimits) -> Document:
    """Raises Refused."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    parts = _parts(message)
    document = _shown(parts, limits)
    if any("attachment" in str(part.get("Content-Disposition", "")).lower() for part in parts):
        return Document(document.kind, document.lines, document.concealed, document.pages, (ATTACHMENT_NOTE,))
    return document


def _parts(message: "Message | EmailMessage") -> list[Message]:
    parts: list[Message] = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > MAX_PARTS:
            raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, "parts of a message")
    return parts


def _shown(parts: list[Message], limits: DocumentLimits) -> Document:
    for wanted in ("text/html", "text/plain"):
        for part in parts:
            held = part.get_payload(decode=True) if part.get_content_type() == wanted else None
            if isinstance(held, bytes) and held.strip():
                text = decoded(held, part.get_content_charset())
                return (
                    read_markup(text, limits) if wanted == "text/html" else read_text(text.encode(), limits)
                )
    raise Refused(EngineCode.NO_TEXT, "message without text")
