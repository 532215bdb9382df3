"""The text of a contract somebody sends: plain text as it is; DOCX, PDF, scans and the like through the confined reader."""

from collections.abc import Sequence
from pathlib import Path

from contracts.findings import ContractsError
from scoring.engines.documents.limits import DocumentLimits
from scoring.resume.document import Document, FileKind

# A contract's scan has more pages than a résumé's. A dense page takes 3 to 8 s on two busy cores; RQ ends the job at 300 s.
CONTRACT_LIMITS = DocumentLimits(max_ocr_pages=20, ocr_cpu_s=240, ocr_wall_s=240.0)
PLAIN = frozenset({".txt", ".text", ".md", ""})
SHOWN_CONCEALED = 3  # pieces of hidden text that a note quotes …
CONCEALED_CHARS = 80  # … and how much of each


def read_text(file: Path) -> tuple[str, Sequence[str]]:
    """The text, and what could not be read. Raises ContractsError(CT105) for what can't be read as a document."""
    if file.suffix.lower() in PLAIN:
        return file.read_text(encoding="utf-8-sig", errors="replace"), ()
    # Loaded on demand: the reader brings libraries that a check of plain text doesn't need.
    from scoring.engines.documents.reader import DocumentReader, IsArchive
    from scoring.engines.errors import EngineError

    with DocumentReader(children=1, limits=CONTRACT_LIMITS) as reader:
        try:
            document = reader.read(file)
        except EngineError as exc:
            raise ContractsError("CT105", f"{exc.message}请另存为 DOCX、PDF 或 TXT 后重试。") from exc
        except IsArchive as exc:
            raise ContractsError("CT105", "这是压缩包，请解压后逐个检查。") from exc
    return text_of(document), notes_on(document)


def text_of(document: Document) -> str:
    """Its lines, with the numbers that Word sets before them, and a blank line between paragraphs.

    A DOCX or a page knows its paragraphs. In print one ends where a line ends with its sentence.
    """
    knows = document.kind in (FileKind.DOCX, FileKind.HTML)
    pieces = []
    for line in document.lines:
        ends = knows or line.text.endswith("。")
        pieces.append(f"{line.label} {line.text}".lstrip() + ("\n\n" if ends else "\n"))
    return "".join(pieces).rstrip("\n")


def notes_on(document: Document) -> tuple[str, ...]:
    """What the check does not cover, for whoever relies on it."""
    hidden = [one.text[:CONCEALED_CHARS] for one in document.concealed[:SHOWN_CONCEALED]]
    return *document.notes, *(f"文件中有肉眼看不见的文字，没有检查：“{text}”" for text in hidden)
