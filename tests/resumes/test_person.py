"""Name, contacts, birth and wished-for city in the forms people write them."""

import pytest

from tests.resumes.resume_factory import a_resume


@pytest.mark.parametrize(
    ("head", "cities"),
    [
        ("想去的城市 成都或绵阳 / 想做 手术室护士", "成都/绵阳"),
        ("期望城市\n成都", "成都"),
        ("意向城市 ¦ 电话\n无锡 ¦ 13900001111", "无锡"),
        ("性别：女 城市：北京 方向：前端", "北京"),
        ("Base：苏州", "苏州"),
        ("Gender: F  Preferred\ncity: 上海/深圳 Objective: Trainee", "上海/深圳"),
        ("男 · 1993.12 · 北京 · 算法工程师 / 研究员", "北京"),
        ("女 | 1990.3 | 西安、咸阳 | 客服主管", "西安/咸阳"),
        ("目标城市：不限", "不限"),
        ("工作地点意向：济南", "济南"),
        ("城市期望：无锡、苏州", "无锡/苏州"),
        ("现居城市：武汉 ¦ 可接受地区：长沙", "长沙"),
        ("想在南京工作", "南京"),
    ],
)
def test_the_city_wished_for(head: str, cities: str) -> None:
    city = a_resume(f"苗予安\n{head}").expected_city
    assert city is not None
    assert city.value == cities


@pytest.mark.parametrize(
    "head",
    [
        "现居城市：武汉",
        "籍贯：南京 | 会计",
        "居住地 成都 | 出纳",
        "户籍所在地：苏州",
        "城市规划专业，熟悉上海",
    ],
)
def test_where_somebody_lives_is_no_wish(head: str) -> None:
    assert a_resume(f"苗予安\n{head}").expected_city is None


@pytest.mark.parametrize(
    "lines",
    [
        "发件人：招聘系统 <no-reply@jobs.example>\n邮箱：miao@qq.com",
        "From: noreply@portal.example\nmiao@qq.com",
        "发件人：苗予安 <miao@qq.com>\n收件人：hr@firma.example",
        "发件人：人才网 <service@portal.example>\n联系邮箱 ¦ miao@qq.com",
        "邮箱：miao@qq.com\n公司招聘邮箱 hr2026@firma.example",
    ],
)
def test_the_address_is_the_candidates_and_no_machines(lines: str) -> None:
    email = a_resume(f"苗予安\n{lines}").email
    assert email is not None
    assert email.value == "miao@qq.com"


@pytest.mark.parametrize(
    "line",
    [
        "主管可背调：文护士长 13880044719",
        "推荐人：区域总监 蒋女士 13880044719",
        "内推人 王工 13880044719",
        "直属领导 李经理 13880044719",
    ],
)
def test_a_number_to_ask_others_is_not_the_candidates(line: str) -> None:
    phone = a_resume(f"{line}\n苗予安\n13900001111").phone
    assert phone is not None
    assert phone.value == "13900001111"


def test_a_post_that_recommends_is_no_referee() -> None:
    resume = a_resume("苗予安\n电话：13900001111 ¦ 邮箱：miao@qq.com ¦ 求职意向：推荐算法工程师")
    assert resume.phone is not None
    assert resume.phone.value == "13900001111"
    assert resume.email is not None


@pytest.mark.parametrize(
    "line", ["SHANGGUAN Lin (上官霖)", "Lin Shangguan（上官霖）", "上官霖 (Lin Shangguan)", "上官霖 Lin"]
)
def test_a_name_in_two_scripts(line: str) -> None:
    name = a_resume(f"{line}\n13900001111").name
    assert name is not None
    assert name.value == "上官霖"


def test_a_month_between_separators_is_the_birth_even_in_a_long_line() -> None:
    line = "男 · 1993.12 · +86 138-1173-0954 · haoran.miao@alumni-of-a-university.example · 北京 · 算法工程师"
    birth = a_resume(f"苗予安\n{line}").birth_year
    assert birth is not None
    assert birth.value == "1993"


def test_the_title_of_a_form_is_no_name() -> None:
    name = a_resume("应聘者基本情况登记表\n姓名 ¦ 阮青禾 ¦ 性别 ¦ 男").name
    assert name is not None
    assert name.value == "阮青禾"


def test_an_english_title_before_the_name() -> None:
    name = a_resume(
        "Resume of ZHOU Mingxuan\n+86 136 0000 1234\nEducation\nTongji University | BEng | 2011–2015"
    ).name
    assert name is not None
    assert name.value == "ZHOU Mingxuan"
