"""`mingmian outcomes`: the template fills, a file comes in once, too few people get no figure."""

import json

import pytest
from click.testing import CliRunner

from config.settings import load_settings
from hiring.model.interview import InterviewState
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.reportjson import report_json
from scoring.measures import NotMeasured
from tests.factories import a_report, a_story
from workers.cli import main
from workers.wiring import open_runtime

MISSING = NotMeasured("没有作答")
BODY = ReportBody(
    70.0, MISSING, 1.0, (), (DimensionReport("服务意识", "能力", 1.0, 70.0, MISSING),), (), (), (), (), {}
)
SHEET = "手机号,类型,周期,评分,评分标准,日期\n13800001234,绩效,2026H1,4,1-5,2026-07-10\n13900000000,入职,,,,2026-03-01\n"


@pytest.fixture
def company(monkeypatch, tmp_path, own_database_url):
    """A database with one assessed person, as the command line will open it."""
    environment = {"MINGMIAN_HOME": str(tmp_path), "DATABASE_URL": own_database_url}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    runtime = open_runtime(load_settings(environment))
    a_story(
        runtime.storage.new_uow(),
        a_report(interview_id="iv_1", payload=report_json(BODY)),
        state=InterviewState.REPORTED,
    )
    runtime.storage.engine.dispose()


def run(*arguments):
    return CliRunner().invoke(main, ["outcomes", *map(str, arguments)])


def test_the_template_comes_in_without_a_row(company, tmp_path):
    assert run("template", tmp_path / "t.xlsx").exit_code == 0
    shown = run("import", tmp_path / "t.xlsx")
    assert shown.exit_code == 0, shown.output
    assert "新增 0 条" in shown.output


def test_a_file_comes_in_once_and_its_faults_are_named_by_line(company, tmp_path):
    file = tmp_path / "h1.csv"
    file.write_text(SHEET, encoding="utf-8")
    first, again = run("import", file), run("import", file)
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert "新增 1 条" in first.output
    assert "第 3 行：系统中没有这位候选人" in first.output
    assert "无变化 1 条" in again.output


def test_a_refused_file_says_why(company, tmp_path):
    file = tmp_path / "h1.csv"
    file.write_text("手机号,类型,性别\n1,入职,女\n", encoding="utf-8")
    shown = run("import", file)
    assert shown.exit_code == 1
    assert "性别" in shown.output
    assert "OC423" in shown.output


def test_one_person_is_no_ground_for_a_figure_nor_for_weights(company, tmp_path):
    file = tmp_path / "h1.csv"
    file.write_text(SHEET, encoding="utf-8")
    run("import", file)
    shown = run("analyse", "jb_1")
    assert shown.exit_code == 0, shown.output
    assert "有结果的 1 人，应聘者共 1 人；0 项检验" in shown.output
    assert "数据不足：目前 1 人，至少需要 30 人" in shown.output
    assert json.loads(run("analyse", "jb_1", "--json").output)["family"] == 0
    assert "至少需要 75 名" in run("suggest", "jb_1").output


def test_an_unknown_job_is_told(company):
    shown = run("analyse", "jb_none")
    assert shown.exit_code == 1
    assert "JB404" in shown.output
