"""The consent texts say what the law asks for, and what is stored proves which text was read."""

import hashlib
import re

import pytest

from config.consent.texts import CURRENT, load_consent_texts
from config.settings import load_settings
from hiring.model.answer import ConsentKind

BOOK = load_consent_texts(load_settings({"COMPANY_NAME": "明湖银行"}))


def body(kind: ConsentKind) -> str:
    return next(text.body_markdown for text in BOOK.texts if text.kind == kind)


def test_each_kind_has_its_own_text_in_the_order_of_the_screens() -> None:
    assert [text.kind for text in BOOK.texts] == ["notice", "recording", "face", "voice"]
    assert BOOK.version == CURRENT


def test_the_hash_is_over_the_text_as_it_was_read() -> None:
    other = load_consent_texts(load_settings({"COMPANY_NAME": "另一家公司"}))
    assert all(a.sha256 != b.sha256 for a, b in zip(BOOK.texts, other.texts, strict=True))
    notice = BOOK.texts[0]
    shown = f"# {notice.title}\n\n{notice.body_markdown}\n"
    assert notice.sha256 == hashlib.sha256(shown.encode()).hexdigest()


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_every_text_names_the_company_and_leaves_no_placeholder(kind: ConsentKind) -> None:
    assert "明湖银行" in body(kind)
    assert "{" not in body(kind)


def test_the_notice_covers_pipl_17_and_24() -> None:
    duties = (
        "联系方式",
        "用来做什么",
        "保存多久",
        "您的权利",
        "拒绝仅由自动化方式作出的决定",
        "不会自动淘汰任何人",
    )
    assert [duty for duty in duties if duty not in body(ConsentKind.NOTICE)] == []


@pytest.mark.parametrize("kind", [ConsentKind.FACE, ConsentKind.VOICE])
def test_optional_observations_weigh_nothing_and_refusal_costs_nothing(kind: ConsentKind) -> None:
    duties = ("不同意不影响应聘", "权重为 0", "默认不勾选", "撤回")
    assert [duty for duty in duties if duty not in body(kind)] == []


def test_face_consent_names_sensitivity_and_necessity() -> None:
    duties = ("敏感个人信息", "单独同意", "必要性", "对您的影响", "不与任何人脸库比对")
    assert [duty for duty in duties if duty not in body(ConsentKind.FACE)] == []


def promised_days(**days: str) -> dict[ConsentKind, set[str]]:
    """The numbers of days that each text names."""
    book = load_consent_texts(load_settings(days))
    return {text.kind: set(re.findall(r"(\d+) 天", text.body_markdown)) for text in book.texts}


def test_the_texts_promise_the_days_that_are_set() -> None:
    kind = ConsentKind
    assert promised_days() == {
        kind.NOTICE: {"30", "180"},
        kind.RECORDING: {"30"},
        kind.FACE: {"180"},
        kind.VOICE: {"180"},
    }
    assert promised_days(RETENTION_MEDIA_DAYS="7", RETENTION_PERSONAL_DAYS="90") == {
        kind.NOTICE: {"7", "90"},
        kind.RECORDING: {"7"},
        kind.FACE: {"90"},
        kind.VOICE: {"90"},
    }


def test_the_notice_says_who_else_reads_the_answers():
    judged = {"JUDGE_URL": "http://10.0.0.8/v1", "JUDGE_MODEL": "qwen", "JUDGE_OPERATOR": "明湖银行科技部"}
    alone, with_judge = (load_consent_texts(load_settings(e)).texts[0] for e in ({}, judged))
    assert "不发送给第三方，也不出境" in alone.body_markdown
    assert "交由明湖银行科技部运行的语言模型作第二次评级" in with_judge.body_markdown
    assert alone.sha256 != with_judge.sha256
