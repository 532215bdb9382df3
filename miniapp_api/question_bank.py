"""The question bank as the workbench shows it, and the plan a new post pins."""

import json
from collections.abc import Sequence
from functools import cache

from config.question_bank import Template, load_templates
from config.scoring.files import default_profile_text
from hiring.errors import Invalid
from hiring.model.plan import InterviewPlan
from miniapp_api.schemas.hr import BankQuestion, BankTemplate


@cache
def _bank() -> dict[str, Template]:
    return load_templates()


@cache
def _scoring_profile() -> str:
    return str(json.loads(default_profile_text())["version"])


def templates() -> list[BankTemplate]:
    """Every template with its questions, those asked on request only included."""
    return [
        BankTemplate(
            key=template.key,
            title=template.title,
            questions=[
                BankQuestion(key=q.key, text=q.rubric.question, dimension=q.rubric.dimension)
                for q in template.questions
            ],
        )
        for template in _bank().values()
    ]


def plan(
    key: str, *, title: str, question_keys: Sequence[str] | None, company: str, consent_version: str
) -> InterviewPlan:
    """The plan of a post opened from a template. Raises Invalid(JB422) for a template or question that isn't here."""
    template = _bank().get(key)
    if template is None:
        raise Invalid("JB422")
    return template.plan(
        job_title=title,
        company=company,
        consent_version=consent_version,
        scoring_profile=_scoring_profile(),
        keys=question_keys or (),
    )
