"""`mingmian calibrate`, `mingmian profile` and `score-answers --profile`: fitted from a file, tried, put into use."""

import json

import pytest
from click.testing import CliRunner

from config.scoring.files import default_profile_text
from config.settings import load_settings
from hiring.model.interview import InterviewState
from hiring.model.processing import TaskKind, TaskState
from scoring.fit.answers import graded_answers
from scoring.rubric import SCORER
from tests.factories import a_candidate, a_plan, a_story, a_task, a_text_answer, an_interview, store
from workers.attempt import Ended
from workers.cli import main
from workers.wiring import open_runtime
from workers.work import work_on
from workers.workshop import Workshop

QUESTIONS = 12


@pytest.fixture(scope="module")
def ratings_file(tmp_path_factory):
    """Our own written answers, rated by somebody a level stricter than the anchors."""
    rows = graded_answers("written_answers")
    names = list(dict.fromkeys(row.question_id for row in rows))[:QUESTIONS]
    file = tmp_path_factory.mktemp("rated") / "ratings.jsonl"
    lines = [
        {
            "qid": row.question_id,
            "question": row.question.question,
            "dimension": row.question.dimension,
            "role": row.question.role,
            "rubric": {str(level): text for level, text in row.question.anchors.items()},
            "answer": row.answer,
            "ratings": [max(1.0, row.level - 1.0)],
        }
        for row in rows
        if row.question_id in names
    ]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def profile_file(ratings_file):
    """What `calibrate --file --output` made of them; no database was there."""
    made = ratings_file.with_name("profile.json")
    shown = run("calibrate", "--file", ratings_file, "--output", made)
    assert shown.exit_code == 0, shown.output
    assert "按题留出" in shown.output
    return made


@pytest.fixture
def environment(monkeypatch, tmp_path, own_database_url):
    """A company with HR (user-st_hr) and a manager, as the command line will open it."""
    chosen = {"MINGMIAN_HOME": str(tmp_path), "DATABASE_URL": own_database_url}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    runtime = open_runtime(load_settings(chosen))
    a_story(runtime.storage.new_uow())
    runtime.storage.engine.dispose()
    return chosen


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def scores(ratings_file, *options):
    """What `score-answers` says of the file's first answers."""
    rows = [json.loads(line) for line in ratings_file.read_text("utf-8").splitlines()[:6]]
    answers = ratings_file.with_name("answers.jsonl")
    lines = [json.dumps({**row, "id": str(number)}) for number, row in enumerate(rows)]
    answers.write_text("\n".join(lines), encoding="utf-8")
    shown = run("score-answers", answers, "--jsonl", *options)
    assert shown.exit_code == 0, shown.output
    return [json.loads(line)["score"] for line in shown.output.splitlines()]


def test_a_calibrated_profile_can_be_tried_on_answers(ratings_file, profile_file):
    shipped, stricter = scores(ratings_file), scores(ratings_file, "--profile", profile_file)
    both = [(a, b) for a, b in zip(shipped, stricter, strict=True) if a is not None and b is not None]
    assert len(both) >= 3
    assert sum(b for _, b in both) < sum(a for a, _ in both)  # its raters were a level stricter


@pytest.mark.parametrize("content", ["[]", "{}", "not json", '{"kind": "calibration"}'])
def test_a_file_that_is_no_profile_is_refused_in_chinese(content, ratings_file, tmp_path):
    file = tmp_path / "p.json"
    file.write_text(content, encoding="utf-8")
    shown = run("score-answers", ratings_file, "--jsonl", "--profile", file)
    assert shown.exit_code == 1
    assert "不是评分方案" in shown.output


def test_a_changed_profile_is_refused(ratings_file, profile_file, tmp_path):
    raw = json.loads(profile_file.read_text("utf-8"))
    raw["combination"]["slope"] += 0.1
    file = tmp_path / "p.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    shown = run("score-answers", ratings_file, "--jsonl", "--profile", file)
    assert (shown.exit_code, "SC206" in shown.output) == (1, True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ratings": []}, "ratings"),
        ({"ratings": [6]}, "ratings"),
        ({"rubric": {"1": "没有", "3": "有"}}, "rubric"),
        ({"answer": None}, "answer"),
    ],
)
def test_a_wrong_line_is_named_with_what_was_expected(change, expected, ratings_file, tmp_path):
    lines = ratings_file.read_text("utf-8").splitlines()
    lines[1] = json.dumps(json.loads(lines[1]) | change)
    file = tmp_path / "wrong.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    shown = run("calibrate", "--file", file, "--output", tmp_path / "p.json")
    assert shown.exit_code == 1
    assert f"第 2 行的 {expected} 缺少或不正确，应为" in shown.output


def test_too_few_ratings_make_no_profile(ratings_file, tmp_path):
    file = tmp_path / "few.jsonl"
    file.write_text("\n".join(ratings_file.read_text("utf-8").splitlines()[:5]), encoding="utf-8")
    shown = run("calibrate", "--file", file, "--output", tmp_path / "p.json")
    assert shown.exit_code == 1
    assert "至少要" in shown.output
    assert not (tmp_path / "p.json").exists()


def test_nobody_without_the_right_reads_or_stores_ratings(environment, ratings_file, tmp_path):
    for options in ([], ["--output", tmp_path / "p.json"]):
        assert run("calibrate", "--by", "user-st_manager", *options).exit_code == 1
    assert run("calibrate", "--by", "nobody", "--file", ratings_file).exit_code == 1
    assert run("calibrate").exit_code == 2


def test_a_stored_profile_is_activated_with_a_reason_scores_what_pinned_it_and_is_retired(
    environment, ratings_file
):
    stored = run("calibrate", "--file", ratings_file, "--by", "user-st_hr")
    assert stored.exit_code == 0, stored.output
    version = next(line for line in stored.output.splitlines() if "评分方案" in line).split()[-1].rstrip("。")
    assert version.startswith(json.loads(default_profile_text())["version"] + "-c")

    assert run("profile", "activate", version, "--by", "user-st_hr", "--reason", " ").exit_code == 1
    activated = run("profile", "activate", version, "--by", "user-st_hr", "--reason", "更接近我们的评分")
    assert activated.exit_code == 0, activated.output
    assert f"* {version}" in run("profile", "list").output
    assert "更接近我们的评分" in run("profile", "show", version).output

    answer = json.loads(ratings_file.read_text("utf-8").splitlines()[0])["answer"]
    assert versions_of_a_report(environment, pinned=version, answer=answer)[SCORER] == version

    assert run("profile", "retire", version, "--by", "user-st_hr", "--reason", "换新的").exit_code == 0
    assert f"* {version}" not in run("profile", "list").output
    # What pinned it is still scored with it.
    assert versions_of_a_report(environment, pinned=version, answer=answer, number=2)[SCORER] == version


def versions_of_a_report(environment, *, pinned, answer, number=1):
    """What the evaluation of a fresh interview with this profile writes down."""
    runtime = open_runtime(load_settings(environment))
    key, person, tasks = f"iv_new{number}", f"ca_new{number}", (f"tk_t{number}", f"tk_e{number}")
    interview = an_interview(
        id=key,
        candidate_id=person,
        job_id="jb_1",
        plan=a_plan(scoring_profile=pinned),
        state=InterviewState.SUBMITTED,
    )
    with runtime.storage.new_uow() as uow:
        about = {"interview_id": key, "candidate_id": person}
        store(uow, [a_candidate(id=person, phone=""), interview])
        store(uow, [a_text_answer(answer, id=f"an_{number}", **about)])
        store(uow, [a_task(id=tasks[0], answer_id=f"an_{number}", **about)])
        store(uow, [a_task(TaskKind.EVALUATE, id=tasks[1], **about)])
        uow.commit()
    shop = Workshop(runtime)
    assert [work_on(task, shop) for task in tasks] == [Ended.DONE, Ended.DONE]
    with runtime.storage.new_uow() as uow:
        assert uow.processing.get_task(tasks[1]).state == TaskState.DONE
        report = uow.processing.latest_report(key)
    runtime.storage.engine.dispose()
    return json.loads(report.payload)["versions"]
