"""Probation under any name, the post's template, restrictions put off, and prices on leaving: reckonings and their lawful twins. Texts that no example holds."""

import pytest


def blocks(found) -> set[str]:
    return {rule for rule, f in found.items() if f.severity.value == "E"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("签两年，头四个月跟着干干看，行就留。", {"term_months": 24, "probation_months": 4}),
        ("试用期一个月零二十天。", {"term_months": 9, "probation_months": 1.67}),
        ("聘期两年，试用期自四月一日起至八月三十一日止。", {"term_months": 24}),
        ("合同至2028年3月31日届满，自2027年7月1日起，头两个月试用。", {}),
        ("合同三年差五天，试用期四个月。", {"term_start": "2026-09-01", "term_end": "2029-08-26"}),
    ],
)
def test_a_probation_too_long_under_any_name(text, facts, lint):
    assert "L01" in blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("签两年，头两个月跟着干干看，行就留。", {"term_months": 24, "probation_months": 2}),
        ("试用期一个月零二十天。", {"term_months": 24, "probation_months": 1.67}),
        ("聘期两年，试用期自四月一日起至五月三十一日止。", {"term_months": 24}),
        ("合同至2028年6月30日届满，自2027年7月1日起，头两个月试用。", {}),
        (
            "李某任科长，任职试用一年，不胜任的回原岗、原薪酬，劳动合同不受影响。",
            {"contract_type": "无固定期限"},
        ),
    ],
)
def test_a_probation_within_its_cap(text, facts, lint):
    assert not {"L01", "L02", "L04"} & blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("拆展台的活干完合同就完，头一天算观察，不行就换人。", {"contract_type": "以完成一定工作任务"}),
        ("六十天的短约，头五天跟班，跟不上的不留。", {"term_months": 2, "probation_months": 0.17}),
    ],
)
def test_tried_where_no_probation_may_be(text, facts, lint):
    assert "L04" in blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("试用两个月，组长拿不准的再看半个月。", {"term_months": 24, "probation_months": 2}),
        ("试用期内出差的天数，一律加计到试用期末尾。", {"term_months": 36, "probation_months": 3}),
        ("转正时间以客户验收那天为准。", {"term_months": 36, "probation_months": 3}),
    ],
)
def test_a_trial_that_goes_on(text, facts, lint):
    assert "L02" in blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "试用两个月，考核没做完的，试用期不因此顺延，期满次日起即为正式员工。",
            {"term_months": 24, "probation_months": 2},
        ),
        ("第二份合同里试用一栏删去，头天起按原岗位干。", {"prior_probation_served": True, "term_months": 24}),
    ],
)
def test_a_trial_that_ends(text, facts, lint):
    assert "L02" not in blocks(lint(text, **facts))


def test_nothing_but_a_trial_until_it_is_over(lint):
    assert "L03" in blocks(lint("先定三个月试用，其他条件等试用结束后再谈。", probation_months=3))
    assert "L03" not in blocks(
        lint("试用期属于合同期限的组成部分，自入职首日起适用全部条款。", term_months=36, probation_months=3)
    )


@pytest.mark.parametrize(
    ("low", "full", "lawful"),
    [("三角", "四角", False), ("三角五分", "四角", True)],
)
def test_small_coin(low, full, lawful, lint):
    found = lint(f"试用期每件{low}，转正后每件{full}。", term_months=24, probation_months=2)
    assert ("L05" not in found) is lawful


@pytest.mark.parametrize(
    ("first", "second", "lawful"),
    [("六成", "九成", False), ("八成", "九成", True)],
)
def test_a_trial_paid_by_stages(first, second, lawful, lint):
    found = lint(
        f"试用两个月：首月{first}、次月{second}。", term_months=24, probation_months=2, monthly_wage=9000
    )
    assert ("L05" not in found) is lawful


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("提成点为千分之八。", {"commission_rate": 0.01}),
        ("学费报销每年两千元。", {"tuition_budget": 5000}),
        ("商业医疗险自入职满半年起生效。", {"medical_insurance_from_month": 1}),
        ("每月提交一份述职报告。", {"review_report": "每季一次"}),
        ("同组每年十天年假，本人七天。", {"annual_leave_days": 10}),
    ],
)
def test_worse_than_the_template(text, template, lint):
    leave = {"annual_leave_days": 7} if "annual_leave_days" in template else {}
    assert "L34" in lint(text, same_post_template=template, ai_scores={"沟通": 50}, **leave)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("提成点为百分之一点二。", {"commission_rate": 0.01}),
        ("月薪八千元，学费报销每年六千元。", {"tuition_budget": 5000}),
        ("商业医疗险自入职满一个月起生效。", {"medical_insurance_from_month": 1}),
        ("每半年提交一份述职报告。", {"review_report": "每季一次"}),
        ("住房公积金按百分之十二缴存。", {"housing_fund_ratio": 0.12}),
    ],
)
def test_no_worse_than_the_template(text, template, lint):
    assert "L34" not in lint(text, same_post_template=template, ai_scores={"沟通": 50}, monthly_wage=8000)


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("竞业限制两年；少报一次近况，期限顺延一个月。", False),
        ("竞业限制两年，自重新报到之日另起二十四个月。", False),
        ("竞业限制两年，发生诉讼的，期限照常计算，不顺延。", True),
    ],
)
def test_two_years_that_are_put_off(text, lawful, lint):
    found = blocks(lint(text, is_special_role=True, avg_wage_12m=40000, noncompete_monthly_comp=20000))
    assert ("L10" not in found) is lawful


@pytest.mark.parametrize(("taken", "lawful"), [(2600, False), (1900, True)])
def test_what_the_facts_say_is_taken(taken, lawful, lint):
    found = lint(
        "盘亏由责任人逐月承担，直至补足。",
        monthly_wage=10000,
        monthly_deduction=taken,
        loss_amount=9000,
        city_min_wage=2500,
    )
    assert ("L19" not in found) is lawful


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("业绩没达到四百万的，差额的千分之三由员工自己补给公司。", "L07"),
        ("离职后仍在网上发布店内照片的，赔店里五万元。", "L07"),
        ("内推来的同学做不满三个月就走，推荐人赔公司一千元。", "L07"),
        ("须在店里干满两年，少一年补交培养费五千元。", "L37"),
        ("领过搬家补贴的，半年内不干了两倍退回。", "L37"),
    ],
)
def test_which_of_the_two_prices(text, rule, lint):
    assert {"L07", "L37"} & blocks(lint(text)) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "没做满一年就走的，招人的花销算公司的，好说好散。",
        "入职体检的费用归公司，哪天离职都一样。",
    ],
)
def test_leaving_that_costs_nothing(text, lint):
    assert not {"L07", "L37"} & set(lint(text))


@pytest.mark.parametrize(
    "text",
    [
        "竞业这事轮不到理货的，离店随便去。",
        "双方没有约定竞业限制，离职后只需保守秘密。",
        "离职后须对底价保密，但不影响去同行上班。",
    ],
)
def test_nobody_barred(text, lint):
    assert "L11" not in lint(text, is_special_role=False)
