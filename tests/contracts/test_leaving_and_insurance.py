"""Notice and approval, insurance: the class, each with its lawful twin. Texts that no example holds."""

import pytest


@pytest.mark.parametrize(
    ("text", "hindered"),
    [
        ("试用期想走，要写二十日的书面预告。", True),
        ("试用期想走，提前三日说一声。", False),
        ("老员工走要提前四十五天打招呼。", True),
        ("请假要提前两天打招呼。", False),
        ("提前解除的一方按两个月工资的损失举证后主张。", False),
        ("辞职后公司两个月内安排人接手，其间照常上班。", True),
        ("递交辞呈至批准之前照常出勤。", True),
        ("辞职信没批下来的，照常排班，不许走。", True),
        ("要走先把手上的单子跟完，跟不完不算数。", True),
        ("辞职提前三十日书面通知，无须任何签批，满三十日即可离岗。", False),
    ],
)
def test_leaving_takes_thirty_days_and_nobodys_consent(text, hindered, lint):
    found = lint(text, term_months=36, probation_months=3)
    assert ("L31" in found and found["L31"].severity.value == "E") is hindered


@pytest.mark.parametrize(
    ("text", "facts", "broken"),
    [
        ("五险等过了试用那天再开户。", {}, True),
        ("社保自入职第二年起缴。", {}, True),
        ("保险一事来年再议。", {}, True),
        ("五险自报到当月起缴，转正与否都一样。", {}, False),
        ("试用期拿八成工资，社保自到岗当月起办。", {"term_months": 36, "probation_months": 3}, False),
        ("老家交了农合的，店里不再给上社保。", {}, True),
        ("老家交的农合不妨碍公司给办职工五险。", {}, False),
        ("工伤保险费从员工工资里出。", {}, True),
        ("单位该出的那一块，从员工到手工资里摊。", {}, True),
        ("钟点工只上工伤险，养老医疗按灵活就业自己交。", {"contract_type": "非全日制"}, False),
        ("已领养老金的返聘师傅不再参加职工养老，另买意外险。", {}, False),
        ("车辆损坏由公司车损保险赔。", {}, False),
    ],
)
def test_insurance_from_the_first_day_by_the_employer(text, facts, broken, lint):
    found = lint(text, **facts)
    assert ("L26" in found and found["L26"].severity.value == "E") is broken
