"""The fingerprint of what an interview pins."""

import dataclasses
import hashlib
import json

from hiring.model.plan import InterviewPlan, PlannedQuestion


def plan_sha256(plan: InterviewPlan) -> str:
    """Hex sha256 over the plan's canonical JSON: keys sorted, no spaces, UTF-8."""
    return _sha256(dataclasses.asdict(plan))


def question_sha256(question: PlannedQuestion) -> str:
    """Hex sha256 over what a rater reads: wording, dimension and anchors. The same in every job that asks it so."""
    rubric = question.rubric
    return _sha256([rubric.question, rubric.dimension, sorted(rubric.anchors.items())])


def _sha256(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
