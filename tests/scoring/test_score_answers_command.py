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


def run(tmp_path: Path, *lines: str) -> list[dict]:
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(score_answers, [str(file), "--jsonl"])
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
