"""What counts as a certificate held, and how it is shown; what counts as a skill stated."""

import pytest

from tests.resumes.resume_factory import a_resume
from workers.resume_rows import parsed_row


def held(lines: str) -> list[str]:
    row = parsed_row("a.txt", a_resume(f"苗予安\n证书\n{lines}"))
    shown = row["certificates"]
    assert isinstance(shown, list)
    return shown


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("企业人力资源管理师（三级）", "企业人力资源管理师（三级）"),
        ("人力资源管理师三级", "人力资源管理师三级"),
        ("房地产经纪人协理", "房地产经纪人协理"),
        ("手术室专科护士证", "手术室专科护士证"),
        ("中式烹调师一级", "中式烹调师一级"),
        ("大学英语四级证书", "CET-4"),
        ("2019年取得护士执业证书", "护士执业资格证"),
        ("普通话证书二级甲等", "普通话二级甲等"),
    ],
)
def test_a_level_stays_and_a_spelling_goes(printed: str, shown: str) -> None:
    assert held(printed) == [shown]


@pytest.mark.parametrize(
    "line",
    [
        "人力资源管理师三级，已报名",
        "人力资源管理师三级已报名，11 月底考试（未取得）",
        "护士执业资格考试：2026年考过“实践能力”一科，明年继续，暂无执业证",
        "注册会计师 备考中",
        "暂无驾驶证",
        "CPA (in progress)",
    ],
)
def test_what_is_not_held_yet_is_not_counted(line: str) -> None:
    assert held(line) == []


def test_what_somebody_only_watched_is_no_skill() -> None:
    resume = a_resume("苗予安\n自我评价\n熟悉薪酬核算，绩效管理只是旁听过，没用过SAP。")
    assert "薪酬核算" in {s.printed for s in resume.skills}
    assert not {"绩效管理", "SAP"} & {s.name for s in resume.skills}


def test_two_headings_on_one_line_head_both_lists() -> None:
    resume = a_resume("苗予安\n标签 ¦ 证书\n普通话二级甲等、CET-6\n招聘 ¦ 员工关系")
    assert [c.value for c in resume.certificates] == ["普通话二级甲等", "CET-6"]
    assert {"招聘", "员工关系"} <= {s.printed for s in resume.skills}
