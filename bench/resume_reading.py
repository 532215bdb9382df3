"""Files a second and memory by kind: `python bench/resume_reading.py FOLDER [SCANS]`, beside pdfminer's extract_text.

FOLDER: résumé files. SCANS: how many of the scanned ones to read (default 2; they take seconds each).
"""

import logging
import resource
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pdfminer.high_level import extract_text

from scoring.engines.documents.reader import DocumentReader
from scoring.engines.errors import EngineError

CHILDREN = 2
ROUNDS = 3  # digital files are read this often: they are quick


def main() -> None:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font it half understands
    files = sorted(f for f in Path(sys.argv[1]).iterdir() if f.is_file())
    scans = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    groups: dict[str, list[Path]] = defaultdict(list)
    with DocumentReader(children=CHILDREN) as reader:
        pictures = [f for f in files if f.suffix.lower() in (".png", ".jpg", ".webp")]
        scanned = [f for f in files if f.suffix == ".pdf" and not extract_text(f).strip()]
        for file in files:
            if file not in pictures and file not in scanned:
                groups[file.suffix.lower()].append(file)
        reader.read(b"CV" * 40)  # the children's start is not the files' cost
        for kind, held in sorted(groups.items()):
            _report(reader, kind, held * ROUNDS)
        _report(reader, "all digital", [f for held in groups.values() for f in held] * ROUNDS)
        _report(reader, "scans", (pictures + scanned)[:scans])
    started = time.perf_counter()
    for file in groups[".pdf"]:
        extract_text(file)
    spent = time.perf_counter() - started
    print(f"pdfminer extract_text, .pdf, one process: {len(groups['.pdf']) / spent:.1f} files/s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest child: {peak:.0f} MiB resident")


def _report(reader: DocumentReader, kind: str, files: list[Path]) -> None:
    if not files:
        return
    started = time.perf_counter()
    with ThreadPoolExecutor(CHILDREN) as threads:
        failed = sum(threads.map(lambda file: _fails(reader, file), files))
    spent = time.perf_counter() - started
    print(f"{kind}: {len(files)} files, {len(files) / spent:.1f} files/s, {failed} failed")


def _fails(reader: DocumentReader, file: Path) -> bool:
    try:
        reader.read(file)
    except EngineError:
        return True
    return False


if __name__ == "__main__":
    main()
