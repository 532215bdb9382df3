"""English résumés and lines in two languages, with nothing but a space between employer, title, school and subject."""

import pytest

from scoring.resume.document import Document, FileKind, Line
from scoring.resume.fields import Degree
from scoring.resume.parse import parse_resume
from tests.resumes.resume_factory import TODAY, a_resume, the_vocabulary


@pytest.mark.parametrize(
    ("line", "company", "title"),
    [
        (
            "Ningbo Polarfan Ventilation Co., Ltd. Mechanical Design Engineer 机械设计工程师 ¦ Sep 2020 – Present",
            "Ningbo Polarfan Ventilation Co., Ltd.",
            "Mechanical Design Engineer 机械设计工程师",
        ),
        (
            "Xi'an Skybridge BPO Co., Ltd. Customer Service Team Leader (客服主管) ¦ Apr 2018 – Aug 2020",
            "Xi'an Skybridge BPO Co., Ltd.",
            "Customer Service Team Leader (客服主管)",
        ),
        (
            "Acme Trading Inc. Senior Sales Manager ¦ Jan 2014 - Dec 2015",
            "Acme Trading Inc.",
            "Senior Sales Manager",
        ),
        (
            "Northern Light Laboratory (Suzhou) Research Assistant ¦ 03/2012 - 12/2013",
            "Northern Light Laboratory (Suzhou)",
            "Research Assistant",
        ),
        ("Buyer | Acme Components GmbH | Mar 2016 – Feb 2019", "Acme Components GmbH", "Buyer"),
    ],
)
def test_employer_and_title_parted_by_a_space(line: str, company: str, title: str) -> None:
    work = a_resume(f"Lin Miao\nEMPLOYMENT\n{line}\nWrote the reports").work
    assert [(w.company, w.title) for w in work] == [(company, title)]


@pytest.mark.parametrize(
    ("lines", "school", "major", "degree"),
    [
        ("University of Sheffield Mechanical Engineering MSc ¦ 2018 – 2019", "谢菲尔德大学", "Mechanical Engineering", Degree.MASTER),
        ("Fairwater University Mechanical Design Bachelor ¦ 2014 – 2018", "Fairwater University", "Mechanical Design", Degree.BACHELOR),
        ("University of Electronic Science and Technology of China, BEng ¦ 2019 – 2023", "电子科技大学", "", Degree.BACHELOR),
        ("Fudan University, Shanghai ¦ 2010 – 2014\nBachelor of Arts in English Literature", "复旦大学", "English Literature", Degree.BACHELOR),
        ("HKU ¦ Sep 2025 – Jul 2027 (expected)\nMarketing MSc", "香港大学", "Marketing", Degree.MASTER),
    ],
)  # fmt: skip
def test_school_subject_and_degree(lines: str, school: str, major: str, degree: Degree) -> None:
    (entry,) = a_resume(f"Lin Miao\nEDUCATION\n{lines}").education
    assert (entry.school, entry.major, entry.degree) == (school, major, degree)


@pytest.mark.parametrize("name", ["Lin Miao", "LIN MIAO"])
def test_a_name_in_latin_letters_alone(name: str) -> None:
    found = a_resume(f"{name}\n+86 139 0000 1111\nEDUCATION\nFudan University BA ¦ 2010 – 2014").name
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("lines", "company", "title"),
    [
        (
            "宁波恒峰注塑机械有限公司（原镇海塑料机械厂）\n机械设计主管\n2008.06-2015.04",
            "宁波恒峰注塑机械有限公司（原镇海塑料机械厂）",
            "机械设计主管",
        ),
        (
            "2010.07-2014.04\n渭南临渭空调维修部\n职位：维修技工\n工作职责：\n上门维修",
            "渭南临渭空调维修部",
            "维修技工",
        ),
        ("2024.03-2024.06 ¦ 湘潭九华工业园管委会\n人事专员", "湘潭九华工业园管委会", "人事专员"),
        ("2019/05-至今 ¦ 成都天泽医院\nICU护士（综合ICU）", "成都天泽医院", "ICU护士"),
    ],
)
def test_employers_with_former_names_small_shops_and_offices(lines: str, company: str, title: str) -> None:
    work = a_resume(f"苗予安\n工作经历\n{lines}").work
    assert [(w.company, w.title) for w in work] == [(company, title)]


def test_months_that_repeat_over_the_pages_are_no_running_head() -> None:
    texts = [
        "工作经历",
        "禾木电子有限公司",
        "2018.06 - 2019.06",
        "采购员",
        "青山食品有限公司",
        "2012.07 - 2018.01",
        "仓管员",
    ]
    lines = [Line(text, (text,), 1, 0, None, False, None, 1.0) for text in texts]
    lines += [
        Line(text, (text,), 2, 0, None, False, None, 1.0)
        for text in ("项目经历", "搬仓", "2021.05 - 2021.11")
    ]
    resume = parse_resume(
        Document(FileKind.PDF, tuple(lines), (), 2), today=TODAY, vocabulary=the_vocabulary()
    )
    assert [w.company for w in resume.work] == ["禾木电子有限公司", "青山食品有限公司"]
