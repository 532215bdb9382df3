"""Job texts and scores: bands by must-haves, near misses as such, and what never counts."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.embedding_port import Vectors
from scoring.matching.jd import read_job
from scoring.matching.match import HIGH_MATCH, Match, match_resume
from scoring.matching.posts import Relevance, families_of, relevance
from scoring.matching.requirements import Kind, Need, Requirements
from scoring.resume.document import Concealed, Concealment
from scoring.resume.fields import Degree, Field, Resume, Span
from tests.resumes.resume_factory import QUALITY_ENGINEER, TODAY, a_resume, the_vocabulary

QUALITY_JOB = """岗位职责：负责制程品质改善，处理客户投诉。
任职要求：
1、本科及以上学历，机械类相关专业；
2、5年以上品质管理工作经验（检验员经历不计）；
3、熟练使用SPC、FMEA；
4、具备六西格玛绿带或黑带证书。
加分项：会三坐标测量；英语四级；有团队管理经验。
女士优先，35岁以下。"""


class FlatEmbedder:
    """Every text means the same: what is left is decided by rules."""

    name = version = "flat"

    def embed(self, texts: list[str]) -> Vectors:
        return np.ones((len(texts), 1))


@cache
def the_job() -> Requirements:
    return read_job("品质主管", "苏州", QUALITY_JOB, the_vocabulary())


def matched(resume: Resume) -> Match:
    return match_resume(resume, the_job(), today=TODAY, vocabulary=the_vocabulary(), embedder=FlatEmbedder())


def test_a_job_text_is_read_into_musts_and_pluses() -> None:
    job = the_job()
    assert (job.degree, job.years_min, job.posts, job.majors) == (
        Degree.BACHELOR,
        5.0,
        ("quality",),
        ("机械",),
    )
    assert [g.names for g in job.of(Kind.SKILL, Need.HARD)] == [("SPC",), ("FMEA",)]
    assert [g.names for g in job.of(Kind.CERTIFICATE, Need.HARD)] == [("六西格玛绿带", "六西格玛黑带")]
    assert {g.names for g in job.of(Kind.SKILL, Need.PLUS)} == {("三坐标测量",), ("团队管理",)}
    assert [g.names for g in job.of(Kind.CERTIFICATE, Need.PLUS)] == [("CET-4",)]
    assert job.not_counted == ("检验员",)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("要求：精通至少一种三维软件（SolidWorks、Creo、UG）", [("SolidWorks", "Creo", "UG")]),
        ("要求：熟悉MySQL（或PostgreSQL）的优化，熟练使用Redis", [("MySQL", "PostgreSQL"), ("Redis",)]),
        ("要求：掌握Python、Java", [("Python",), ("Java",)]),
        ("要求：熟练使用SAP/金蝶/用友", [("SAP", "金蝶K3", "用友U8")]),
    ],
)
def test_alternatives_and_conjunctions(text: str, groups: list[tuple[str, ...]]) -> None:
    job = read_job("某岗位", "", text, the_vocabulary())
    assert [g.names for g in job.of(Kind.SKILL, Need.HARD)] == groups


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("要求：3-5年工作经验", 3.0, 5.0),
        ("要求：从事销售满两年", 2.0, None),
        ("要求：三年以上工作经验", 3.0, None),
        ("要求：35岁以下", None, None),
        ("要求：\n1.大专\n2.1年以上销售经验", 1.0, None),
        ("有三年以上销售经验", 3.0, None),
    ],
)
def test_years_asked_for(text: str, low: float | None, high: float | None) -> None:
    job = read_job("销售经理", "", text, the_vocabulary())
    assert (job.years_min, job.years_max) == (low, high)


@pytest.mark.parametrize(
    ("title", "asked", "grade"),
    [
        ("Java开发工程师", "backend", Relevance.SAME),
        ("前端开发工程师", "backend", Relevance.NEAR),
        ("急诊ICU护士", "icu_nurse", Relevance.SAME),
        ("心内科护士", "icu_nurse", Relevance.NEAR),
        ("ICU护士", "nurse", Relevance.SAME),
        ("嵌入式软件开发工程师", "embedded", Relevance.SAME),
        ("行政前台", "accounting", Relevance.NONE),
    ],
)
def test_titles_by_family(title: str, asked: str, grade: Relevance) -> None:
    assert relevance(title, (asked,), (), the_vocabulary()) is grade


def test_all_musts_met_is_a_high_match_with_reasons() -> None:
    match = matched(a_resume(QUALITY_ENGINEER))
    assert match.score >= HIGH_MATCH
    assert match.missing == ()
    assert "相关经验 11.2 年，要求 5 年。" in match.reasons


@pytest.mark.parametrize(
    ("cut", "put", "missing"),
    [
        ("2015.7-2019.2", "2018.9-2019.2", None),
        ("本科", "大专", "学历大专，要求本科及以上。"),
        ("六西格玛绿带、", "", "未见六西格玛绿带或六西格玛黑带。"),
        ("机械设计制造及其自动化", "汉语言文学", "专业汉语言文学，要求机械相关专业。"),
    ],
)
def test_a_missing_must_is_never_a_high_match(cut: str, put: str, missing: str | None) -> None:
    match = matched(a_resume(QUALITY_ENGINEER.replace(cut, put)))
    assert (match.score >= HIGH_MATCH) == (missing is None)
    assert match.missing == ((missing,) if missing else ())


def test_a_near_miss_in_years_is_shown_as_such_and_not_rounded() -> None:
    # 2021-12 to 2026-11 is 59 months, 4.92 years; rounded it would be 4.9 either way, and never 5.
    one_post = QUALITY_ENGINEER.replace("2019.3—至今", "2021.12—至今").replace("品质工程师", "机械工程师")
    match = matched(a_resume(one_post))
    assert match.missing == ("相关经验 4.9 / 5 年，接近要求。",)
    assert 60 <= match.score < HIGH_MATCH


def test_fewer_musts_never_score_higher() -> None:
    whole = QUALITY_ENGINEER
    one_less = whole.replace("六西格玛绿带、", "")
    two_less = one_less.replace("本科", "大专")
    scores = [matched(a_resume(text)).score for text in (whole, one_less, two_less)]
    assert scores[0] > scores[1] > scores[2]


def test_stuffed_and_concealed_words_add_nothing() -> None:
    clerk = "王芳\n工作经历\n苏州静安商务有限公司 ¦ 行政前台 ¦ 2019.9-至今\n负责前台接待"
    words = "品质主管 SPC FMEA 六西格玛绿带 三坐标 8D 团队管理 IATF16949 5S PPAP APQP MSA 六西格玛"
    plain = matched(a_resume(clerk))
    walled = matched(a_resume(f"{clerk}\n自我评价\n关键词：{words}"))
    hidden = matched(a_resume(clerk, concealed=(Concealed(words, Concealment.TINY, 1),)))
    # Nothing is gained, and what is aimed at this job goes to the end of its list, with a sentence for HR.
    assert walled.score == hidden.score < plain.score
    assert "由人决定" in walled.missing[0]


def test_stuffing_for_another_job_changes_nothing_here() -> None:
    words = "Java Redis MySQL Kafka Docker Spring Linux Nginx React Vue TypeScript Python"
    plain = matched(a_resume(QUALITY_ENGINEER))
    hidden = matched(a_resume(QUALITY_ENGINEER, concealed=(Concealed(words, Concealment.TINY, 1),)))
    assert hidden.score == plain.score


def test_listed_nouns_no_vocabulary_knows_are_asked_for_as_written() -> None:
    job = read_job(
        "花艺师",
        "",
        "要求：\n①大专以上；②2年以上花艺经验；③熟悉螺旋花束、桌花造型；\n会压花保色者优先。",
        the_vocabulary(),
    )
    assert (job.years_min, job.degree) == (2.0, Degree.COLLEGE)  # ② does not run into the 2 behind it
    assert {g.names for g in job.of(Kind.SKILL, Need.HARD)} == {("螺旋花束",), ("桌花造型",)}
    assert {g.names for g in job.of(Kind.SKILL, Need.PLUS)} == {("压花保色",)}


def test_what_a_bracket_gives_as_examples_is_one_requirement() -> None:
    job = read_job(
        "测试工程师", "", "要求：掌握接口测试（Postman、JMeter等）；工程管理或土木专业。", the_vocabulary()
    )
    assert [g.names for g in job.of(Kind.SKILL, Need.HARD)] == [("接口测试", "Postman", "JMeter")]
    assert job.majors == ("工程管理", "土木")  # courses of study, no skills


def test_titles_no_family_knows_are_compared_with_the_jobs_own() -> None:
    job = read_job("花艺师", "", "要求：2年以上花艺经验；熟悉螺旋花束。", the_vocabulary())
    florist = a_resume("王芳\n工作经历\n苏州静安商贸有限公司 ¦ 高级花艺师 ¦ 2019.9-至今\n螺旋花束制作")
    match = match_resume(florist, job, today=TODAY, vocabulary=the_vocabulary(), embedder=FlatEmbedder())
    assert match.missing == ()


@settings(max_examples=40, deadline=None)
@given(
    name=st.text(min_size=1, max_size=4),
    gender=st.sampled_from(["男", "女", ""]),
    birth=st.integers(1955, 2008),
    school=st.sampled_from(["清华大学", "某某职业技术学院", "University of Oxford", ""]),
)
def test_name_gender_age_and_school_never_count(name: str, gender: str, birth: int, school: str) -> None:
    resume = a_resume(QUALITY_ENGINEER)
    here = Span(0, 0)
    other = replace(
        resume,
        name=Field(name, here, 1.0),
        gender=Field(gender, here, 1.0) if gender else None,
        birth_year=Field(str(birth), here, 1.0),
        education=tuple(replace(e, school=school, printed_school=school) for e in resume.education),
    )
    assert matched(other) == matched(resume)


def test_a_licence_nobody_may_work_without_knocks_out() -> None:
    job = read_job(
        "护士", "", "要求：大专及以上；必须持有护士执业证书；2年以上护理工作经验", the_vocabulary()
    )
    text = "王芳\n工作经历\n苏州静安医院 ¦ 护士 ¦ 2019.9-至今\n教育经历\n2015.9-2018.6 ¦ 苏州卫生职业技术学院 ¦ 护理 ¦ 大专"
    with_it = f"{text}\n证书\n护士执业资格证"
    scores = [
        match_resume(
            a_resume(t), job, today=TODAY, vocabulary=the_vocabulary(), embedder=FlatEmbedder()
        ).score
        for t in (text, with_it)
    ]
    assert scores[0] < 20
    assert scores[1] >= HIGH_MATCH


def test_every_family_is_reached_by_its_own_first_word() -> None:
    vocabulary = the_vocabulary()
    lost = [
        n for n, f in vocabulary.posts.items() if not any(n in families_of(w, vocabulary) for w in f.words)
    ]
    assert lost == []


def test_of_a_long_list_of_skills_two_missing_weigh_as_one() -> None:
    long = "要求：熟悉Java、Spring、MySQL、Redis、Kafka、Docker、Linux、Nginx"
    short = "要求：熟悉Java、Kafka、Docker"
    text = "王芳\n工作经历\n苏州静安软件有限公司 ¦ Java开发工程师 ¦ 2019.9-至今\n专业技能\nJava、Spring、MySQL、Redis、Linux、Nginx"
    scores = [
        match_resume(
            a_resume(text),
            read_job("Java开发工程师", "", asked, the_vocabulary()),
            today=TODAY,
            vocabulary=the_vocabulary(),
            embedder=FlatEmbedder(),
        ).score
        for asked in (long, short)
    ]
    assert scores[1] < 60 < scores[0] < HIGH_MATCH
