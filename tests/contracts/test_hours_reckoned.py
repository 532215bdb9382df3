"""Working hours, overtime and its pay by their numbers: what is kept and what is not. Texts that no example holds."""

import pytest


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("周二到周六上班，早九点晚五点半，午饭半小时。", False),
        ("前台早班七点半接班，下午四点交班，中间吃饭半小时，做五休二。", False),
        ("夜班十一点到次日早七点，中间用餐半小时不算工时，一周五个夜班。", False),
        ("上午八点半到下午五点半，午休一小时，每周双休，抢修另算加班。", False),
        ("每天工作九小时，不含吃饭；每周五天，超出八小时的照章加钱。", True),
        ("每周值五个夜班，每班十小时，休息日另排。", True),
        ("早班六点半接班，晚六点半交班，吃饭半小时，做四休二。", True),
        ("门卫上一休一，当班那天二十四小时值守。", True),
        ("每天带课六节加坐班三小时，合计九个半小时，做五休二。", True),
    ],
)
def test_the_day_and_the_week_by_the_clock(text, too_long, lint):
    assert ("L17" in lint(text, hours_system="标准")) is too_long


@pytest.mark.parametrize(
    ("text", "facts", "stopped"),
    [
        ("小时工每天到岗三小时，按钟点付钱。", {"contract_type": "非全日制"}, False),
        ("本季加班想来的到班长处登记，不登记的不影响排班，每人每月不超过三十小时。", {}, False),
        ("临时要加班先问一声，谁都可以说不，没来的不记考核。", {}, False),
        ("综合计算工时制已获批准，月均工时一百六十五小时，超出的按加班付酬。", {}, False),
        ("做满六天的，第七天必须休息，赶工期也一样。", {"hours_system": "综合计算（已批准）"}, False),
        ("每月前二十小时加班是岗位义务，不可推辞。", {}, True),
        ("休假期间店里一个电话就得回岗。", {}, True),
        ("货没盘清不许回家。", {}, True),
    ],
)
def test_overtime_that_is_chosen_or_forced(text, facts, stopped, lint):
    assert ("L15" in lint(text, **facts)) is stopped


@pytest.mark.parametrize(
    ("text", "facts", "underpaid"),
    [
        ("盘点到半夜的，按小时一点五倍计，打车费实报。", {}, False),
        ("夜里被叫去抢修，平日按一倍半、休息日没补休的按两倍结。", {}, False),
        ("周日值班不调休的，一天补五百元。", {"monthly_wage": 5400}, False),
        ("周日值班不调休的，一天补三百元。", {"monthly_wage": 5400}, True),
        ("平日延时每小时十五元，人人一样。", {"monthly_wage": 7000}, True),
        ("端午当班的，课时费乘一点五。", {}, True),
        ("中秋当班照平日计薪。", {}, True),
        ("中秋放假，工资照平日计发。", {}, False),
        ("晨会二十分钟、收市打扫半小时，不算钟。", {}, True),
        ("每天八小时，每周五天，中间吃饭四十分钟不算工时。", {}, False),
        ("加班每月以十二小时为计薪上限，逾出的转入弹性池冲抵。", {}, True),
        ("加班每月以三十小时为限，逾出的不再安排。", {}, False),
        ("以项目奖金抵充加班工资。", {}, True),
    ],
)
def test_overtime_paid_in_full_or_not(text, facts, underpaid, lint):
    found = lint(text, **facts)
    assert ("L16" in found and found["L16"].severity.value == "E") is underpaid


@pytest.mark.parametrize(
    "text",
    [
        "月薪九千元，里头含着周末和过节当班的钱。",
        "薪资一万二，延时、休息日的报酬都已打进去。",
    ],
)
def test_a_wage_that_holds_the_overtime_is_a_warning(text, lint):
    assert lint(text)["L16"].severity.value == "W"


def test_hours_called_a_lesson_are_unpaid(lint):
    assert "L16" in lint("多站的钟点当学手艺。")


def test_weekends_are_working_days_where_other_days_are_off(lint):
    assert not lint("导购周三至周日上班，周一周二休，周末当班按平日单价。", hours_system="标准")
    assert "L16" in lint("导购周一至周五上班，周末加排的班按平日单价。", hours_system="标准")
