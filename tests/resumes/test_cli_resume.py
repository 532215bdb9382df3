"""`mingmian resume parse`, `match` and `jobs`: rows out, one bad file never stops the rest."""

import json
import zipfile
from pathlib import Path

from click.testing import CliRunner

from tests.resumes.resume_factory import QUALITY_ENGINEER
from workers.cli import main

JOB = {
    "job": "J1",
    "title": "品质主管",
    "city": "苏州",
    "jd": "要求：本科及以上；5年以上品质管理经验；限男性，35岁以下。",
}


def rows(*arguments: str) -> list[dict[str, object]]:
    run = CliRunner().invoke(main, ["resume", *arguments, "--jsonl"], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_parse_answers_every_file_in_its_place(tmp_path: Path) -> None:
    good, empty = tmp_path / "甲.txt", tmp_path / "空.txt"
    good.write_text(QUALITY_ENGINEER.replace("¦", "\t"), encoding="gb18030")
    empty.write_bytes(b"")
    first, second = rows("parse", str(empty), str(good), "--today", "2026-11")
    assert first["file"] == "空.txt"
    assert isinstance(first["error"], dict)
    assert (second["file"], second["name"], second["years_experience"]) == ("甲.txt", "张建国", 11.25)


def test_an_archive_gives_one_row_a_member(tmp_path: Path) -> None:
    bundle = tmp_path / "批次.zip"
    with zipfile.ZipFile(bundle, "w") as package:
        package.writestr("a.txt", QUALITY_ENGINEER.replace("¦", "\t"))
        package.writestr("b.txt", QUALITY_ENGINEER.replace("张建国", "李明").replace("¦", "\t"))
    assert [row["name"] for row in rows("parse", str(bundle), "--today", "2026-11")] == ["张建国", "李明"]


def test_match_gives_every_pair_a_score_with_reasons(tmp_path: Path) -> None:
    file, jobs = tmp_path / "甲.txt", tmp_path / "jobs.jsonl"
    file.write_text(QUALITY_ENGINEER.replace("¦", "\t"), encoding="utf-8")
    jobs.write_text(
        json.dumps(JOB | {"requirements": {"degree": "博士"}}, ensure_ascii=False), encoding="utf-8"
    )
    (row,) = rows("match", "--jobs", str(jobs), str(file), "--today", "2026-11")
    assert (row["job"], row["file"], row["missing"]) == ("J1", "甲.txt", [])
    assert isinstance(row["score"], float)
    assert row["score"] >= 85
    assert "相关经验 11.2 年，要求 5 年。" in (row["reasons"] if isinstance(row["reasons"], list) else [])


def test_a_restriction_in_a_job_text_is_named_with_its_law(tmp_path: Path) -> None:
    jobs = tmp_path / "jobs.jsonl"
    jobs.write_text(json.dumps(JOB, ensure_ascii=False), encoding="utf-8")
    (row,) = rows("jobs", str(jobs))
    restricted = row["restrictions"]
    assert isinstance(restricted, list)
    assert restricted
    assert all(found["law"] for found in restricted)
