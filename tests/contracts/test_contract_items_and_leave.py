"""L29, L24, L35, L13, L14: each class and its lawful twin. Texts that no example holds."""

import pytest

_CONTRACT = "甲方：福建安澜物流有限公司，住所福州市台江路3号，法定代表人林越。乙方：苏宁，男，住福州市，身份证号见附页。2026年4月1日至2028年3月31日。%s每天八小时、每周五天，休假依法。%s依法参加社会保险。劳动保护、劳动条件和职业危害防护按国家标准。一式两份，各执一份。"
_MAN = {"document_scope": "full_contract", "worker_gender": "男"}
_WOMAN = {"document_scope": "full_contract", "worker_gender": "女"}
_POST = "货代操作，马尾港。"
_PAY = "月薪6000元，每月10日发。"
ROWS = [
    ("L29", False, _CONTRACT % (_POST, _PAY), _MAN),
    ("L29", False, _CONTRACT % ("糕点学徒，总店。", _PAY), _MAN),
    ("L29", False, _CONTRACT % ("1、保洁，东湖校区。", "按件计酬，每件2元，月底结。"), _MAN),
    ("L29", False, _CONTRACT % ("快递分拣、晋安仓。", _PAY), _MAN),
    ("L29", True, _CONTRACT % (_POST, "报酬由双方口头商定。"), _MAN),
    ("L29", True, _CONTRACT % (_POST, "工资按公司内部标准。"), _MAN),
    ("L29", True, _CONTRACT % ("", _PAY), _MAN),
    ("L29", True, _CONTRACT % (_POST, ""), _MAN),
    ("L29", True, "岗位一栏：听领导吩咐；工作地点一栏：随项目走。", {}),
    ("L29", True, "工时与休假不载入本合同。", {}),
    ("L29", True, "工资数额见集团系统，以系统显示为准。", {}),
    ("L29", True, "月薪多少进厂后口头讲。", {}),
    ("L29", False, "工作地点为福州，出差安排以书面通知为准。", {}),
    ("L29", False, "工资明细可在系统查询。", {}),
    ("L29", False, "工作时间为每日八小时，具体班次见排班表。", {}),
    ("L29", False, "岗位调整由双方协商一致，书面变更。", {}),
    ("L24", False, _CONTRACT % (_POST, _PAY) + "女员工孕期产期哺乳期不降工资、不安排夜班。", _WOMAN),
    ("L24", True, _CONTRACT % (_POST, _PAY), _WOMAN),
    ("L35", True, "干满两年的司机才可以休年假。", {}),
    ("L35", True, "端午、中秋放的假算作年休假。", {}),
    ("L35", True, "年假没用完的，按平时单倍补。", {}),
    ("L35", True, "未休年假每天补五十元。", {"monthly_wage": 6000}),
    ("L35", True, "年休假只认本店工龄，以前在别处干的不算。", {}),
    ("L35", True, "没休的年假年底清零。", {}),
    ("L35", True, "年休假打卡满分的才批。", {}),
    ("L35", True, "年度休假五日，含法定。", {"worker_total_years": 12, "annual_leave_days": 5}),
    ("L35", False, "累计工作满一年才享受年休假。", {}),
    ("L35", False, "累计工作满十年不满二十年的，年休假十天。", {"worker_total_years": 11}),
    ("L35", False, "未休年假按日工资的300%支付。", {}),
    ("L35", False, "当年病假累计三个月以上的，当年不享受年休假。", {"worker_total_years": 11}),
    ("L35", True, "当年病假累计一个月以上的，当年不享受年休假。", {"worker_total_years": 11}),
    ("L35", False, "新入职当年剩余146天，年休假为二天。", {"worker_total_years": 6}),
    ("L35", False, "年休假可以跨一个年度安排，以前单位的工龄一并计算。", {}),
    ("L35", False, "春节安排年休假的，先问过本人，本人同意才安排。", {}),
    (
        "L13",
        True,
        "竞业限制十八个月，头六个月按月均工资六成支付，后十二个月只付两成。",
        {"is_special_role": True, "noncompete_months": 18},
    ),
    ("L13", True, "离职后不得去同行，每月给五分之一工资当补偿，限制一年。", {"is_special_role": True}),
    ("L13", False, "离职后不得去同行，每月给一半工资当补偿，限制一年。", {"is_special_role": True}),
    (
        "L14",
        True,
        "离职后一年内不得到同行任职，每月补偿六千元；违约的，每天赔一万元，直到停止。",
        {"is_special_role": True, "noncompete_months": 12, "noncompete_monthly_comp": 6000},
    ),
    (
        "L14",
        False,
        "离职后一年内不得到同行任职，每月补偿六千元；违约的，每天赔一千元，总额不超过三万元。",
        {"is_special_role": True, "noncompete_months": 12, "noncompete_monthly_comp": 6000},
    ),
    (
        "L14",
        True,
        "竞业限制一年，月补偿五千元，违约金为年薪的五倍。",
        {
            "is_special_role": True,
            "noncompete_months": 12,
            "noncompete_monthly_comp": 5000,
            "avg_wage_12m": 15000,
        },
    ),
    (
        "L14",
        False,
        "竞业限制一年，月补偿一万元，违约金为年薪的一倍。",
        {
            "is_special_role": True,
            "noncompete_months": 12,
            "noncompete_monthly_comp": 10000,
            "avg_wage_12m": 20000,
        },
    ),
]


@pytest.mark.parametrize(("rule", "broken", "text", "facts"), ROWS)
def test_items_leave_and_non_compete_pay(rule, broken, text, facts, lint):
    assert (rule in lint(text, **facts)) is broken
