"""What a careful reader takes from a job text is what is read: six texts of trades and styles no list of ours was made for."""

from functools import cache

import pytest

from scoring.matching.clauses import Part, clauses
from scoring.matching.jd import read_job
from scoring.matching.requirements import Kind, Need, Requirements
from scoring.resume.fields import Degree
from tests.resumes.resume_factory import the_vocabulary

TITLES_AND_TEXTS = {
    "prose": (
        "兽医（小动物全科）",
        """我们是一家开了十一年的社区宠物医院，三个诊室、一间手术室。想找一位能独立接诊的兽医。

来之前希望你已经持有执业兽医师资格证并完成备案，没有证的朋友我们不能安排处方岗位。动物医学或者动物科学专业毕业，大专就行，本科更好。小动物临床至少干过三年，宠物美容、宠物店销售的时间不算在里面。会看 DR 片、会做 B 超最好，做过骨科手术或者懂猫科行为的，我们会优先考虑。

待遇面谈，包午餐。院长级别的同行请走合伙人通道，不在本次招聘范围。""",
    ),
    "factory": (
        "注塑调机技术员",
        """【岗位职责】
1. 负责车间注塑机的调机、换模；
【任职资格】
1. 中专及以上，模具、机电、高分子类专业优先；
2. 注塑调机岗位三年以上（操作工、上下模年限不算）；
3. 熟悉 PC、ABS、PA66 中至少两种材料的成型；
4. 会操作机械手；
【加分】
● 会双色注塑
● 懂科学注塑、Moldflow
● 电工证
【福利】包吃住，月薪 7000-9500，两班倒。""",
    ),
    "english": (
        "Acoustic Engineer 声学工程师",
        """What you'll do
- Own the acoustic design of TWS earbuds from concept to MP
Requirements
- Bachelor's degree or above in Acoustics, Electronics, Physics or related majors
- 3+ years in acoustic design for consumer electronics (internships excluded)
- Hands-on with COMSOL or LMS Virtual.Lab, and SoundCheck
- CET-6 or equivalent, able to read specs in English
Preferred
- Python scripting
- Experience with Klippel is a plus
Note: director-level applicants and those with 15+ years please contact us for other openings.""",
    ),
    "hospital": (
        "病案编码员",
        """一、岗位条件
（一）全日制大专及以上学历，临床医学、护理学、卫生信息管理、病案信息专业；
（二）持有国家病案信息技术资格证或疾病分类编码员证书（任一即可）；
（三）具有二级及以上医院病案编码工作经历2年及以上，护理、收费、导诊工作经历不计入；
（四）熟练掌握ICD-10、ICD-9-CM-3编码规则；
二、同等条件下优先
1．参加过等级医院评审者；2．会使用SQL提取数据。
三、其他
报名截止2026年12月31日，每人限报一岗。""",
    ),
    "campus": (
        "地质工程师（校招）",
        """2027届校园招聘 · 地勘院
招聘对象：毕业时间为2026年9月至2027年8月的国内高校及海外院校毕业生，往届生不在本批次范围内。
学历要求：硕士研究生及以上
专业要求：地质学、资源勘查工程、水文地质等相关专业
能力要求：能看图编图，MapGIS、ArcGIS、AutoCAD 会一样即可；英语四级及以上。
如有野外填图实习，会在同等条件下优先录用。
能适应长期野外作业。""",
    ),
    "museum": (
        "展陈讲解员",
        """【我们】一座讲海洋文明的博物馆，明年春天开新馆。
【你的一天】带三场讲解，接两拨小学研学。
【我们希望你】
·普通话二级甲等以上，中文、历史、文博这些专业都可以，本科起
·在博物馆、科技馆讲过一年以上（导游带团、景区检票不算）
【如果还有这些，就太好了】导游资格证；手语
【请注意】馆长、策展总监级别的老师，这个岗位可能不适合您。五年以上资历我们会单独沟通。""",
    ),
}


@cache
def job(style: str) -> Requirements:
    title, text = TITLES_AND_TEXTS[style]
    return read_job(title, "", text, the_vocabulary())


@pytest.mark.parametrize(
    ("style", "degree", "years", "majors", "not_counted"),
    [
        ("prose", Degree.COLLEGE, (3.0, None), ("动物医学", "动物科学"), ("宠物美容", "宠物店销售")),
        ("factory", Degree.SCHOOL, (3.0, None), (), ("操作工", "上下模")),
        ("english", Degree.BACHELOR, (3.0, 15.0), ("Acoustics", "Electronics", "Physics"), ()),
        (
            "hospital",
            Degree.COLLEGE,
            (2.0, None),
            ("临床医学", "护理学", "卫生信息", "病案信息"),
            ("护理", "收费", "导诊"),
        ),
        ("campus", Degree.MASTER, (None, None), ("地质学", "资源勘查", "水文地质"), ()),
        ("museum", Degree.BACHELOR, (1.0, 5.0), ("中文", "历史", "文博"), ("导游带团", "景区检票")),
    ],
)
def test_degree_years_majors_and_what_does_not_count(
    style: str,
    degree: Degree,
    years: tuple[float | None, float | None],
    majors: tuple[str, ...],
    not_counted: tuple[str, ...],
) -> None:
    asked = job(style)
    assert (asked.degree, (asked.years_min, asked.years_max)) == (degree, years)
    assert (asked.majors, asked.not_counted) == (majors, not_counted)


@pytest.mark.parametrize(
    ("style", "musts", "pluses"),
    [
        ("prose", [("执业兽医师资格证",)], [("DR 片",), ("B 超",), ("骨科手术", "猫科行为")]),
        (
            "factory",
            [("PC", "ABS", "PA66"), ("机械手",)],
            [("双色注塑",), ("科学注塑",), ("Moldflow",), ("低压电工证",)],
        ),
        (
            "english",
            [("COMSOL", "LMS Virtual.Lab"), ("SoundCheck",), ("CET-6",)],
            [("Python",), ("Klippel",)],
        ),
        (
            "hospital",
            [("病案信息技术资格证", "疾病分类编码员证书"), ("ICD-10",), ("ICD-9-CM-3",)],
            [("等级医院评审",), ("SQL",)],
        ),
        ("campus", [("MapGIS", "ArcGIS", "AutoCAD"), ("CET-4",)], [("实习经历",)]),
        ("museum", [("普通话二级甲等",)], [("导游证",), ("手语",)]),
    ],
)
def test_skills_and_certificates(
    style: str, musts: list[tuple[str, ...]], pluses: list[tuple[str, ...]]
) -> None:
    groups = job(style).groups
    assert [g.names for g in groups if g.need is Need.HARD] == musts
    assert [g.names for g in groups if g.need is Need.PLUS] == pluses


def test_a_window_of_months_is_one_class() -> None:
    assert job("campus").class_years == (2027,)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("面向26届毕业生", (2026,)),
        ("2026/2027届均可", (2026, 2027)),
        ("2025-2027届", (2025, 2026, 2027)),
        ("毕业时间2026.9-2027.8", (2027,)),
    ],
)
def test_class_years(written: str, years: tuple[int, ...]) -> None:
    assert read_job("管培生", "", f"要求：本科；{written}", the_vocabulary()).class_years == years


@pytest.mark.parametrize(
    "remark",
    [
        "总监级不作优先考虑",
        "采购总监请绕行",
        "二十年以上或总监级别的朋友，本岗恐怕委屈您",
        "VP、首席候选人不作为优先对象",
    ],
)
def test_who_is_beyond_the_post_is_no_plus(remark: str) -> None:
    parts = [clause.part for clause in clauses(f"要求：\n会Excel。{remark}。")]
    assert parts == [Part.HARD, Part.BEYOND]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("要求：SAP、金蝶、用友，熟一种", [("SAP", "金蝶K3", "用友U8")]),
        ("要求：SAP、金蝶或用友", [("SAP", "金蝶K3", "用友U8")]),
        ("要求：熟悉MySQL、Redis/Memcached", [("MySQL",), ("Redis", "Memcached")]),
        ("要求：处理过升级投诉", [("投诉处理",)]),
        ("要求：采购三年以上，计划、仓储岗位可面谈，但不计入年限；会Excel", [("Excel",)]),
    ],
)
def test_alternatives_however_said(text: str, names: list[tuple[str, ...]]) -> None:
    asked = read_job("某岗位", "", text, the_vocabulary())
    assert [g.names for g in asked.of(Kind.SKILL, Need.HARD)] == names


def test_if_opens_a_plus_up_to_its_consequence() -> None:
    asked = read_job(
        "管培生",
        "",
        "要求：\n本科。\n如果你会Excel，做过PPT汇报，或者懂SQL，会更快走到终面。",
        the_vocabulary(),
    )
    assert {g.names for g in asked.groups} == {("Excel",), ("PPT",), ("SQL",)}
    assert {g.need for g in asked.groups} == {Need.PLUS}


def test_a_plus_that_narrows_a_must_is_asked_for_as_narrowed() -> None:
    asked = read_job(
        "手术室护士", "", "要求：能独立完成手术配合\n加分：骨科或腔镜手术配合、带教能力", the_vocabulary()
    )
    assert [g.names for g in asked.of(Kind.SKILL, Need.PLUS)] == [
        ("骨科手术配合", "腔镜手术配合"),
        ("带教",),
    ]


@pytest.mark.parametrize(
    ("text", "majors"),
    [
        ("要求：本科（含）以上，金融、经济、管理类；", ("金融", "经济", "管理")),
        ("要求：学前教育大专以上", ("学前教育",)),
        ("要求：法学本科及以上学历", ("法学",)),
        ("要求：硕士，统计/数学/计算机方向", ("统计", "数学", "计算机")),
        ("要求：电气工程及其自动化、机电一体化专业", ("电气工程及其自动化", "机电一体化")),
        ("要求：化学、食品、生物这类专业的中专以上", ("化学", "食品", "生物")),
        ("Requirements\nBSc+ in EE / CS / Automation or similar", ("EE", "CS", "Automation")),
        ("要求：统招本科及以上，专业不限", ()),
    ],
)
def test_majors_with_and_without_the_word(text: str, majors: tuple[str, ...]) -> None:
    assert read_job("某岗位", "", text, the_vocabulary()).majors == majors


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("会让我们眼前一亮的：", Part.PLUS),
        ("Good to have:", Part.PLUS),
        ("二、择优条件", Part.PLUS),
        ("我们看重的：", Part.HARD),
        ("What we're looking for:", Part.HARD),
        ("三、不适合人群", Part.BEYOND),
    ],
)
def test_headings(heading: str, part: Part) -> None:
    assert [c.part for c in clauses(f"岗位职责\n写代码。\n{heading}\n做过设备维修")][-1] is part


@pytest.mark.parametrize(
    "text",
    [
        "要求：三年以上热菜经验，打荷、学徒年头不作数",
        "要求：三年以上热菜经验（打荷、学徒经历不折算）",
        "要求：三年以上热菜经验，打荷、学徒不算数哦",
    ],
)
def test_years_that_do_not_count_however_said(text: str) -> None:
    asked = read_job("中餐厨师", "", text, the_vocabulary())
    assert (asked.years_min, asked.not_counted) == (3.0, ("打荷", "学徒"))


def test_a_grade_of_another_trade_is_no_english_test() -> None:
    asked = read_job("厨师", "", "要求：中式烹调师四级以上证书", the_vocabulary())
    assert [g.names for g in asked.of(Kind.CERTIFICATE, Need.HARD)] == [("厨师证",)]


@pytest.mark.parametrize(
    ("text", "hard", "plus"),
    [
        ("要求：药师及以上职称，或通过执业药师资格考试", [("初级药师", "执业药师")], []),
        ("要求：会报价、懂信用证", [("报价",), ("国际结算",)], []),
        ("要求：管过十人以上的小团队", [("团队管理",)], []),
        ("要求：PR必会，AE、剪映至少再会一个", [("Premiere",), ("After Effects", "剪映")], []),
        ("最好会：C语言、STM32\n英语：CET-4", [("CET-4",)], [("C语言",), ("STM32",)]),
        ("要求：中专\n有叉车证、电工证的，先约您来聊", [], [("叉车证",), ("低压电工证",)]),
        ("要求：会Excel\n加分：会拍摄/会写脚本", [("Excel",)], [("摄影",), ("脚本",)]),
    ],
)
def test_spoken_forms(text: str, hard: list[tuple[str, ...]], plus: list[tuple[str, ...]]) -> None:
    groups = read_job("某岗位", "", text, the_vocabulary()).groups
    assert [g.names for g in groups if g.need is Need.HARD] == hard
    assert [g.names for g in groups if g.need is Need.PLUS] == plus


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("五年以上的老师我们可能请不起", Part.BEYOND),
        ("十年以上资历者请投其他岗位", Part.BEYOND),
        ("有5年以上经验者请联系我们", Part.HARD),
        ("5年以上工作经验，不合适者恕不另行通知", Part.HARD),
        ("总经理助理，负责行政", Part.HARD),
        ("曾任护士长者优先", Part.PLUS),
        ("六级优先", Part.PLUS),
    ],
)
def test_long_years_and_ranks_are_not_always_too_much(line: str, part: Part) -> None:
    assert [c.part for c in clauses(f"要求：\n本科\n{line}")] == [Part.HARD, part]


def test_a_grade_before_or_shares_the_name_behind_it() -> None:
    asked = read_job("造价工程师", "", "任职要求：\n1、持有一级或二级造价工程师证书", the_vocabulary())
    assert [set(g.names) for g in asked.of(Kind.CERTIFICATE, Need.HARD)] == [
        {"一级造价工程师", "二级造价工程师"}
    ]


def test_years_that_are_paid_otherwise_are_no_must() -> None:
    asked = read_job("店铺运营", "", "要求：\n店铺运营2年以上；12年以上的资深人士另议薪资", the_vocabulary())
    assert asked.years_min == 2  # not 12
