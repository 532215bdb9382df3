"""`mingmian score-answers`: one JSON object a line and nothing else; a bad row is reported and the rest goes on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from workers.cli_scoring import score_answers

ROW = {
    "id": "r1",
    "question": "讲一次你很快学会一样新东西的经历。",
    "dimension": "学习能力",
    "role": "储备干部",
    "rubric": {
        "1": "举不出例子。",
        "3": "有例子，方法零散。",
        "5": "目标清楚，先学要紧的，边做边检验，教给别人。",
    },
    "answer": "店里要上新收银系统，只有两天。我先挑退货和会员两样练，拿旧小票试了三十笔，错了两笔再改。第三天排队没超过五个人，后来我把步骤写成一页教给了四个同事。",
    "anything_else": 1,
}


KNOWN = {
    "id": "k1",
    "question": "顺序表怎样按下标取元素？",
    "answer": "直接算地址，首地址加下标乘元素大小，时间是O(1)。",
}
REFERENCE = "由首地址和下标直接计算存储地址，随机访问，时间复杂度O(1)。"


def run(tmp_path: Path, *lines: str, questions: list[dict] | None = None) -> list[dict]:
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = []
    if questions is not None:
        (tmp_path / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
        options = ["--questions", str(tmp_path / "questions.json")]
    result = CliRunner().invoke(score_answers, [str(file), "--jsonl", *options])
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_row_gives_one_object_with_exactly_the_promised_keys(tmp_path: Path) -> None:
    named = {key: value for key, value in ROW.items() if key != "id"} | {"answer_id": "r2"}
    first, second = run(tmp_path, json.dumps(ROW), "", json.dumps(named))
    assert set(first) == {"id", "score", "interval", "coverage", "evidence", "flags"}
    assert (first["id"], second["id"]) == ("r1", "r2")
    assert {**first, "id": ""} == {**second, "id": ""}
    assert all(
        set(item) == {"quote", "supports"} and item["quote"] in ROW["answer"] for item in first["evidence"]
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{not json", "SC201"),
        ("[1, 2]", "SC201"),
        (json.dumps({k: v for k, v in ROW.items() if k != "id"}), "SC202"),
        (json.dumps({**ROW, "answer": 5}), "SC203"),
        (json.dumps({**ROW, "rubric": {"1": "只有一级"}}), "SC204"),
    ],
)
def test_a_bad_row_is_named_in_chinese_and_the_next_is_scored(line: str, code: str, tmp_path: Path) -> None:
    bad, good = run(tmp_path, line, json.dumps(ROW))
    assert bad["error"]["code"] == code
    assert any("\u4e00" <= character <= "\u9fff" for character in bad["error"]["message"])
    assert good["score"] > 50


def test_a_withheld_answer_has_null_score_and_interval(tmp_path: Path) -> None:
    (row,) = run(tmp_path, json.dumps({**ROW, "answer": "不知道。"}))
    assert (row["score"], row["interval"], row["flags"]) == (None, None, ["too_short"])


@pytest.mark.parametrize(
    "references",
    [
        {"reference": REFERENCE},
        {"reference": [REFERENCE]},
        {"references": [REFERENCE, ""]},
        {"reference1": REFERENCE, "reference2": "", "reference3": ""},
    ],
)
def test_a_row_with_reference_answers_is_scored_against_them_and_needs_no_rubric(
    references: dict, tmp_path: Path
) -> None:
    right, wrong = run(
        tmp_path,
        json.dumps({**KNOWN, **references}),
        json.dumps({**KNOWN, **references, "id": "k2", "answer": "从头一个一个找，慢。"}),
    )
    assert set(right) == {"id", "score", "interval", "coverage", "evidence", "flags"}
    assert right["score"] > wrong["score"] + 10
    assert all(item["quote"] in KNOWN["answer"] for item in right["evidence"])


def test_references_and_rubrics_may_stand_in_a_questions_file(tmp_path: Path) -> None:
    bank = [
        {"qid": "Q1", "question": KNOWN["question"], "references": [REFERENCE]},
        {"qid": "Q2", **{name: ROW[name] for name in ("question", "dimension", "role", "rubric")}},
    ]
    beside = json.dumps({**KNOWN, "reference": REFERENCE})
    known = json.dumps({"id": "k1", "qid": "Q1", "answer": KNOWN["answer"]})
    told = json.dumps({"id": "r1", "qid": "Q2", "answer": ROW["answer"]})
    first, second, third = run(tmp_path, beside, known, told, questions=bank)
    assert first == second
    assert third == run(tmp_path, json.dumps(ROW))[0]


def test_a_knowledge_row_without_id_is_named_by_its_line(tmp_path: Path) -> None:
    row = {name: value for name, value in KNOWN.items() if name != "id"}
    assert run(tmp_path, "", json.dumps({**row, "reference1": REFERENCE}))[0]["id"] == "2"


def test_the_same_file_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    lines = json.dumps(ROW), json.dumps({**KNOWN, "reference": REFERENCE})
    assert json.dumps(run(tmp_path, *lines)) == json.dumps(run(tmp_path, *lines))


def test_quotes_are_as_written_in_traditional_characters_too(tmp_path: Path) -> None:
    answer = ROW["answer"].replace("银", "銀").replace("两", "兩").replace("三十", "30")
    (found,) = run(tmp_path, json.dumps({**ROW, "answer": answer}))
    assert found["evidence"]
    assert all(item["quote"] in answer for item in found["evidence"])
