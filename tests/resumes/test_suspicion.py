"""Blocks of words meant for a machine are cut and flagged wherever they stand; lists a person would write are not."""

import pytest

from scoring.resume.document import Concealed, Concealment
from scoring.resume.fields import ResumeFlag
from tests.resumes.resume_factory import a_resume

COOK = """王芳
工作经历
苏州静安餐饮有限公司 ¦ 厨师长 ¦ 2019.9-至今
带十人后厨，毛利保持58%
"""
MIXED = (
    "采购工程师 采购专员 供应商管理 商务谈判 招投标 SAP ERP 成本分析 PPAP CPSM 采购师 VMI 本科 5年采购经验"
)


@pytest.mark.parametrize(
    "block",
    [
        f"证书\n中式烹调师\n{MIXED}",
        f"自我评价\n{MIXED}",
        f"教育经历\n2001.9-2004.6 ¦ 苏州旅游学校 ¦ 烹饪 ¦ 中专\n{MIXED}",
        "荣誉\n岗位关键词：采购 SAP 招投标 供应商管理",
        "自我评价\n采购 采购 采购工程师 采购工程师 SAP SAP ERP ERP 采购 SAP ERP 采购",
    ],
)
def test_a_block_of_mixed_or_repeated_words_is_a_wall(block: str) -> None:
    resume = a_resume(COOK + block)
    assert ResumeFlag.KEYWORD_WALL in resume.flags
    assert not {"SAP", "招投标"} & {skill.name for skill in resume.skills}


@pytest.mark.parametrize(
    "lines",
    [
        "专业技能\nJava Spring MySQL Redis Kafka Docker Kubernetes Linux Git Maven Nginx Jenkins",
        "证书\nCET-4、CET-6、计算机二级、普通话二级甲等、驾驶证C1、教师资格证、导游证、初级会计职称、证券从业资格、基金从业资格、健康证、厨师证",
        "专业技能\n供应商管理、商务谈判、招投标、SAP、ERP、成本分析、PPAP、VMI、合同管理、Excel、PPT、Word",
        "求职意向：采购工程师/采购主管 | 5年经验 | 本科 | 苏州",
    ],
)
def test_lists_a_person_would_write_are_no_walls(lines: str) -> None:
    assert ResumeFlag.KEYWORD_WALL not in a_resume(COOK + lines).flags


def test_a_few_characters_that_lost_their_ink_are_no_hidden_text() -> None:
    lost = a_resume(COOK, concealed=(Concealed("目生", Concealment.INVISIBLE, 1),))
    hidden = a_resume(COOK, concealed=(Concealed("采购工程师 SAP", Concealment.INVISIBLE, 1),))
    assert (lost.flags, hidden.flags) == ((), (ResumeFlag.HIDDEN_TEXT,))
