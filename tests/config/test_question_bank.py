"""The shipped interviews are complete, and a plan weighs exactly what it asks."""

import tomllib

import pytest

from config.exercise_bank import VALUES_FILE, load_inventory, value_questions
from config.law.files import question_law
from config.question_bank import load_templates
from contracts.questions import lint_question
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


def test_values_are_asked_as_questions_of_culture_where_a_job_names_them():
    plan = TEMPLATES["teller"].plan(
        job_title="柜员",
        company="明湖银行",
        consent_version="1",
        scoring_profile="1",
        keys=("queue_anger", "value_own_up", "quick_sums"),
    )
    assert plan.groups["坦诚担责"] == "文化匹配"
    assert [e.key for e in plan.exercises] == ["quick_sums"]
    # 0.4, 0.2 and 0.2 of the template, scaled to sum 1
    assert plan.weights == pytest.approx({"服务意识": 0.5, "坦诚担责": 0.25, "数字敏感度": 0.25})


def test_a_job_of_exercises_alone_is_refused():
    with pytest.raises(Invalid, match="JB422"):
        TEMPLATES["teller"].plan(
            job_title="柜员",
            company="明湖银行",
            consent_version="1",
            scoring_profile="1",
            keys=("quick_sums",),
        )


def test_everything_asked_is_lawful_to_ask():
    law = question_law()
    values = [row["key"] for row in tomllib.loads(VALUES_FILE.read_text(encoding="utf-8"))["values"]]
    asked = [q for template in TEMPLATES.values() for q in template.questions]
    asked += value_questions(values, role="柜员")
    texts = [text for q in asked for text in (q.rubric.question, *q.rubric.probes)]
    texts += [item.text for item in load_inventory().items]
    assert [text for text in texts if lint_question(text, law=law)] == []
