"""The same unlawful sense in other writing, and lawful sense that looks unlawful."""

import pytest

from contracts.normalise import normalise


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("百分之二十", "20%"),
        ("两成", "20%"),
        ("两成五", "25%"),
        ("八折", "80%"),
        ("七五折", "75%"),
        ("五分之一", "20%"),
        ("２０％", "20%"),
        ("三个半月", "3.5个月"),
        ("一年半", "18个月"),
        ("半年", "6个月"),
        ("九十日", "90日"),
        ("贰佰万元整", "2000000元"),
        ("一万二千元", "12000元"),
        ("10,500元", "10500元"),
        ("1.5万元", "15000元"),
        ("一点五倍", "1.5倍"),
        ("二〇二六年三月一日", "2026年3月1日"),
        ("扣\u200b发", "扣发"),
        ("扣 发", "扣发"),
        ("扣·发", "扣发"),
        ("罰沒薪資", "罚没薪资"),
    ],
)
def test_one_writing_for_one_meaning(written, meant):
    assert normalise(written).text == meant


@pytest.mark.parametrize(
    "verb",
    [
        "扣发",
        "扣减",
        "核减",
        "扣除",
        "罚没",
        "克扣",
        "倒扣",
        "冲抵",
        "扣\u200b发",
        "扣 减",
        "核\ufeff减",
        "扣減",
    ],
)
def test_every_word_for_taking_pay_is_one_word(verb, lint):
    assert "L18" in lint(f"乙方迟到的，{verb}当日工资五十元。")


@pytest.mark.parametrize(
    "text",
    [
        "甲方不得扣减乙方工资。",
        "甲方不得以任何名义克扣、缓发或者冲抵乙方的劳动报酬。",
        "用人单位不得克扣劳动者工资。",
        "劳动者提前三十日以书面形式通知用人单位，可以解除劳动合同。劳动者在试用期内提前三日通知用人单位，可以解除劳动合同。",
        "用人单位与劳动者可以约定试用期，但三年以上固定期限的劳动合同，试用期不得超过六个月。",
        "双方关于不缴纳社会保险的约定无效。",
        "甲方不得安排乙方无偿加班，此类约定概无效力。",
    ],
)
def test_the_laws_own_prohibitions_are_lawful(text, lint):
    assert not any(f.severity.value == "E" for f in lint(text).values())


def test_a_double_negation_is_no_prohibition(lint):
    assert "L18" in lint("对于工作差错，甲方并非不得处以罚款。")


def test_the_span_is_the_clauses_own_words(lint):
    text = "一、其他事项。二、迟到一次罚\u200b款五 十 元，从当月工资中扣除。"
    found = lint(text)["L18"]
    assert found.span_text == text[found.span_start : found.span_end]
    assert "款" in found.span_text


@pytest.mark.parametrize(
    ("last", "lawful"),
    [("2029-02-28", True), ("2029-02-27", False)],  # one day short of three years: two months at most
)
def test_probation_cap_counts_the_terms_exact_days(last, lawful, lint):
    found = lint("试用期六个月。", term_start="2026-03-01", term_end=last, probation_months=6)
    assert ("L01" not in found) is lawful


def test_a_finding_carries_article_quote_and_reckoning(lint):
    found = lint("合同期限两年，试用期三个月。")["L01"]
    assert found.article == "劳动合同法第19条第1款"
    assert "一年以上不满三年的，试用期不得超过二个月" in found.quote
    assert found.note == "合同期限对应的试用期上限为2个月"
