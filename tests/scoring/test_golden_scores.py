"""The shipped profile still gives the scores it gave; a change here is a change of version."""

import json
from pathlib import Path

import pytest

from config.scoring.files import default_profile_text
from scoring.embedding_port import Embedder
from scoring.fit.answers import graded_answers
from scoring.measures import NotMeasured
from scoring.profile import Profile
from scoring.rubric import score_answer

GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden_scores.jsonl").read_text(encoding="utf-8").splitlines()
]
# Another processor may sum the 4-bit network in another order.
TOLERANCE = 1.0


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["answer_id"])
def test_the_shipped_profile_gives_the_recorded_score(
    golden: dict, profile: Profile, embedder: Embedder
) -> None:
    row = next(row for row in graded_answers("graded_answers") if row.answer_id == golden["answer_id"])
    found = score_answer(row.question, row.answer, embedder=embedder, profile=profile)
    score = None if isinstance(found.score, NotMeasured) else found.score
    assert profile.version == golden["profile"]
    assert score == (None if golden["score"] is None else pytest.approx(golden["score"], abs=TOLERANCE))
    assert [str(flag) for flag in found.flags] == golden["flags"]


def test_the_profile_carries_held_out_figures_that_meet_the_goal() -> None:
    held_out = json.loads(default_profile_text())["validation"]["fitted_on_the_others_tested_on_graded"]
    assert held_out["spearman"] >= 0.80
    assert abs(held_out["spearman_length_score"]) <= 0.30
    assert held_out["answers_of_level_3_up_flagged"] <= 0.02
