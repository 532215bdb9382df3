"""The reviewed interviews of config/questions, and the plan that a job makes of one."""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.exercise_bank import CULTURE, exercises_of, value_questions
from hiring.errors import Invalid
from hiring.model.plan import MOST_PROBES, InterviewPlan, Modality, PlannedExercise, PlannedQuestion
from scoring.measures import RubricQuestion

QUESTIONS_FOLDER = Path(__file__).parent / "questions"
ALL_MODALITIES = (Modality.VIDEO, Modality.VOICE, Modality.TEXT)


@dataclass(frozen=True, slots=True)
class Template:
    """One reviewed interview. optional: keys that are asked only when a job names them."""

    key: str
    title: str
    version: str
    requirements: tuple[str, ...]
    weights: dict[str, float]
    groups: dict[str, str]
    questions: tuple[PlannedQuestion, ...]
    exercises: tuple[PlannedExercise, ...]
    optional: frozenset[str]

    def plan(
        self,
        *,
        job_title: str,
        company: str,
        consent_version: str,
        scoring_profile: str,
        keys: Sequence[str] = (),
        probing: int = 0,
    ) -> InterviewPlan:
        """The plan of a job that asks these questions and sets these exercises, or without keys the standard ones.

        Weights are those of the dimensions asked, scaled to sum 1. Raises Invalid(JB422) for a key that isn't here
        and for more follow-up questions than an interview may have.
        """
        if not 0 <= probing <= MOST_PROBES:
            raise Invalid("JB422")
        known = {q.key for q in self.questions} | {e.key for e in self.exercises}
        if not set(keys) <= known:
            raise Invalid("JB422")
        chosen = set(keys) or known - self.optional
        questions = tuple(q for q in self.questions if q.key in chosen)
        exercises = tuple(e for e in self.exercises if e.key in chosen)
        if not questions:
            raise Invalid("JB422")
        dimensions = {q.rubric.dimension for q in questions} | {e.dimension for e in exercises if e.dimension}
        total = sum(self.weights[d] for d in dimensions)
        return InterviewPlan(
            company=company,
            job_title=job_title,
            requirements=self.requirements,
            questions=questions,
            weights={d: w / total for d, w in self.weights.items() if d in dimensions},
            groups={d: g for d, g in self.groups.items() if d in dimensions},
            rubric_version=self.version,
            rubric_sha256=_rubric_sha256(questions),
            consent_version=consent_version,
            scoring_profile=scoring_profile,
            exercises=exercises,
            probing=probing,
        )


def load_templates(folder: Path = QUESTIONS_FOLDER) -> dict[str, Template]:
    """All templates by key. Raises KeyError or ValueError for a file that is not in form."""
    templates = [
        _template(tomllib.loads(p.read_text(encoding="utf-8"))) for p in sorted(folder.glob("*.toml"))
    ]
    return {template.key: template for template in templates}


def _template(table: dict[str, Any]) -> Template:
    questions = tuple(_question(row, role=table["title"]) for row in table["questions"])
    values = value_questions(table.get("values", ()), role=table["title"])
    rows = [*table["questions"], *table.get("exercises", ())]
    return Template(
        key=table["key"],
        title=table["title"],
        version=table["version"],
        requirements=tuple(table["requirements"]),
        weights=table["weights"],
        groups=table["groups"] | {question.rubric.dimension: CULTURE for question in values},
        questions=questions + values,
        exercises=exercises_of(table.get("exercises", ())),
        # What the company added to a reviewed interview is asked where a job names it.
        optional=frozenset(row["key"] for row in rows if row.get("optional", False))
        | {q.key for q in values},
    )


def _question(row: dict[str, Any], *, role: str) -> PlannedQuestion:
    rubric = RubricQuestion(
        question=row["text"],
        dimension=row["dimension"],
        role=role,
        anchors={int(level): text for level, text in row["anchors"].items()},
        key_points=tuple(row["key_points"]),
        probes=tuple(row["probes"]),
    )
    return PlannedQuestion(
        key=row["key"],
        rubric=rubric,
        modalities=ALL_MODALITIES,
        preparation_s=row["preparation_s"],
        answer_limit_s=row["answer_limit_s"],
        retakes=row["retakes"],
        hints=tuple(row["hints"]),
    )


def _rubric_sha256(questions: Sequence[PlannedQuestion]) -> str:
    """Hex sha256 over what the scoring reads: question, dimension and anchors, as canonical JSON."""
    content = [
        [q.key, q.rubric.question, q.rubric.dimension, sorted(q.rubric.anchors.items())] for q in questions
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
