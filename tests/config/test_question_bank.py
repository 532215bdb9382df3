"""The shipped interviews are complete, and a plan weighs exactly what it asks."""

import pytest

from config.question_bank import load_templates
from hiring.errors import Invalid

TEMPLATES = load_templates()


def a_plan_of(key: str, *keys: str):
    return TEMPLATES[key].plan(
        job_title="柜员", company="明湖银行", consent_version="1", scoring_profile="p", keys=keys
    )


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_every_question_is_complete(template):
    for question in template.questions:
        assert set(question.rubric.anchors) == {1, 3, 5}
        assert question.rubric.dimension in template.weights
        assert question.rubric.dimension in template.groups
        assert question.rubric.key_points
        assert question.rubric.probes
        assert question.hints
    assert len({question.key for question in template.questions}) == len(template.questions)


def test_the_standard_plan_leaves_out_what_is_optional():
    assert [q.key for q in a_plan_of("teller").questions] == [
        "queue_anger",
        "solved_problem",
        "stressful_day",
    ]


@pytest.mark.parametrize("keys", [(), ("queue_anger",), ("favour_for_a_regular", "queue_anger")])
def test_weights_sum_to_one_over_what_is_asked(keys):
    plan = a_plan_of("teller", *keys)
    assert sum(plan.weights.values()) == pytest.approx(1)
    assert plan.weights.keys() == plan.groups.keys() == {q.rubric.dimension for q in plan.questions}


def test_other_questions_have_another_fingerprint():
    assert a_plan_of("teller").rubric_sha256 != a_plan_of("teller", "queue_anger").rubric_sha256
    assert a_plan_of("teller").rubric_sha256 == a_plan_of("teller").rubric_sha256


def test_an_unknown_question_is_refused():
    with pytest.raises(Invalid):
        a_plan_of("teller", "no_such_question")
