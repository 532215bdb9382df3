"""Hostile files against their manifest: `python -m bench.resume_hostile FOLDER` (FOLDER/files, FOLDER/manifest.json).

Prints for each file the outcome wanted, what happened, seconds, and at the end the largest child's memory. Exits 1 if an outcome differs.
"""

import json
import resource
import sys
import time
from pathlib import Path

from config.resume.files import vocabulary_documents
from scoring.engines.documents.reader import DocumentReader
from scoring.engines.errors import EngineError
from scoring.resume.fields import Month
from scoring.resume.parse import parse_resume
from scoring.resume.vocabulary import parse_vocabulary

# accept_sanitised: the text is read and nothing else; reject_or_partial is met by a refusal.
REFUSED = ("reject", "reject_or_flag", "reject_or_partial", "reject_or_accept_sanitised", "accept_or_reject")
READ = ("accept", "accept_sanitised", "accept_or_reject", "reject_or_accept_sanitised")
FLAGGED = ("accept_flag", "reject_or_flag")


def main() -> None:
    folder = Path(sys.argv[1])
    vocabulary = parse_vocabulary(vocabulary_documents())
    wrong = 0
    items = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["items"]
    with DocumentReader(children=1) as reader:
        for item in items:
            started = time.perf_counter()
            try:
                document = reader.read(folder / "files" / item["file"])
                flags = parse_resume(document, today=Month(2026, 11), vocabulary=vocabulary).flags
                happened = "flagged " + ",".join(flags) if flags else "read"
                fits = item["outcome"] in READ or (bool(flags) and item["outcome"] in FLAGGED)
            except EngineError as error:
                happened, fits = f"refused {error.code.value}", item["outcome"] in REFUSED
            wrong += not fits
            spent = time.perf_counter() - started
            print(
                f"{'ok' if fits else 'WRONG':5} {spent:5.2f} s  {item['outcome']:27} {happened:24} {item['file']}"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(items) - wrong} of {len(items)} as the manifest says; largest child {peak:.0f} MiB resident")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
