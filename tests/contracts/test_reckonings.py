"""Lengths, hours, sums and shares said in many ways: what breaks a limit, and its lawful neighbour. Texts that no example holds."""

import pytest

SPECIAL = {"is_special_role": True}


@pytest.mark.parametrize(
    "text",
    [
        "离职之后两年又三个月内，乙方不得入职竞争对手，公司按月补偿。",
        "自办完离职手续次日起七百五十天，不得加入同业企业，按月给付补偿金。",
        "走了之后三载之内不准给同行做事，每月补偿照付。",
        "竞业限制为期九个季度，补偿按月发放。",
        "竞业限制一百一十周，期间每月支付补偿。",
        "竞业限制二十四个月，自交接完成之日起算，交接日可以迟于离职日三个月，其间同样受限。",
        "乙方离职后终身不得从事新能源电池行业，公司按月给付补偿。",
    ],
)
def test_a_non_compete_of_more_than_two_years_however_it_is_counted(text, lint):
    assert "L10" in lint(text, **SPECIAL)


@pytest.mark.parametrize(
    "text",
    [
        "离职后七百三十天内乙方不得入职附件所列竞争企业，公司每月支付补偿。",
        "竞业限制为期八个季度，补偿按月发放。",
        "竞业限制一百零四周，期间每月支付补偿。",
        "竞业限制两年，补偿按离职前三十六个月的平均工资的一半逐月发放。",
    ],
)
def test_a_non_compete_of_two_years_at_most(text, lint):
    assert "L10" not in lint(text, **SPECIAL)


@pytest.mark.parametrize(
    "text",
    [
        "竞业限制分三段，各段十个月，依次衔接，补偿按月发放。",
        "离职后限制一年，限制期内发生争议的，处理所用的天数另加在一年之后，补偿按月给付。",
    ],
)
def test_a_non_compete_made_of_pieces_is_added_up(text, lint):
    assert "L10" in lint(text, **SPECIAL)


@pytest.mark.parametrize(
    "text",
    [
        "周一至周六上班，周一到周五每天八小时，周六五小时。",
        "每周六天，每天七小时四十分。",
        "每月标准工时为二百零八小时，不另计加班。",
        "全年正常出勤二千五百小时，由店长排班。",
        "每天上班九小时，另有一小时吃饭不算在内，每周五天。",
        "在岗十小时，其中吃饭一小时，每周五天，即每天在岗十小时。",
        "前台二十四小时当班，次日休息。",
        "后厨出完餐才算下班，不管几点一律按八小时记。",
        "客房部执行不定时工时制，还没报批，先执行。",
    ],
)
def test_hours_over_the_standard_however_they_are_told(text, lint):
    assert "L17" in lint(text, hours_system="标准")


@pytest.mark.parametrize(
    "text",
    [
        "周一至周五每天七小时，周六上午四小时，共三十九小时。",
        "每周六天，每天六小时半，合计三十九小时。",
        "做六休一，每班六小时半。",
        "早上八点到晚上六点上班，中午休两个小时，周末双休。",
        "在岗八小时，中间休息一小时不计工时，每周五天。",
        "每天在厂八个半小时，其中吃饭半小时，实际干活八小时，每周五天。",
        "每日在店九小时，中途休息两次各半小时，每周上五天班。",
        "早班七点到下午四点，中间歇一小时吃饭，每周五天。",
        "每月工作时间合计一百六十六小时，每日不超过八小时。",
    ],
)
def test_hours_within_the_standard_once_breaks_are_taken_out(text, lint):
    found = lint(text, hours_system="标准")
    assert not {"L15", "L17"} & {rule for rule, f in found.items() if f.severity.value == "E"}


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("每周五天，每天七小时，合计四十小时。", True),
        ("周一至周五每天七小时，周六三小时，一周共四十小时。", True),
        ("每周六天，每天六小时四十分，一周下来四十小时。", False),
        ("每周五天，三天八小时、两天七小时，共三十八小时。", False),
        ("每天八小时，每周四十小时，周末双休。", False),
        ("周一到周四每天八小时，周五四小时，合计三十六小时。", False),
    ],
)
def test_a_week_is_added_up_against_its_total(text, contradicts, lint):
    assert ("L40" in lint(text)) is contradicts


@pytest.mark.parametrize(
    ("text", "rule", "facts"),
    [
        ("合同两年，入职头三个月称“融入期”，其间比照试用人员管理。", "L01", {}),
        ("聘期一年半，前七十天为双方考察期，待遇与试用期一致。", "L01", {}),
        ("合同到法定退休为止，试用期七个月。", "L01", {}),
        ("三年期合同，试用期六又二分之一个月。", "L01", {}),
        ("不约定终止日期的合同，试用二百天。", "L01", {}),
        ("合同期限半年，前两个月为见习阶段。", "L01", {"probation_months": 2}),
        ("非全日制用工，头一周为磨合期，按试用规矩管理。", "L04", {"contract_type": "非全日制"}),
        ("本合同为期七十五天，先有三天的“试用体验”。", "L04", {}),
        ("合同期限四个月，试用期四个月。", "L03", {}),
        ("用工自2026年3月1日至2026年5月31日，以上时间均为试用期。", "L03", {"probation_months": 3}),
        ("合同期半年，整个半年都是试用。", "L03", {"probation_months": 6}),
        ("第一个月拿正式工资的七成，第二个月拿九成半。", "L05", {"probation_months": 2}),
        ("最初五天是熟悉流程的，不发钱。", "L05", {}),
        ("首个礼拜跟班学习，没有工钱。", "L05", {}),
        ("试工期间时薪十五元，不到本市小时最低工资标准二十二元。", "L05", {}),
    ],
)
def test_a_probation_by_any_name_and_count(text, rule, facts, lint):
    assert rule in lint(text, **facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("合同两年，试用两个月，到日子自然转正，什么手续都不用办。", {"term_months": 24}),
        ("合同一年，入职头三个月称“融入期”，带教师傅每周谈一次，待遇与正式员工一致。", {}),
        ("续签两年，免试用。", {"prior_probation_served": True}),
        ("八小时工作制，合同一年，试用期两个月。", {}),
        ("受聘为测试工程师，合同一年，试用期两个月。", {}),
        ("试用期业绩目标为正式员工的六成，工资不打折。", {"term_months": 36}),
        ("试用期按八成计为二千元，低于最低工资二千四百元时，按二千四百元发。", {"term_months": 36}),
        ("劳动合同期限为六个月，其中试用期一个月。", {}),
        ("试用期写在三年期合同里，为三个月。", {"term_months": 36, "probation_months": 3}),
        ("试用期不得往后推，也不再另设考察期。", {"term_months": 36, "probation_months": 3}),
    ],
)
def test_lawful_probations_that_look_like_others(text, facts, lint):
    found = lint(text, **facts)
    assert not {"L01", "L02", "L03", "L04", "L05"} & {r for r, f in found.items() if f.severity.value == "E"}


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("试用期三月一日起两个月，至五月三十一日止。", True),
        ("两年期：2026年5月1日起，2027年4月30日止。", True),
        ("月薪六千元，试用期九折，即五千二百元。", True),
        ("试用期三月一日起三个月，至五月三十一日止。", False),
        ("试用三个月期满，可参加为期六十日的带教期交流。", False),
        ("月薪六千元，试用期九折，即每月五千四百元。", False),
    ],
)
def test_dates_lengths_and_shares_agree_or_not(text, contradicts, lint):
    assert ("L40" in lint(text)) is contradicts


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("月薪七千元：基本工资四千元、岗位工资二千元、绩效工资一千五百元。", True),
        ("月薪8000元，含基本4000、岗位2500、补贴1000。", True),
        ("工资五千元，底薪三千五、餐补八百、全勤一千。", True),
        ("年薪二十四万元，按十二个月平均发，每月两万两千元，不另设奖金。", True),
        ("培训费三万元，服务期三十个月，服务满一月扣减八百元。", True),
        ("进修费用一万二千元，约定服务两年，每满一年递减五千元。", True),
        ("月薪七千元：基本工资四千元、岗位工资二千元、绩效工资一千元。", False),
        ("月薪柒仟元（￥7,000），含基本工资4000元、岗位工资2000元、餐补1000元。", False),
        ("月薪五千元，餐补三百元、全勤奖二百元另发。", False),
        ("月薪八千元，其中基本工资四千元、岗位工资二千五百元，其余为绩效。", False),
        ("年薪二十四万元，每月发一万六千元，余下年终发。", False),
        ("培训费三万元，服务期三十个月，服务满一月扣减一千元。", False),
    ],
)
def test_parts_instalments_and_their_sum(text, contradicts, lint):
    assert ("L40" in lint(text)) is contradicts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("打碎的酒具照价赔，这个月工资不够的，次月继续扣。", {}),
        ("因个人失误造成客户索赔的，由其赔付，每月扣一半工资。", {}),
        ("碰坏车辆的，损失从工资里扣，扣到每月只剩一千元为止。", {"monthly_wage": 6000}),
        ("货损由责任人赔，每月扣至手里留基本生活费六百元。", {}),
        ("丢失的包裹从六千元工资中每月扣一千五百元，直至赔清。", {"city_min_wage": 2300}),
    ],
)
def test_a_loss_taken_back_too_fast(text, facts, lint):
    assert "L19" in lint(text, **facts)


def test_hours_under_an_approved_system_are_not_counted_by_the_week(lint):
    found = lint("保安岗上二十四小时休四十八小时，已获综合工时批准。", hours_system="综合计算（已批准）")
    assert "L17" not in found


@pytest.mark.parametrize(
    "text",
    [
        "从每月工资中扣除赔偿款，每月扣一成五，直至扣完。",
        "因重大过失造成损失、经核实由本人承担的，每月从五千元工资中扣一千元，直至赔清，余额不低于最低工资。",
        "因故意造成设备损坏的，每月扣赔额不超过当月工资的百分之十五，直至赔清，且余额不低于最低工资。",
    ],
)
def test_a_loss_taken_back_within_a_fifth(text, lint):
    assert "L19" not in {r for r, f in lint(text).items() if f.severity.value == "E"}


@pytest.mark.parametrize(
    ("text", "unlawful"),
    [
        ("公司出资六万元送培，约定服务三年；干到第三年离开的，违约金四万元。", True),
        ("培训费四万元，服务期两年，服务到第二年走的，赔三万元。", True),
        ("学费五万元，服务期五年，未满五年辞职的，学费分文不少地退还，不论已服务多久。", True),
        ("公司出资六万元送培，约定服务三年；干到第三年离开的，违约金两万元。", False),
        ("培训费四万元，服务期两年，按未服务月份分摊，不计利息。", False),
        ("单位未足额发放报酬、员工因此辞职的，无须退还培训费。", False),
    ],
)
def test_a_service_penalty_is_what_falls_on_the_months_not_served(text, unlawful, lint):
    assert ("L08" in {r for r, f in lint(text).items() if f.severity.value == "E"}) is unlawful


@pytest.mark.parametrize(
    "text",
    [
        "试用的两个月里想离开，提前三天说一声。",
        "押金、保证金一概不收，以前收的十日内退清。",
        "入职不须找保人，也不须交押金。",
    ],
)
def test_what_the_law_grants_in_everyday_words(text, lint):
    assert not {"L09", "L31"} & {r for r, f in lint(text).items() if f.severity.value == "E"}


SCORED = {"ai_scores": {"抗压": 48}}


@pytest.mark.parametrize(
    ("text", "template", "worse"),
    [
        ("乙方每月出差十二天。", {"business_trip_days": 5}, True),
        ("每周在家办公一天。", {"remote_days_per_week": 2}, True),
        ("乙方的单价按每件三元结算，别人为三元五角。", {"piece_rate_commission": 3.5}, True),
        ("本人每月歇三天，旁人五天。", {"rest_days": 5}, True),
        ("补充医疗保险本合同不再列入。", {"supplementary_insurance": True}, True),
        ("季度奖基数由两千元下调至一千二百元。", {"bonus": "每季2000元"}, True),
        ("乙方的合同期定为一年。", {"term_months": 36}, True),
        ("乙方每月出差五天。", {"business_trip_days": 5}, False),
        ("每周在家办公两天，同岗都一样。", {"remote_days_per_week": 2}, False),
        ("本人每月歇五天，别人也是五天。", {"rest_days": 5}, False),
        ("补充医疗保险自入职当月生效。", {"supplementary_insurance": True}, False),
        ("乙方的合同期定为三年。", {"term_months": 36}, False),
    ],
)
def test_a_term_is_held_against_the_posts_template(text, template, worse, lint):
    assert ("L34" in lint(text, same_post_template=template, **SCORED)) is worse


WHOLE = (
    "甲方海宁云章皮具厂（海昌街道5号，法定代表人钟瑞），乙方周岩，男，住许村镇，身份证号见首页。期限两年，自2026年4月1日起；"
    "裁断工，守护二号车间；每日八小时，周休两天；月薪六千元，每月八日发；{insurance}；{protection}。合同两份，各执一份。"
)
INSURANCE, PROTECTION = "养老、医疗、工伤、失业、生育照章参加", "发护目镜和手套，机器风险已讲清"


def test_the_items_of_a_contract_in_other_words(lint):
    facts = {"document_scope": "full_contract", "worker_gender": "男"}
    assert "L29" not in lint(WHOLE.format(insurance=INSURANCE, protection=PROTECTION), **facts)
    for missing in (
        WHOLE.format(insurance="其他待遇照旧", protection=PROTECTION),
        WHOLE.format(insurance=INSURANCE, protection="中午管饭"),
    ):
        assert "L29" in lint(missing, **facts)


@pytest.mark.parametrize(
    "text",
    [
        "全文：某家政公司请王芳做保洁，日薪一百五，双方签字。",
        "合同就这一张：小刘来修车，月薪五千，管住。",
        "以上即为双方全部约定：岗位司机，工资六千元。",
    ],
)
def test_a_text_that_calls_itself_the_whole_is_judged_as_one(text, lint):
    assert "L29" in lint(text, document_scope="full_contract")
