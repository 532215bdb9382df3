"""Posts from reviewed templates (config/questions), as HR picks them."""

from dataclasses import replace

from hiring.errors import Invalid
from hiring.model.plan import InterviewPlan
from miniapp_api.schemas.hr import BankQuestion, BankTemplate, OpenJobBody
from miniapp_api.services import services


def templates() -> list[BankTemplate]:
    return [
        BankTemplate(
            key=template.key,
            title=template.title,
            questions=[
                BankQuestion(
                    key=question.key,
                    text=question.rubric.question,
                    dimension=question.rubric.dimension,
                    optional=question.key in template.optional,
                )
                for question in template.questions
            ]
            + [
                BankQuestion(
                    key=exercise.key,
                    text=f"{exercise.title}（{exercise.length} 题，每题限时 {exercise.limit_s} 秒）",
                    dimension=exercise.dimension or "自评，不计分",
                    optional=exercise.key in template.optional,
                )
                for exercise in template.exercises
            ],
        )
        for template in services().templates.values()
    ]


def plan(body: OpenJobBody) -> InterviewPlan:
    """What the interviews of this post will ask. Raises Invalid(JB422) for an unknown template or question."""
    s = services()
    template = s.templates.get(body.template)
    if template is None:
        raise Invalid("JB422")
    plan = template.plan(
        job_title=body.title,
        company=s.settings.company_name,
        consent_version=s.consents.version,
        scoring_profile=s.settings.scoring_profile,
        keys=body.question_keys or (),
        probing=body.probing,
    )
    return replace(plan, rate_first=body.rate_first)
