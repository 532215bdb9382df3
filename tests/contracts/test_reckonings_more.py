"""Copies, floating pay, promised shares, foreign law, and more numbers: other ways to say them, and lawful neighbours. Texts that no example holds."""

import pytest


def blocks(found) -> set[str]:
    return {rule for rule, f in found.items() if f.severity.value == "E"}


@pytest.mark.parametrize(
    "text",
    [
        "本合同一式四份，甲方两份，区人社局与开户行各备一份。",
        "劳动合同正本三份，由公司、工厂、集团人力分别保存。",
        "员工那份合同等过了试用再来领。",
        "合同两份，归职工的一份由班长代为保管，离厂时发还。",
        "电子合同签好后只存在公司系统里，员工想看可以找人事截图，不另发文本。",
        "合同签完放档案柜，工人如需可以来复印，工本费自理。",
        "签一份就行，老板那收着。合同双方信得过。",
        "合同正本不许带离办公室，员工可拍照。",
    ],
)
def test_a_contract_the_worker_does_not_hold(text, lint):
    assert "L30" in lint(text)


@pytest.mark.parametrize(
    "text",
    [
        "本合同一式三份，甲方两份，乙方一份。",
        "合同两份，公司一份，另一份签完当场交给员工。",
        "合同一式两份，各执一份；遗失的可以到人事部复印。",
        "电子合同签署后发到员工邮箱，员工可以随时下载、打印。",
        "离职证明一式两份，公司存一份。",
        "员工可以随时查阅、更正自己的个人信息。",
        "工人手里那份合同由工人自己收好，公司不代管。",
    ],
)
def test_a_contract_the_worker_holds(text, lint):
    assert "L30" not in lint(text)


@pytest.mark.parametrize(
    "text",
    [
        "月工资里有两千元绩效，发多少每月由部门定。",
        "月度绩效打分低于八十的，绩效减两成。",
        "业绩奖的口径由公司另行通知。",
        "激励金视当季氛围发放。",
        "顾客评分垫底的，服务奖减半。",
    ],
)
def test_pay_under_rules_that_never_passed_the_democratic_procedure(text, lint):
    assert "L20" in lint(text, democratic_procedure_done=False)


@pytest.mark.parametrize(
    ("text", "open_ended"),
    [
        ("绩效怎么发，细则待公司另行制定。", True),
        ("奖金多少老板心里有数。", True),
        ("季度奖的档位属内部机密。", True),
        ("绩效工资=基数×系数，系数按经职工代表讨论并公示的《绩效办法》计算。", False),
        ("每月五日发上月工资，无浮动部分。", False),
    ],
)
def test_floating_pay_without_a_rule(text, open_ended, lint):
    assert ("L20" in lint(text)) is open_ended


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("干满两年给百分之一的干股。", True),
        ("店开起来以后，店长占股半成，年底分红。", True),
        ("升为事业合伙人，按店里利润的百分之五分钱。", True),
        ("公司上市时，老员工人人有股票。", True),
        ("另获期权若干，数量以后再说。", True),
        ("期权以股东会决议通过的激励计划和双方另行签署的授予协议为准，本合同不构成承诺。", False),
        ("乙方负责客户公司的股权尽职调查。", False),
        ("本合同不涉及任何股份或期权安排。", False),
    ],
)
def test_shares_promised_without_a_plan(text, promised, lint):
    assert ("L38" in lint(text)) is promised


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("本合同的解释依新加坡法。", True),
        ("劳动争议由首尔的法院专属管辖。", True),
        ("双方选择适用英格兰法律。", True),
        ("合同签订地视为迪拜。", True),
        ("双方约定中国劳动法规不予适用。", True),
        ("母公司与供货商的商业合同适用英国法，与本劳动合同无关。", False),
        ("本合同适用中国法律，争议向劳动仲裁委员会提出。", False),
        ("乙方负责新加坡市场，需了解当地法规。", False),
    ],
)
def test_foreign_law_and_courts(text, foreign, lint):
    assert ("L36" in lint(text)) is foreign


@pytest.mark.parametrize(
    ("text", "facts", "contradicts"),
    [
        ("试用期四个月，到期日为2027年5月31日，起始日为2027年3月1日。", {}, True),
        ("劳动合同期限两年。", {"term_start": "2027-01-01", "term_end": "2029-12-31"}, True),
        ("自2027年1月1日起三年；试用期三个月，试用期满日2027年4月30日。", {"term_start": "2027-01-01"}, True),
        ("期限两年。本合同于签订满三年时终止。", {}, True),
        ("时薪三十元，每天五小时，日薪合计一百四十元。", {}, True),
        ("每天八小时，即早八点到晚七点，中间休息一小时。", {}, True),
        ("每周工作五天，周一至周六上班。", {}, True),
        ("年薪十八万元，分十二期，每期一万四千元，没有其他收入。", {}, True),
        ("培训费两万四千元，分二十四个月摊销，每月摊八百元。", {}, True),
        ("劳动合同期限三年。", {"term_start": "2027-01-01", "term_end": "2029-12-31"}, False),
        (
            "自2027年1月1日起三年；试用期三个月，试用期满日2027年3月31日。",
            {"term_start": "2027-01-01"},
            False,
        ),
        ("三年期合同自2027年1月1日起算，试用期至2027年6月30日。", {}, False),
        ("时薪三十元，每天五小时，日薪合计一百五十元。", {}, False),
        ("每天八小时，即早八点到晚六点，中间休息两小时。", {}, False),
        ("上午九点到十二点，下午一点到六点，合计每日八小时，每周四十小时。", {}, False),
        ("每周工作五天，周一至周五上班，周六轮流值班的补休。", {}, False),
        ("年薪十八万元：每月发一万两千元，余三万六千元年末补齐。", {}, False),
        ("月薪八千元，年薪十二万元。", {}, False),
        ("经核对的损失一万二千元，按月从工资中扣八分之一，即一千五百元。", {"monthly_wage": 12000}, False),
    ],
)
def test_what_is_said_twice_agrees_or_not(text, facts, contradicts, lint):
    assert ("L40" in lint(text, **facts)) is contradicts


SPECIAL = {"is_special_role": True}


@pytest.mark.parametrize(
    "text",
    [
        "卸任后至新产品投产为止，不得加入竞争对手，补偿按月给付。",
        "只要公司的工艺还没有公开，离职后就不得去同行任职，补偿照发。",
        "竞业限制两年，自公司发出启动通知之日起算，补偿按月发放。",
        "竞业限制二十四个月，自离任审计结束之日起开始计算，按月补偿。",
        "限制期一年半，公司可以续期两次，每次四个月，补偿按月照付。",
        "限制期一年，届满前公司不说停就自动续展，续展次数不限，补偿按月付。",
        "竞业限制两年；违反的，限制期自停止违反之日起重新计算，补偿按月付。",
        "永远不得在同城开办同类餐馆。",
    ],
)
def test_a_non_compete_without_a_certain_end(text, lint):
    assert "L10" in blocks(lint(text, **SPECIAL))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("限制期一年，公司可以续期一次，续期六个月，补偿按月照付。", {"noncompete_months": 18}),
        ("竞业限制十个月，自离职之日起算，补偿按月付至期满为止。", {"noncompete_months": 10}),
        ("限制期两年，自离职次日起算，仲裁期间照样计入，不往后推，补偿按月付。", {"noncompete_months": 24}),
        ("竞业限制六个月，期满公司无权续展，补偿按月付。", {"noncompete_months": 6}),
        ("保密义务延续五年；竞业限制一年，补偿按月付。", {"noncompete_months": 12}),
        ("依法律规定终身不得从事教师职业的人员，公司不予录用。", {}),
    ],
)
def test_a_non_compete_with_an_end_within_two_years(text, facts, lint):
    assert "L10" not in blocks(lint(text, **SPECIAL, **facts))


@pytest.mark.parametrize(
    ("text", "facts", "severity"),
    [
        ("离职后六个月内不得到同行任职，按月补偿。", {"is_special_role": False, "position": "分拣员"}, "E"),
        (
            "不接触秘密，仍应遵守六个月竞业限制，按月补偿。",
            {"is_special_role": False, "position": "文员"},
            "E",
        ),
        ("离职后半年内不得到同行任职，按月补偿。", {"position": "便利店店长"}, "W"),
        ("技术骨干一律签竞业限制一年，是否涉密另行确认，按月补偿。", {"noncompete_months": 12}, "W"),
        ("理货员离职后去哪里上班，公司不作限制。", {"is_special_role": False}, None),
        ("本合同的竞业限制条款对文员不适用。", {"is_special_role": False}, None),
    ],
)
def test_whom_a_non_compete_may_bind(text, facts, severity, lint):
    found = lint(text, **facts).get("L11")
    assert (found.severity.value if found else None) == severity or (
        severity is None and found.severity.value == "W"
    )


@pytest.mark.parametrize(
    ("text", "facts", "low"),
    [
        (
            "补偿为基本工资的一半，每月付。竞业限制八个月。",
            {"noncompete_months": 8, "noncompete_monthly_comp": 3000, "avg_wage_12m": 20000},
            True,
        ),
        (
            "竞业限制二十个月，前十个月补偿按均薪五成，后十个月按三成，按月付。",
            {"noncompete_months": 20},
            True,
        ),
        (
            "限制期超过一年，故补偿不按三成而按五成，按月付。",
            {"noncompete_months": 15, "noncompete_monthly_comp": 10000, "avg_wage_12m": 20000},
            False,
        ),
    ],
)
def test_non_compete_pay_is_reckoned_from_the_facts_and_by_stages(text, facts, low, lint):
    assert ("L13" in lint(text, **SPECIAL, **facts)) is low


@pytest.mark.parametrize(
    ("text", "months", "high"),
    [
        ("竞业限制违约金为补偿总额的四倍，另按补偿总额两倍付惩罚金。", 12, True),
        ("竞业限制违约金为月补偿额的四十八倍。", 6, True),
        ("竞业限制违约金为月补偿额的四十八倍。", 12, False),
    ],
)
def test_non_compete_penalties_are_added_up_and_counted_by_the_month(text, months, high, lint):
    assert ("L14" in lint(text, **SPECIAL, noncompete_months=months)) is high


@pytest.mark.parametrize(
    "text",
    [
        "值班员上十二休二十四，全年如此。",
        "每月出勤二十七天，每天八小时。",
        "每天六小时半，天天上班，不设休息日。",
        "每日八小时，开店前盘点交接半小时不算工时，每周五天。",
        "每周六天，每天七个半钟头。",
        "早六点半集合，到晚八点收工，中间吃饭一小时，一周六天。",
    ],
)
def test_more_hours_than_the_standard(text, lint):
    assert "L17" in blocks(lint(text, hours_system="标准"))


def test_an_approval_that_has_run_out_is_none(lint):
    text = "综合工时批复上月到期，续办期间仍按每月二百五十小时排班。"
    assert "L17" in blocks(lint(text, hours_system="综合计算（批准已过期）"))
    text = "综合工时批复到期未续的，自次日起恢复标准工时。"
    assert "L17" not in blocks(lint(text, hours_system="综合计算（已批准）"))


@pytest.mark.parametrize(
    "text",
    [
        "周一到周六，每天九点到下午四点，中间半小时吃饭。",
        "每班十二小时的旧班表停用，改为每班八小时，每周五班。",
        "周一至周五每日七小时，另周六上午三小时。",
        "门店七日营业；员工每周五天，每天八小时。",
    ],
)
def test_hours_within_the_standard(text, lint):
    assert "L17" not in blocks(lint(text, hours_system="标准"))


@pytest.mark.parametrize(
    ("text", "facts", "unlawful"),
    [
        ("弄丢的货款分四期还，每期二千五百元，发薪时扣。", {"monthly_wage": 10000}, True),
        ("损失的赔偿每月扣当月工资的一成五；发年终奖的月份另从工资里加扣一成。", {}, True),
        ("损失每月从工资中扣，不超过两成；离职当月不受此限。", {}, True),
        ("摔坏的仪器照价赔，缺多少从工资里扣多少。", {}, True),
        ("损失由本人赔，扣款以剩余不低于最低工资为唯一限度，从工资中扣。", {"loss_amount": 9000}, True),
        ("弄丢的货款分十期还，每期一千元，发薪时扣。", {"monthly_wage": 10000}, False),
        (
            "损失三千元，每月自工资五千元中扣一千元，三个月扣清。",
            {"monthly_wage": 5000, "monthly_deduction": 1000},
            False,
        ),
    ],
)
def test_instalments_of_a_loss(text, facts, unlawful, lint):
    assert ("L19" in blocks(lint(text, **facts))) is unlawful


@pytest.mark.parametrize(
    ("text", "facts", "unlawful"),
    [
        ("公司出资四万元培训，服务期四年，每少服务一年赔一万五千元。", {}, True),
        ("培训费六万元，服务期五年，每提前一年离开返还一万五千元。", {}, True),
        (
            "违约金按未服务月数分摊后加收一成手续费。",
            {
                "training_cost": 36000,
                "service_period_months": 36,
                "served_months": 18,
                "service_penalty": 19800,
            },
            True,
        ),
        ("培训费四万元，服务期四年，每少服务一年返还一万元。", {}, False),
        ("公司出资三万元送培，服务五年；每干满一个月核销五百元，离开时返还未核销之数。", {}, False),
    ],
)
def test_a_service_penalty_by_the_year(text, facts, unlawful, lint):
    assert ("L08" in blocks(lint(text, **facts))) is unlawful


@pytest.mark.parametrize(
    ("text", "rule", "facts"),
    [
        ("三年合同，试用期六个月又十天。", "L01", {}),
        ("一年期合同，头三个月每月五千元，第四个月起转正，每月六千元。", "L01", {}),
        ("合同两年，分两段试用：先试岗两个月，再试用一个月。", "L01", {"probation_months": 3}),
        ("期限三百六十天，前五周为试用。", "L01", {}),
        ("试用三个月：头月六成，次月八成，第三月足额。", "L05", {"term_months": 36}),
        ("试用期每月4800，转正7000。", "L05", {"monthly_wage": 7000, "probation_wage": 4800}),
        ("头半个月试菜，管住不管钱。", "L05", {}),
        ("试用期不设保底，全看提成。", "L05", {}),
        ("合同三年，自转正次日起计；试用期三个月另算。", "L03", {"term_months": 36}),
        ("试用期：2027年3月1日至4月30日。合同期：2027年5月1日至2030年4月30日。", "L03", {}),
        (
            "非全日制用工，前五个班次为试班，工钱减一成。",
            "L04",
            {"contract_type": "非全日制", "probation_months": 0.2},
        ),
    ],
)
def test_probations_told_in_pieces_or_by_what_comes_after(text, rule, facts, lint):
    assert rule in blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("试用期工资不打折，转正评审须评委三分之二以上赞成的旧规定取消。", {"term_months": 36}),
        (
            "试用期按两千四百元发，因八成不足最低工资二千四百元。",
            {"monthly_wage": 2800, "probation_wage": 2400},
        ),
        ("十个月的合同，只设二十天试用。", {"term_months": 10}),
        (
            "合同八个月，首月（2027年3月1日至3月31日）试用。",
            {"term_start": "2027-03-01", "term_end": "2027-10-31"},
        ),
        ("试用期原定三个月，双方改为两个月，合同两年。", {"term_months": 24, "probation_months": 2}),
        ("仅约定试用期的，该期限视为劳动合同期限。", {"term_months": 36}),
        ("试用期无提成，固定工资照发，转正后另计提成。", {"term_months": 36}),
    ],
)
def test_lawful_probations_and_what_is_said_beside_them(text, facts, lint):
    assert not {"L01", "L03", "L04", "L05"} & blocks(lint(text, **facts))


@pytest.mark.parametrize(
    ("text", "open_item"),
    [
        ("工资到岗以后当面谈，合同里不写。", True),
        ("工作地点：听安排。", True),
        ("几点上班、休几天，合同不写。", True),
        ("报酬从优，不在合同里写数。", True),
        ("合同期限一年，期满双方再议续签。", False),
        ("工作地点为苏州工业园区，外派待遇从优。", False),
    ],
)
def test_items_left_open(text, open_item, lint):
    assert ("L29" in blocks(lint(text))) is open_item


SCORED = {"ai_scores": {"抗压": 48}}


@pytest.mark.parametrize(
    ("text", "template", "worse"),
    [
        ("每月补偿六千元，限制一年。", {"noncompete_monthly_comp": 9000}, True),
        ("试用期工资按九成发。", {"probation_wage_ratio": 1.0}, True),
        ("乙方固定上夜班，不参加轮班。", {"shift": "白夜轮班"}, True),
        ("年终奖一个月工资。", {"bonus_months": 2}, True),
        ("乙方须每天交日报，仅此一人。", {"daily_report": False}, True),
        ("试用期工资按全额发。", {"probation_wage_ratio": 1.0}, False),
        ("乙方与同组人员轮流上早班晚班。", {"shift": "早晚轮班"}, False),
        ("年终奖三个月工资。", {"bonus_months": 2}, False),
        ("交通补贴每月三百元，较同岗多100元。", {"transport_allowance": 200}, False),
    ],
)
def test_more_kinds_of_terms_against_the_template(text, template, worse, lint):
    facts = (
        {"noncompete_monthly_comp": 6000, "noncompete_months": 12, "is_special_role": True}
        if "补偿" in text
        else {}
    )
    assert ("L34" in lint(text, same_post_template=template, **SCORED, **facts)) is worse


@pytest.mark.parametrize(
    ("text", "facts", "short"),
    [
        ("年休假要做满两年才有。", {}, True),
        ("年假七天，包含国庆三天在内。", {"worker_total_years": 3}, True),
        ("春节统一放假十天，冲抵年休假。", {}, True),
        ("年假五天，周末计算在内。", {"worker_total_years": 3}, False),
        ("学校寒暑假多于年休假天数的，不另安排年休假。", {"worker_total_years": 5}, False),
        ("没休的那三天年假，按三倍工资折算。", {"worker_total_years": 12}, False),
    ],
)
def test_annual_leave_and_holidays(text, facts, short, lint):
    assert ("L35" in lint(text, **facts)) is short


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("月薪九千元打包，平日延时和周末值班都在里头。", "L16", "W"),
        ("公司可以适当调整乙方的工作内容。", "L28", "W"),
    ],
)
def test_what_only_the_case_decides_is_a_warning(text, rule, severity, lint):
    assert lint(text)[rule].severity.value == severity
