"""`mingmian contract lint` and `mingmian question lint`."""

import json

from click.testing import CliRunner

from workers.cli_contracts import contract, question


def _lines(command, rows, tmp_path, *extra):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows), "utf-8"
    )
    result = CliRunner().invoke(command, ["lint", str(file), *extra])
    assert result.exit_code == 0, result.output
    return result.output


def test_one_json_line_a_row_and_nothing_else(tmp_path):
    rows = [
        {"id": "A1", "text": "迟到一次罚款50元。", "context": {}},
        {"id": "A2", "text": "双方依法参加社会保险。", "context": {}},
    ]
    first, second = map(json.loads, _lines(contract, rows, tmp_path, "--jsonl").splitlines())
    assert first["id"] == "A1"
    assert {"rule", "severity", "article", "quote", "rewrite"} <= set(first["rules"][0])
    assert second == {"id": "A2", "rules": []}


def test_bad_rows_are_answered_in_their_place(tmp_path):
    rows = [
        "{not json",
        '"text"',
        {"id": "B", "context": {}},
        {"id": "C", "text": ""},
        {"id": "D", "text": "试用期", "context": {"term_months": "x"}},
    ]
    answers = [json.loads(line) for line in _lines(contract, rows, tmp_path, "--jsonl").splitlines()]
    assert [a["error"]["code"] for a in answers] == ["CT104", "CT104", "CT104", "CT101", "CT102"]
    assert [a["id"] for a in answers] == [None, None, "B", "C", "D"]


def test_questions_say_what_is_forbidden_and_why(tmp_path):
    rows = [{"id": "Q1", "question": "您结婚了吗？"}, {"id": "Q2", "question": "请介绍一个项目。"}]
    first, second = map(json.loads, _lines(question, rows, tmp_path, "--jsonl").splitlines())
    assert (first["forbidden"], first["category"]) == (True, "婚育")
    assert first["law"]
    assert second == {"id": "Q2", "forbidden": False, "category": None, "law": None}


def test_for_a_person_it_says_that_this_is_no_legal_advice(tmp_path):
    shown = _lines(contract, [{"id": "A1", "text": "迟到一次罚款50元。"}], tmp_path)
    assert "非法律意见" in shown
    assert "阻断 L18" in shown
    assert "依据：" in shown


def test_a_text_file_is_read_as_one_contract(tmp_path):
    file = tmp_path / "contract.txt"
    file.write_text("第一条 合同期限一年。\n第二条 试用期三个月。\n第三条 迟到罚款。\n", "utf-8")
    result = CliRunner().invoke(contract, ["lint", str(file)])
    assert "L01" in result.output
    assert "存在须先处理的问题" in result.output


def test_a_whole_contract_is_read_from_docx(tmp_path):
    import docx

    paper = docx.Document()
    for line in (
        "第一条 合同期限一年，试用期三个月。",
        "第二条 乙方自愿放弃社会保险。",
        "第三条 一式两份，双方各执一份。",
    ):
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "outside.docx"))
    done = CliRunner().invoke(contract, ["lint", str(tmp_path / "outside.docx")])
    assert "L01" in done.output
    assert "L26" in done.output


def test_a_file_that_is_no_document_is_refused_in_words(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = CliRunner().invoke(contract, ["lint", str(tmp_path / "broken.pdf")])
    assert done.exit_code == 1
    assert "CT105" in done.output
