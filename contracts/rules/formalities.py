"""L24, L29, L30, L35: what a whole contract must contain, copies, annual leave."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import gap, near, pattern

FULL_CONTRACT = "full_contract"
# A text with fewer of the nine items than this is a clause, whatever its row calls itself.
_MIN_ITEMS = 4

# 劳动合同法第17条第1款 (1)-(8), each with the words by which a text shows it.
ITEMS: dict[str, re.Pattern[str]] = {
    "用人单位名称、住所和法定代表人": re.compile(
        r"(?:甲方|用人单位|公司|单位|雇主|聘用方|聘任方|企业|店|厂|中心|商行|学校|医院)[^。]{0,80}(?:法定代表人|负责人|法人代表|经营者|厂长|院长|校长|法人|代表|店主|董事长|总经理|园长|社长|投资人|执行事务合伙人|理事长|主任)|(?:法定代表人|负责人|经营者|法人代表)"
    ),
    "劳动者姓名、住址和证件号码": re.compile(
        r"(?:身份|证件|护照|通行证)[^。;]{0,6}(?:号|编号|附|见|登记|填|载|核|:|详)|证号|身份证|证件号|公民身份"
    ),
    "劳动合同期限": re.compile(
        r"期限自|(?:合同)?期限?(?:为|:)?[^。;]{0,10}(?:[0-9]|无固定|3年|完成)|无固定期限|(?:自|从)[^。;]{0,6}20[0-9]{2}|20[0-9]{2}[年./-][0-9]{1,2}[^。;]{0,20}(?:至|到|起|止|~|-)|[0-9](?:年|个月)(?:期|固定期限)|合同(?:期)?[0-9]{1,12}(?:年|个月)|以[^。;]{0,20}完成[^。;]{0,8}(?:期限|终止)|为期[0-9]"
    ),
    "工作内容和工作地点": re.compile(
        r"[\u4e00-\u9fff](?:工|员|师|岗)[,、](?:在)?[^。;,]{0,10}(?:厂|店|校|区|车间|办公)|(?:岗位|职务|职位|工作内容|担任|任(?!何|意|务)|从事|聘为|做|负责|工种)[^。;]{1,40}(?:地点|在|工作地|于|办公|厂区|门店|驻|上班|校区|院区)|(?:地点|工作地|在|于)[^。;]{1,30}(?:任(?!何|意|务)|担任|从事|岗位|做|工作)|工作地|地点|办公地|[\u4e00-\u9fff]{2,8}(?:履职|任职|办公|上班)|驻[\u4e00-\u9fff]{2}|在[^。;,]{2,14}[店厂院校园司部区](?:当|做|任|从事|工作)|任[\u4e00-\u9fff]{2,12},[\u4e00-\u9fff]{2,6}(?=[。;,])|(?:为|任)[\u4e00-\u9fff]{2,12},驻"
    ),
    "工作时间和休息休假": re.compile(
        r"工时|双休|单休|周休|每[日天][^。;]{0,4}[0-9.]{1,12}个?小时|[0-9.]{1,12}小时(?:工作)?制|工作时间|休假|休息日|周末|年假|每周[^。;]{0,6}[0-9][天日]|排班|轮班|轮休|法定节假日|早[^。;]{0,4}晚|上班|休[0-9]|[0-9.]{1,4}小时|周[休歇]|假期|[0-9][天日]制"
    ),
    "劳动报酬": re.compile(
        r"工资|月薪|薪酬|薪资|年薪|报酬|时薪|日薪|底薪|薪水|薪金|计件|[0-9]元/[月时日]|薪"
    ),
    "社会保险": re.compile(r"社会保险|社保|五险|5险|参保|养老保险|保险费|工伤保险|社会統筹|三险|3险|四险"),
    "劳动保护、劳动条件和职业危害防护": re.compile(
        r"劳动保护|劳动条件|职业(?:病)?危害|职业病|劳动防护|防护(?:用品|设备|措施|用具|装备)|劳保|安全(?:生产|卫生|防护|设施|操作|帽|环境|条件|的劳动)|劳动安全|安全保护|防护|防[毒滑烫尘护暑][^。;,]{0,6}(?:用品|口罩|鞋|手套|服|具)|危害[^。;,]{0,8}(?:告知|讲明)"
    ),
}
_PLACEHOLDER = pattern(
    rf"(?:工作内容|工作地点|岗位|劳动报酬|工资|薪酬|薪资|月薪|合同期限|期限|工作时间|工时|休假|社会保险|社保|劳动保护|劳动条件|职业危害|工种|报酬|起止日?|日期|聘期|干什么活){gap(34)}?(?P<v>栏目?由(?:甲方|公司)[^。;,]{{0,12}}[填补]|空着|先空|待定|待议|另议|另行(?:商定|通知|约定|确定|协商确定)|不予载明|不再具体化|不(?:作|予|在[^。;,]{{0,6}})?(?:约定|载明|具体化|写明|列明|明确|写入|记载)|空白|留白|不填|空着|视(?:情况|表现|需要)(?:决定|确定|而定)|面议|口头(?:指定|约定|告知|通知|另)|日后(?:确定|补充|另定|指定|通知|再定)|(?<!不)再(?:行)?(?:商定|确定|议|约)|暂(?:不(?:定|填|写|载|约)|缺|空)[^。;,]{{0,6}}|内部(?:口径|标准|规定|掌握)(?:执行)?|以(?:甲方|公司)[^。;,]{{0,10}}(?:通知|指定|口头|安排|决定|告知)[^。;,]{{0,4}}为准|由(?:甲方|公司|单位)[^。;,]{{0,12}}(?:另行|日后|口头|届时|事后|单方|临时)(?:[^。;,]{{0,6}})(?:确定|填写|指定|告知|通知|安排|决定|补填)|(?:从略|略去|省略)|不写死|画横线|划横线|由甲方(?:填写|补填)|(?:到岗|入职|报到)后[^。;,]{{0,8}}(?:告知|通知|确定|安排|再)|保密,不)"
)
_PLACEHOLDER_OK = re.compile(
    r"另行书面|书面(?:协商|变更|约定)|算法评估|ai|不(?:另行)?(?:约定|设)(?:服务期|试用期|违约金|竞业|提成|服务|试用)|补充协议|双方(?:协商|书面)|变更须|加班费|另行核算|不作为|年终奖|奖金|提成|补贴|期权|绩效"
)
_BLANK_SIGNED = re.compile(
    r"不(?:写|填|载明)(?:起止|期限|工资|岗位|地点)|(?:空白|未填写|留空)(?:的)?(?:劳动)?(?:合同|文本|协议)|合同[^。;]{0,12}(?:空白|留空)(?!处填写?\"?无)[^。;]{0,20}(?:签|填|甲方)|先(?:行)?签(?:字|名|署)?[^。;]{0,16}(?:后|再)[^。;]{0,8}(?:填|补)"
)


def _items_missing(clause: Clause) -> list[str]:
    return [name for name, p in ITEMS.items() if not clause.has(p)]


def _is_full(clause: Clause) -> bool:
    return (
        clause.facts.document_scope == FULL_CONTRACT
        and len(ITEMS) - len(_items_missing(clause)) >= _MIN_ITEMS
    )


def mandatory_items_missing(clause: Clause) -> Iterator[Hit]:
    """L29. An item of Art. 17 missing from a whole contract, or left open in a clause."""
    if _is_full(clause):
        missing = _items_missing(clause)
        if missing:
            yield whole(clause, note="缺少：" + "；".join(missing))
    for m in clause.affirms(_BLANK_SIGNED):
        yield hit(m)
    for m in clause.states(_PLACEHOLDER, unless=_PLACEHOLDER_OK):
        if not re.search(r"不得(?:不|以)?|不留|不缺|应当?(?:明确|载明)|不应", m.group()):
            yield hit(m)


_WOMEN_CLAUSE = re.compile(
    r"女职工[^。;]{0,16}(?:特殊|保护|4期|四期|三期|3期|权益)|(?:孕期|产期|哺乳期|经期)[^。]{0,60}(?:保护|不(?:得)?(?:降|解除|辞|安排|减)|产假|哺乳时间|照发)|特殊保护|女职工劳动保护|四期|4期|三期保护|女员工[^。;]{0,20}(?:特殊|特别|保护|孕)|特别保护"
)


def women_protection_missing(clause: Clause) -> Iterator[Hit]:
    """L24. A contract with a woman needs a clause on 女职工特殊保护."""
    if _is_full(clause) and clause.facts.worker_gender == "女" and not clause.has(_WOMEN_CLAUSE):
        yield whole(clause, note="未见女职工特殊保护条款")


_KEPT = pattern(
    r"(?:(?:1份|一份|1式1份|一式一份|仅一份|单份|正本1份|原件1份)[^。;各]{0,24}(?P<v>(?:由|归|交|存|存放|留存于?|保存于|置于|藏)[^。;,乙]{0,6}(?:甲方|公司|单位|人力|人事|hr|用人单位|总部|企业))(?![^。;]{0,30}(?:乙方|员工)[^。;]{0,6}(?:1份|一份|执|持))|(?:(?:[23]|二|两|三)份|全部|所有|原件|正副本|文本|合同)[^。;各]{0,24}(?P<w>均|全部|一并|都|统一|皆|悉)(?:由|归|交|存|留|放)[^。;,]{0,8}(?:甲方|公司|单位|人力|人事|hr|用人单位|总部|企业|档案室))"
)
_HOLDER = r"(?:行政|老板娘|甲方|公司|单位|厂[里方办]|店[里方]|人事|人力|hr|档案|总部|集团|后台|法务|财务|用人单位|学校|医院)"
_HELD = pattern(
    rf"(?:满[^。;,]{{1,10}}|[年月天日])后,?{near(6)}(?:再|才|方)?{near(4)}(?:合同|文本)[^。;]{{0,4}}(?P<w>交|发|给)|(?:(?:合同|合约)(?!期)|文本|协议|正本|[0-9]份){gap(24)}(?P<v>(?:存于?|存在|存入|放在?|入|收入|收在|寄存于?|留在|留于|锁在){near(8)}{_HOLDER}|(?:送|由|归|交){near(8)}{_HOLDER}{near(12)}(?:保管|保存|收[着回]|寄存|留存|归档|代持|代存|替存|收存|存档|存放|档案室))"
)
_NOT_GIVEN = pattern(
    r"(?:合同|文本|协议|原件|副本)[^。;]{0,30}(?P<v>不(?:予|再|向乙方|单独|另行|提供给|给)?(?:交付|交予|发放|发给|留存|提供|给付|复印|复制|拷贝|拍照|带离|给乙方|给员工|返还|持有|下载)|(?:但)?不(?:予|得|能|可)(?:留存|复制|复印|拍照|带走|带离|索要|下载|携带|取走|保留|摘抄)|(?:乙方|员工|工人|本人)(?:手上|端|处)?(?:不|无[须需庸]|毋[须需庸]|没有)(?:用|必|再|开放|发)?(?:持有?|留存|保留|留底?|另执|查看|下载|导出|拿)|(?:离职|期满)(?:之[日时]|时|后)(?:(?<![甲乙双三])方|才|再行?)?(?:领[取回]|交付|发放|给|发还)|无须(?:取得|持有|领取|留存)|转正后(?:再|(?<![甲乙双三])方|才)?(?:发放|交付|领取|给付)|满[^。;,]{1,10}(?:后)?(?:(?<![甲乙双三])方|才|再)?(?:领取|交付|发放))"
)
_COPY_OK = re.compile(
    r"(?:乙方|员工|另|其余|剩)(?:手?[里持执]?)?(?:[^。;,甲]{0,6})(?:持|执|拿|领|收)?1份(?!.{0,4}由[公甲])|1份(?:交|给|归|由)(?:乙方|员工|本人|劳动者)|(?<![不予未])(?:交付|发给|给到|递交)(?:乙方|员工|本人|劳动者)|人手1份|各[收拿]|各(?:执|持|存|留|保存|1份|自)|即时向乙方|你我各|双方各|甲乙双方各|随时(?:查看|下载)|当日交付|乙方(?:持|执|留存)(?:1|一)份|保密(?:资料|文件)|不得(?:拒绝|不)|甲方[^。;]{0,8}(?:1份|一份)[^。;]{0,8}乙方[^。;]{0,8}(?:1份|一份)"
)


def copy_not_given(clause: Clause) -> Iterator[Hit]:
    """L30 (W). Each side holds one copy."""
    for p in (_KEPT, _HELD, _NOT_GIVEN):
        for m in clause.states(p, unless=_COPY_OK):
            if re.search(r"合[同约](?!期)|协议|文本|正本|那1?份|签[毕完好署]", clause.text):
                yield hit(m, Severity.WARN)
    for m in re.finditer(
        r"(?:仅|只|就)(?:制作|签订|签署|订立|有|存|打印|出具)?(?:1份|一份)|1式1份|一式一份", clause.text
    ):
        if re.search(r"合[同约]|协议|文本", clause.text) and not _COPY_OK.search(clause.text):
            yield hit(m, Severity.WARN)


_LEAVE = r"(?:年休(?!息)假?|年休假|年假|带薪(?:年)?(?:休)?假|带薪休假|有薪假|公休假)"
_LEAVE_LOST = pattern(
    rf"{_LEAVE}{gap(50)}(?P<v>(?:自动)?(?:清零|作废|归零|失效|取消|过期(?:不候|作废)|视为(?:自动)?放弃|放弃)|不(?:再|予|得|可|作|另|享有?|享受|安排|设|折|补|结转|累计|支付|计|发|给)[^。;,]{{0,12}}(?:折|补|结转|补偿|报酬|工资|休假|享受|年假|支付|发放|兑现)|不享受|不享有|无年(?:休)?假|不安排|概不|仅(?:给予|享|有)|抵充|统一放假|抵(?:事假|病假|旷工|迟到|扣)|由(?:甲方|公司)[^。;,]{{0,10}}(?:决定|取消)|以(?:旅游|团建|春节)[^。;,]{{0,8}}(?:代替|抵)|无薪|不带薪|不计薪)"
)
_LEAVE_GATE = pattern(
    rf"(?:{_LEAVE}{gap(24)}(?:须|需|必须|应)?{near(6)}(?:在)?(?:本?公司|本?单位|甲方|本司|入职|连续(?:服务|工作)|转正|工作)[^。;,]{{0,10}}?(?:满|后)[^。;,]{{0,4}}?(?P<d>[0-9.]{{1,12}}(?:年|个月))?{near(10)}(?P<v>方|后|才|始)|(?:入职|在本?(?:公司|单位|司)[^。;,]{{0,8}}|转正|服务)(?:满|后)[^。;,]{{0,4}}?(?P<d2>[0-9.]{{1,12}}(?:年|个月))?{near(12)}(?P<w>方|后|才|始|开始|起|之日){near(12)}{_LEAVE})"
)
_LEAVE_OK = re.compile(
    r"300%|3倍|不(?:得)?(?:清零|作废)|跨1?个?年度|法定(?:部分|年休假)[^。;]{0,20}(?:300|折算|报酬|照)|福利年假[^。;]{0,10}(?:清零|作废)|依法|按照?国家|条例|乙方(?:书面|因本人原因)[^。;]{0,10}(?:提出|申请)不休|不影响"
)
_YEARS = re.compile(r"(?:累计|工龄|工作|连续)[^。;,0-9]{0,8}(?:满|已满|已)?(?P<n>[0-9]{1,12})(?P<u>年|个月)")
_DAYS = pattern(
    rf"(?:{_LEAVE}[^。;0-9]{{0,16}}(?P<n>[0-9]{{1,12}})[天日]|(?P<n2>[0-9]{{1,12}})[天日](?:的)?{near(6)}{_LEAVE}|给假(?P<n3>[0-9]{{1,12}})[天日])"
)


_UNUSED_PAID = pattern(
    rf"(?:(?:未休|没[休歇]|应休|休不[完成]|欠)[^。;]{{0,12}}{_LEAVE}|{_LEAVE}[^。;]{{0,10}}(?:未休|没[休歇]|休不[完成]|欠))[^。;]{{0,24}}?(?:(?P<n>(?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)(?P<u>倍|%)|[按补付发][^。;,]{{0,6}}(?:1[天日])?(?:平常|平日|正常|日常|普通)[^。;,]{{0,6}}(?:工钱|工资|薪))"
)
_HOLIDAY_AS_LEAVE = pattern(
    rf"(?:法定(?:节?假日?|休假日)|春节|国庆|节假日|停产|停工|春假|放假|旅游|团建|病假|事假){gap(16)}(?P<v>算作?|抵[充作扣]?|充[抵作]|冲[抵减]|计[入作]|视[为作同]|顶){near(10)}{_LEAVE}"
)
_NO_LEAVE = pattern(
    rf"只有[^。;,]{{0,10}}(?:才)?有{_LEAVE}|(?:不(?:安排|享有?受?|给|设)|没有|(?<!有)无){near(2)}{_LEAVE}(?![^。;,]{{0,8}}(?:的,|者|要求))"
)


def annual_leave_short(clause: Clause) -> Iterator[Hit]:
    """L35 (W). 5, 10 or 15 days by total years of work; unused statutory days are paid at 300 %."""
    for p in (_LEAVE_LOST, _LEAVE_GATE):
        for m in clause.states(p, unless=_LEAVE_OK):
            if p is _LEAVE_LOST or (m.group("d") or m.group("d2") or "1年") != "1年":
                yield hit(m, Severity.WARN)
    for m in clause.states(_UNUSED_PAID, unless=_LEAVE_OK):
        rate = float(m.group("n") or 1) * (1 if m.group("u") == "%" else 100)
        if rate < 200 or (rate < 300 and "含" in clause.sentence_at(m.start(), m.end())):
            yield hit(m, Severity.WARN, f"{rate:g}%，法定为300%（含正常工资）")
    for m in (
        *clause.affirms(_HOLIDAY_AS_LEAVE, unless=_LEAVE_OK),
        *clause.states(_NO_LEAVE, unless=_LEAVE_OK),
    ):
        yield hit(m, Severity.WARN)
    days = next(_DAYS.finditer(clause.text), None)
    stated = float(next(x for x in days.groups() if x)) if days else clause.facts.annual_leave_days
    years = clause.facts.worker_total_years
    if years is None and (m2 := _YEARS.search(clause.text)):
        years = float(m2.group("n")) / (12 if m2.group("u") == "个月" else 1)
    due = 0 if years is None or years < 1 else (5 if years < 10 else (10 if years < 20 else 15))
    if stated is not None and stated < due and re.search(_LEAVE + "|给假", clause.text):
        yield (
            hit(days, Severity.WARN, f"累计工作{years:g}年应为{due}天")
            if days
            else whole(clause, Severity.WARN)
        )
