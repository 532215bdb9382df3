"""The text of a contract somebody sends: plain text as it is; DOCX, PDF and the like through the confined reader."""

from pathlib import Path

from contracts.findings import ContractsError

PLAIN = frozenset({".txt", ".text", ".md", ""})


def read_text(file: Path) -> str:
    """Raises ContractsError(CT105) for a file that can't be read as a document."""
    if file.suffix.lower() in PLAIN:
        return file.read_text(encoding="utf-8-sig", errors="replace")
    # Loaded on demand: the reader brings libraries that a check of plain text doesn't need.
    from scoring.engines.documents.reader import DocumentReader, IsArchive
    from scoring.engines.errors import EngineError

    with DocumentReader(children=1, ocr_children=1) as reader:
        try:
            document = reader.read(file)
        except EngineError as exc:
            raise ContractsError("CT105", f"{exc.message}请另存为 DOCX、PDF 或 TXT 后重试。") from exc
        except IsArchive as exc:
            raise ContractsError("CT105", "这是压缩包，请解压后逐个检查。") from exc
    return "\n".join(line.text for line in document.lines)
