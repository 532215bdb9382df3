"""Schools written short, and posts that leave their employer to the line above."""

import pytest

from scoring.resume.fields import Degree
from tests.resumes.resume_factory import a_resume


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("徐州信职院", "徐州信息职业技术学院"),
        ("某州职院", "某州职业技术学院"),
        ("梅岭师专", "梅岭师范高等专科学校"),
        ("云梦医专", "云梦医学高等专科学校"),
        ("武体", "武汉体育学院"),
        ("University College Dublin (UCD)", "都柏林大学"),
    ],
)
def test_a_short_name_is_written_out(printed: str, full: str) -> None:
    resume = a_resume(f"苗予安\n教育\n{printed}　物流管理　大专 ¦ 2013.09-2016.06")
    assert [(e.school, e.major) for e in resume.education] == [(full, "物流管理")]


def test_an_earlier_post_in_the_same_house_needs_no_employer() -> None:
    resume = a_resume(
        "苗予安\n工作经历\n2021/01 - 至今 ¦ 禾木银行苏州分行　高级客户经理\n客户经理 ¦ 2018/01 - 2020/12\n"
    )
    assert [w.company for w in resume.work] == ["禾木银行苏州分行"] * 2


def test_a_gap_between_posts_leaves_the_employer_open() -> None:
    resume = a_resume(
        "苗予安\n工作经历\n2021/01 - 至今 ¦ 禾木银行苏州分行　高级客户经理\n客户经理 ¦ 2015/01 - 2018/12\n"
    )
    assert resume.work[1].company != "禾木银行苏州分行"


@pytest.mark.parametrize("head", ["男 | 1980 | 期望城市：合肥", "电话:13900001111 / 女 / 1980"])
def test_a_year_alone_between_separators_is_of_birth(head: str) -> None:
    birth = a_resume(f"苗予安\n{head}").birth_year
    assert birth is not None
    assert birth.value == "1980"


def test_a_name_before_labels_on_one_line_and_a_public_teacher_student() -> None:
    resume = a_resume(
        "苗予安 手机号码：13900001111 性别：女\n教育\n湖南师大\n数学与应用数学　公费师范生\n2020-09 至 2024-06"
    )
    assert resume.name is not None
    assert resume.name.value == "苗予安"
    assert [(e.school, e.degree) for e in resume.education] == [("湖南师范大学", Degree.BACHELOR)]
