"""Nothing that names a person or leads to one leaves for a model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judge.masking import mask


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("我叫欧阳娜，今年来应聘。", "欧阳娜"),
        ("我的手机是 138 1234 5678。", "138 1234 5678"),
        ("电话幺三八一二三四五六七八。", "幺三八一二三四五六七八"),
        ("邮箱 li.ming@example.com 可以找到我", "li.ming@example.com"),
        ("微信号是 liming_2020，随时联系", "liming_2020"),
        ("身份证 11010119900307123X。", "11010119900307123X"),
        ("后来找了张经理签字。", "张经理"),
        ("小王帮我查的。", "小王"),
        ("我住在解放路88号3单元。", "解放路88号"),
        ("看 https://example.com/me 的主页", "https://example.com/me"),
        ("同事刘德华帮我顶了班。", "刘德华"),
    ],
)
def test_names_and_contacts_are_hidden(said, hidden):
    assert hidden not in mask(said).text


def test_the_candidates_own_name_is_hidden_wherever_it_stands():
    text = mask("经理说子涵你去吧，陈子涵就去了。", names=("陈子涵",)).text
    assert "子涵" not in text


@pytest.mark.parametrize(
    "said", ["高峰期排队四十分钟，我加开了两个窗口。", "成本降了百分之十二，差错率从千分之三降到千分之一。"]
)
def test_ordinary_work_stays_readable(said):
    assert mask(said).text == said


@given(st.text(alphabet="我叫王小明13800138000，查到a@b.cn。他说", max_size=60))
def test_every_visible_stretch_leads_back_to_the_same_words(said):
    masked = mask(said)
    for start in range(len(masked.text)):
        own = masked.quote(masked.text[start:])
        assert own is not None
        assert said.endswith(own) or masked.text.find(masked.text[start:]) != start
