"""L23, L25: marriage, childbirth, and conditions that discriminate. 妇女权益保障法 43-48, 就业促进法 26-31, 劳动法 12-13, 46."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import END, MARRIAGE_BIRTH, WAGE, gap, near, pattern

_FORBIDDEN_LIFE = pattern(
    rf"(?:(?:不|不得|不能|不可|避免|暂不|推迟|禁止|无|没有|不准|不许|放弃|延后|暂缓|延迟|不要|杜绝|勿|不考虑|不打算|不安排|不计划){near(16)}(?P<v>{MARRIAGE_BIRTH})|(?P<w>{MARRIAGE_BIRTH}){gap(24)}(?:须|应|需|必须|要){near(16)}(?:报备|申报|批准|同意|审批|排队|排序|登记|排期|报告|提前|申请|轮候|告知|许可|缴|避开)|(?:{MARRIAGE_BIRTH})[^。;,]{{0,8}}(?:计划|时间|打算|安排|日期)?[^。;,]{{0,4}}(?:推迟|延后|暂缓|搁置|延至|放到|改到|错开)|(?:报备|申报|排序|排队|排期|轮候|计划表){near(10)}(?:{MARRIAGE_BIRTH}))"
)
_CONSEQUENCE = rf"(?:{END}|离职|辞职|离开|视为|调(?:岗|离|整|至|任|往)|降(?:薪|职|级|低|一级|为)|下调|停发|扣|减|取消|不予|不再|不享|丧失|失去|退出|转岗|待岗|停薪|降|罚|违约|赔偿|处分|违纪|重新(?:竞聘|上岗|评定|试用)|停职|停岗|顺延|扣减|不续|自行承担|自费|不计|无薪|按事假|请事假|返还|暂停|重新评|最低工资|基本工资|生活费)"
_LIFE_THEN_LOSS = pattern(rf"(?P<v>{MARRIAGE_BIRTH}){gap(46)}{_CONSEQUENCE}")
_STATUS_WANTED = pattern(
    rf"(?:须|应|需|必须|要求|限|仅限|只限|只招|优先|限定|保证|确保|承诺|声明|确认|为){near(16)}(?P<v>已婚|未婚|已育|未育|已婚已育|单身|离异|未孕|无孕|不孕|非孕|未怀孕)|(?P<w>已婚已育|未婚|已婚|未育|已育|单身)(?:者|人员|女性|员工|的)?{near(8)}(?:优先|不予|不得|不录|方可|为限|免谈|除外|才)|(?:孕检|验孕|妊娠(?:测试|检查|检测|试验)|早孕|hcg){gap(20)}(?:项目|结果|报告|合格|阴性|阳性|体检|入职|方可|定期|每)|(?:体检|检查|入职){gap(16)}(?P<x>孕检|验孕|妊娠|早孕|hcg)"
)
_PROTECTS = re.compile(
    rf"不(?:得|因|会|以|作|予|能|应|安排|受|影响|降低|扣|将|询问|要求|限制|把|设)[^。;]{{0,44}}(?:{MARRIAGE_BIRTH}|降低|降薪|辞退|解除|限制|变更|安排|扣|影响|减|延长|辞|终止)|(?:{MARRIAGE_BIRTH})[^。;]{{0,40}}(?:不(?:得|降|因|受|影响|减|扣|低|变|安排|延长|作为|构成|计入|会|辞退|解除|影响)|享受|享有|给予|依法|照发|照常|保持|自主|视同|有权|由生育|产假(?:98|[0-9]{{1,12}})|特殊保护|自由|根据医疗|续延|延续|顺延至)|(?:自主|自由)(?:决定|选择)|不低于原"
)
_ILLEGAL_DESPITE = re.compile(
    rf"(?:不得|不能|不准|不许|不可|禁止|不)[^。;,甲]{{0,10}}(?:{MARRIAGE_BIRTH})|视为[^。;]{{0,12}}(?:离职|辞职)|停发|下调|调离|未经[^。;]{{0,8}}(?:受孕|怀孕|生育)|承诺[^。;]{{0,20}}(?:不|无|推迟)|放弃[^。;]{{0,10}}(?:产假|哺乳|婚假)|(?:甲方|公司)有权"
)


def marriage_and_birth(clause: Clause) -> Iterator[Hit]:
    """L23. No promise not to marry or bear, no worse treatment for it."""
    for m in clause.states(_FORBIDDEN_LIFE):
        if _about_own_life(clause, m):
            yield hit(m)
    for m in clause.affirms(_LIFE_THEN_LOSS):
        sentence = clause.sentence_at(m.start(), m.end())
        if not _PROTECTS.search(sentence) or (
            _ILLEGAL_DESPITE.search(sentence)
            and not re.search(
                r"(?:甲方|公司|用人单位|单位)(?:绝|均|亦|也)?(?:不得|不会|不因|无权|不)|不因|不得因", sentence
            )
        ):
            yield hit(m)
    for m in clause.affirms(_STATUS_WANTED):
        if not re.search(
            r"不(?:得|询问|要求|作为|以|限|问|审查|调查|将|把)|与[^。;]{0,10}无关|自主",
            clause.sentence_at(m.start(), m.end()),
        ):
            yield hit(m)


def _about_own_life(clause: Clause, m: re.Match[str]) -> bool:
    """A limit on the worker's life, not on the employer (甲方不得因怀孕…) and not a protection (不安排孕期夜班)."""
    sentence = clause.sentence_at(m.start(), m.end())
    lead = clause.text[max(0, m.start() - 18) : m.start()].rsplit(",", 1)[-1]
    if re.search(r"(?:甲方|公司|用人单位|单位|企业|任何一方|双方)[^。;]{0,10}$", lead) and not re.search(
        r"乙方|员工|承诺", lead
    ):
        return False
    if re.search(
        r"不(?:得)?(?:因|以|将|把|询问|影响|对|在|安排|限制|要求|降低|作为|构成|受|低于|论|扣|减|分|计入|超过|少于|妨碍|干涉|过问|区别|延长|辞退|解除)|不得(?:因|以|在|限制|询问|对|安排|干涉|要求)|依法享受|不适应|不能适应|无(?:论|须|需)|孕期不能|哺乳未满|未满1周岁",
        m.group(),
    ):
        return False
    return (
        not re.search(
            r"依法享受[^。;]*(?:产假|婚假)|不得(?:限制|干涉)|(?:享受|给予)[^。;]{0,12}(?:产假|婚假|陪产|哺乳)",
            sentence,
        )
        or re.search(r"乙方[^。;]{0,12}(?:不得|不能|承诺)|排序|报备|放弃", sentence) is not None
    )


_TRAITS = r"(?:性别|男性|女性|男[士生工员]|女[士生工员]|民族|种族|宗教|信仰|户籍|户口|籍贯|外地|本地|本市|外省|地域|省籍|农村|城镇户|残疾|乙肝|肝炎|携带者|传染病|艾滋|hiv|年龄|周岁|岁|身高|体重|长相|相貌|容貌|形象|颜值|血型|星座|属相|生肖|少数民族|汉族|信教|入教|党员|政治面貌|同性恋|性取向|肤色|纹身|口音|方言|病史|抑郁|精神病史|家族病|遗传病|隐疾|慢性病|婚姻)"
_LIMITED = pattern(
    rf"(?:(?:由|以|让|须由|应由|只由)(?:男|女)(?:性|士|生|员工|同志)?(?P<y>担任|为主|优先|出任|从事|承担)|(?P<v>仅限|只限|限(?:于|为|定)?|只(?:招|要|收|录用|聘用?|考虑)|必须(?:是|为|具有)?|须为|须是|应为|应是|仅(?:录用|招|聘)|优先(?:录用|考虑|聘用|晋升)?|不(?:招|收|录用|聘用|接受|考虑|得为|得录用|要|得有|得是)|拒(?:招|收|录)|谢绝|排除){near(16)}{_TRAITS}|{_TRAITS}{near(18)}(?P<w>优先|除外|不予(?:录用|聘用|晋升|考虑)|不得(?:担任|应聘|晋升|录用|从事|参评|参加)|不招|不录|免谈|为限|方可(?:担任|录用|入职|上岗)|不适合(?:担任|本岗)|限定|勿扰|不考虑))"
)
_PROMISE_TRAIT = pattern(
    rf"(?:承诺|保证|确认|声明|须保证|担保)[^。;]{{0,12}}(?:无|不是|没有|非|未|不患|不携带|不属于|不信|不具有|不曾|未曾|不加入){near(12)}(?:宗教|信仰|乙肝|肝炎|携带|传染|残疾|病史|艾滋|hiv|精神|抑郁|遗传|慢性病|少数民族|户籍|同性|纹身|隐疾|疾病|教徒|教会|既往)"
)
_TRAIT_THEN_LOSS = pattern(
    rf"(?P<v>(?:入教|信教|宗教信仰|参加宗教|礼拜|户口迁出|户籍(?:迁|变)|年满[0-9]{{1,12}}周?岁|超过[0-9]{{1,12}}周?岁|满[0-9]{{1,12}}周?岁|[0-9]{{1,12}}周?岁以上|身高|体重|体型|发胖|乙肝|携带者|检出|阳性|残疾|少数民族|外地(?:户籍|人|户口)|农村户籍|农村户口|女性|女员工|女职工|女工|男性|方言|口音|籍贯|民族|性取向|容貌|颜值|长相|政治面貌|抑郁症?|精神疾病|外貌|农民工|外省)){gap(40)}(?:{END}|辞退|解约|不再(?:续|聘)|离岗|调(?:岗|离)|降(?:薪|级|职)|低于?|少于|下调|减(?:发|少|半)|不予(?:录用|晋升|续签|聘用|考虑|享受)|不得(?:晋升|担任|参加|参评|报名|竞聘)|不(?:享受|享有|参与|晋升|列入|安排|发放|发)|扣|另行(?:定薪|计薪)|按[0-9.]{{1,12}}%(?:发|计|执行)|无权|排除|退出|末位|优化|次之|打折)"
)
_LAWFUL_TRAIT = re.compile(
    r"(?:孕|产|哺乳|经)期[^。;]{0,10}女职工|不安排[^。;]{0,8}(?:夜班|加班|延长)|不(?:得|因|以|会|作为|区别|受|设|论|问|询问|要求|构成|影响|予区分|限|歧视|考虑(?:其)?(?:性别|民族))[^。;]{0,50}(?:性别|民族|宗教|户籍|携带|残疾|年龄|区别|歧视|限制|信仰|婚|解除|终止|身高|籍贯|差别|不同)|一律平等|同工同酬|一视同仁|禁忌(?:劳动|从事|作业)|禁止安排|未满(?:16|18|1)周?岁|年满1[68]周?岁|已满1[68]周?岁|法定退休|退休年龄|健康证|健康证明|职业禁忌|特种作业|法律[^。;]{0,8}规定|国家规定|依法[^。;]{0,14}(?:要求|应当|须|取得|不得)|无关|合理便利|辅助|照顾|保护|优惠政策|女职工(?:孕|怀|哺|产|生育|在|经期|依|享|每|特|可|因|违反|提出|国家|禁)|生理期|体检费|平等"
)
_UNEQUAL_PAY = pattern(
    rf"(?:女性|女员工|女职工|女工|女生|女士|男性|男员工|男职工|外地|农村|非本地|非本市|少数民族|残疾|劳务派遣|本地户籍|本市户籍|城镇户籍|农民工){gap(40)}(?:{WAGE}|薪级|起薪|薪级|职级|年终|奖|补贴|福利|房补|餐补|津贴){gap(20)}(?P<v>低|少|减|较|不足|不享|不发|不予|无|次于|打|[0-9.]{{1,12}}%|差|降|仅|只|为.{0, 4}(?:的)?[0-9.]{{1,12}}%)"
)


def discrimination(clause: Clause) -> Iterator[Hit]:
    """L25. Sex, ethnicity, religion, household registration, disability, carriers, age and looks are no terms of a contract."""
    for p in (_LIMITED, _TRAIT_THEN_LOSS, _UNEQUAL_PAY):
        for m in clause.affirms(p, unless=_LAWFUL_TRAIT):
            if not re.search(MARRIAGE_BIRTH, m.group()) and not _statutory(clause, m):
                yield hit(m)
    for m in clause.states(_PROMISE_TRAIT, unless=re.compile(r"职业禁忌|健康证|依法须|法律规定|食品|驾驶")):
        yield hit(m)


def _statutory(clause: Clause, m: re.Match[str]) -> bool:
    """Conditions a law sets for the post, such as the driver's age or the food handler's health."""
    return (
        re.search(
            r"(?:驾驶员|飞行员|食品|餐饮|公共场所|保安员|井下|涉密|国家安全)[^。;]{0,40}(?:依法|按照|根据|法规|条例)",
            clause.sentence_at(m.start(), m.end()),
        )
        is not None
    )
