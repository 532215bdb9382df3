"""Headings that nobody has listed, told by their look, their roots and what follows them."""

import pytest

from scoring.resume.document import Document, FileKind, Line
from scoring.resume.fields import SkillSource, WorkType
from scoring.resume.headings import Section, heading
from scoring.resume.parse import parse_resume
from tests.resumes.resume_factory import TODAY, a_resume, the_vocabulary

WORDED = """
苗予安
13900001111
{work}
2021.03-2024.08  苏州禾木电子有限公司  采购专员
{study}
2017.09-2021.06  苏州大学  物流管理  本科
{skills}
议价、对账、台账整理
{certificates}
叉车证
"""


@pytest.mark.parametrize(
    ("work", "study", "skills", "certificates"),
    [
        ("◆ 干过的活", "◆ 念的书", "◆ 拿得出手的", "◆ 证"),
        ("【上过的班】", "【在哪读的书】", "【看家本领】", "【考到的证照】"),
        ("一、职场这几年", "二、求学", "三、我能做什么", "四、手里的证"),
        ("## 谋生记", "## 学堂", "## 工具", "## 资格"),
        ("供职记录", "文化程度", "会什么", "证件"),
    ],
)
def test_marked_or_plain_headings_open_their_sections(
    work: str, study: str, skills: str, certificates: str
) -> None:
    resume = a_resume(WORDED.format(work=work, study=study, skills=skills, certificates=certificates))
    assert [(w.company, w.title) for w in resume.work] == [("苏州禾木电子有限公司", "采购专员")]
    assert [(e.school, e.major) for e in resume.education] == [("苏州大学", "物流管理")]
    assert {s.printed for s in resume.skills if s.source is SkillSource.LIST} == {"议价", "对账", "台账整理"}
    assert [c.value for c in resume.certificates] == ["叉车证"]


def in_print(text: str) -> Document:
    """# before a heading of 13 points, ## before a name of 20; bold lines with *."""
    looks = {"##": (20.0, True), "#": (13.0, True), "*": (10.5, True)}
    lines = []
    for row in text.strip().splitlines():
        mark, _, rest = row.partition(" ")
        size, bold = looks.get(mark, (10.5, False))
        written = rest if mark in looks else row
        lines.append(Line(written, (written,), 1, 0, size, bold, None, 1.0))
    return Document(FileKind.PDF, tuple(lines), (), 1)


PRINTED = """
## 项怀
13900001111
# 行走至今
2022.03-2024.08
* 苏州禾木电子有限公司
采购专员
# 青春
2018.09-2022.06
* 苏州大学
物流管理 · 本科
# 闪光
院三好学生
# 社团
2019.09-2020.06
苏州大学学生会
外联部干事
"""


def test_large_lines_open_sections_by_what_follows_them() -> None:
    resume = parse_resume(in_print(PRINTED), today=TODAY, vocabulary=the_vocabulary())
    assert [w.company for w in resume.work] == ["苏州禾木电子有限公司"]
    assert [e.school for e in resume.education] == ["苏州大学"]
    assert resume.name is not None
    assert resume.name.value == "项怀"


def test_bold_employers_are_no_headings() -> None:
    resume = parse_resume(
        in_print(
            "# 工作经历\n* 苏州禾木电子有限公司\n采购专员\n2022.03-2024.08\n# 轮转\n* 市一院\n2021.01-2021.06\n实习护士"
        ),
        today=TODAY,
        vocabulary=the_vocabulary(),
    )
    assert [w.type for w in resume.work] == [WorkType.EMPLOYED, WorkType.INTERN]


@pytest.mark.parametrize(
    "line", ["负责项目管理", "证券公司", "学习能力强", "工作认真负责", "管理学院", "推荐系统", "背调流程"]
)
def test_ordinary_short_lines_are_no_headings(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("教育程度", Section.EDUCATION),
        ("课题与论文", Section.PROJECT),
        ("技能与证照", Section.ABILITIES),
        ("证书及其他", Section.CERTIFICATES),
        ("紧急联系", Section.PEOPLE),
        ("还想说", Section.SUMMARY),
        ("校园", Section.CAMPUS),
    ],
)
def test_headings_by_their_roots(line: str, section: Section) -> None:
    assert heading(line) is section


def test_lists_and_a_school_behind_labels_after_the_posts() -> None:
    resume = a_resume(
        "纪大山\n工作履历\n锡山区宏远五金厂 ¦ 2012.3 - 至今 ¦ 车间主任\n管理冲压车间65人\n"
        "会的东西：冲床、折弯机\n学校：江阴职业中学（2003-2006，数控技术应用，中专）\n证：叉车证"
    )
    assert [w.company for w in resume.work] == ["锡山区宏远五金厂"]
    assert [(e.school, e.major) for e in resume.education] == [("江阴职业中学", "数控技术应用")]
    assert {s.printed for s in resume.skills if s.source is SkillSource.LIST} == {"冲床", "折弯机"}
    assert [c.value for c in resume.certificates] == ["叉车证"]


def test_a_study_under_a_common_heading_is_no_post() -> None:
    resume = a_resume(
        "苗予安\n经历\n2018.9 – 至今 苏州禾木电子有限公司 采购员\n2012.9 – 2016.6 苏州大学 物流管理 本科"
    )
    assert [w.company for w in resume.work] == ["苏州禾木电子有限公司"]
    assert [e.school for e in resume.education] == ["苏州大学"]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("教学经历", Section.WORK),
        ("从教年头", Section.WORK),
        ("临床工作经历", Section.WORK),
        ("都在哪儿干过", Section.WORK),
        ("学历文凭", Section.EDUCATION),
        ("一教育-", Section.EDUCATION),
        ("-技能-", Section.SKILLS),
        ("岗位关键词", Section.KEYWORDS),
    ],
)
def test_headings_of_trades_of_scans_and_of_keyword_blocks(text: str, section: Section) -> None:
    assert heading(text) is section


def test_words_under_a_heading_of_keywords_are_a_wall() -> None:
    resume = a_resume("苗予安\n技能\n插花\n关键词\n铣床 数控车床 车工 加工中心操作工 UG")
    assert [skill.name for skill in resume.skills] == ["插花"]


def test_a_form_s_label_with_a_list_beside_it_and_tools_with_trade() -> None:
    for head in (
        "专长 ¦ 插花；包装；花艺设计",
        "软件与业务\n插花；包装；花艺设计",
        "会啥\n插花；包装；花艺设计",
    ):
        resume = a_resume(f"苗予安\n电话 13900001111\n{head}")
        assert resume.skills[0].name == "插花", head
