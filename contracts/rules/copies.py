"""L30: who holds the contract. 劳动合同法 16: each side has one copy, from the day it is signed."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import gap, near, pattern

_KEPT = pattern(
    r"(?:(?:1份|一份|1式1份|一式一份|仅一份|单份|正本1份|原件1份)[^。;各]{0,24}(?P<v>(?:由|归|交|存|存放|留存于?|保存于|置于|藏)[^。;,乙]{0,6}(?:甲方|公司|单位|人力|人事|hr|用人单位|总部|企业))(?![^。;]{0,30}(?:乙方|员工)[^。;]{0,6}(?:1份|一份|执|持))|(?:(?:[23]|二|两|三)份|全部|所有|原件|正副本|文本|合同)[^。;各]{0,24}(?P<w>均|全部|一并|都|统一|皆|悉)(?:由|归|交|存|留|放)[^。;,]{0,8}(?:甲方|公司|单位|人力|人事|hr|用人单位|总部|企业|档案室))"
)
_HOLDER = r"(?:行政|老板娘|甲方|公司|单位|厂[里方办]|店[里方]|人事|人力|hr|档案|总部|集团|后台|法务|财务|用人单位|学校|医院)"
_HELD = pattern(
    rf"(?:满[^。;,]{{1,10}}|[年月天日])后,?{near(6)}(?:再|才|方)?{near(4)}(?:合同|文本)[^。;]{{0,4}}(?P<w>交|发|给)|(?:(?:合同|合约)(?!期)|文本|协议|正本|[0-9]份){gap(24)}(?P<v>(?:存于?|存在|存入|放在?|入|收入|收在|寄存于?|留在|留于|锁在){near(8)}{_HOLDER}|(?:送|由|归|交){near(8)}{_HOLDER}{near(12)}(?:保管|保存|收[着回]|寄存|留存|归档|代持|代存|替存|收存|存档|存放|档案室))"
)
_NOT_GIVEN = pattern(
    r"(?:合同|文本|协议|原件|副本)[^。;]{0,30}(?P<v>不(?:予|再|向乙方|单独|另行|提供给|给)?(?:交付|交予|发放|发给|留存|提供|给付|复印|复制|拷贝|拍照|带离|给乙方|给员工|返还|持有|下载)|(?:但)?不(?:予|得|能|可)(?:留存|复制|复印|拍照|带走|带离|索要|下载|携带|取走|保留|摘抄)|(?:乙方|员工|工人|本人)(?:手上|端|处)?(?:不|无[须需庸]|毋[须需庸]|没有)(?:用|必|再|开放|发)?(?:持有?|留存|保留|留底?|另执|查看|下载|导出|拿)|(?:离职|期满)(?:之[日时]|时|后)(?:(?<![甲乙双三])方|才|再行?)?(?:领[取回]|交付|发放|给|发还)|无权[^。;,]{0,6}(?:留存|持有|索要|取得)|无须(?:取得|持有|领取|留存)|转正后(?:再|(?<![甲乙双三])方|才)?(?:发放|交付|领取|给付)|满[^。;,]{1,10}(?:后)?(?:(?<![甲乙双三])方|才|再)?(?:领取|交付|发放))"
)
_COPY_OK = re.compile(
    r"不由[^。;,]{0,8}(?:代管|保管|代持)|发[至到送给往]{0,2}(?:乙方|员工|本人|劳动者|其)[^。;,]{0,6}(?:邮箱|手机|微信|账号)|(?:乙方|员工|另|其余|剩)(?:手?[里持执]?)?(?:[^。;,甲]{0,6})(?:持|执|拿|领|收)?1份(?!.{0,4}由[公甲])|1份(?:交|给|归|由)(?:乙方|员工|本人|劳动者)|(?<![不予未])(?:交付|发给|给到|递交)(?:乙方|员工|本人|劳动者)|人手1份|各[收拿]|各(?:执|持|存|留|保存|1份|自)|即时向乙方|你我各|双方各|甲乙双方各|随时(?:查看|下载)|当日交付|乙方(?:持|执|留存)(?:1|一)份|保密(?:资料|文件)|不得(?:拒绝|不)|甲方[^。;]{0,8}(?:1份|一份)[^。;]{0,8}乙方[^。;]{0,8}(?:1份|一份)"
)


# Copies are counted and their holders named.
_HOLDERS = pattern(
    r"[0-9]份|各(?:[自方]{0,2})(?:[执持存])",
    near(30),
    r"(?:[执持存]|备案|归档|[0-9]份)|(?:[执持存]|备案|归档)",
    near(8),
    r"[0-9]份",
)
_PARTY = re.compile(
    r"甲方|公司|单位|总部|集团|银行|备案|档案|主管部门|人社|协会|人事|人力|[厂店校院东]方?[家里]?[持执存]"
)
_ANY_WORKER = re.compile(
    r"乙|双方|彼此|两方|各方|各自|你|员工|劳动者|职工|本人|受聘|受雇|工人|雇员|聘用者|人手|个人|学员|教师|司机|帮工"
)
_GIVEN = re.compile(
    r"(?:交|发|给|寄|留)(?:付|与|予)?(?:给)?(?:乙方|员工|劳动者|职工|本人|工人|你)|(?:乙方|员工|劳动者|职工|本人|工人)[^。;,]{0,4}(?:领|取|收|拿)[1走取到]"
)
_BY_CHOICE = re.compile(
    r"不由|自愿|写个条|要[厂公店]|随时|啥时|当日|(?:当场|即时)(?:交付|给|发|领)|[不没]得?(?:代管|保管|收回)"
)
# The worker's own copy, and what keeps it from the worker.
_OWN_COPY = pattern(
    r"(?:属于|应交|应给|归)?(?:乙方|员工|职工|劳动者|工人|本人|其|他|她|你)(?:手持|所持|所?持有|应得|应持|名下|手里)?(?:之|的)?(?:那|这)?(?:1|一)?份",
    gap(26),
    r"(?P<v>待|俟|等(?!同)|先(?:放|存|搁|留|由)|代[管持存为]|保管|保存|锁|压|收回|交回|上交|离职|转正|(?:期|届)满|满[0-9]|再来?(?:领|拿|取|发|给))",
)
# A look at it, a photograph or an extract in place of a copy.
_LOOK_ONLY = pattern(
    r"(?:乙方|员工|职工|劳动者|工人|本人|个人)",
    gap(10),
    r"(?:需要?|想|要|可|端|端口|只能|仅能|有疑问)",
    gap(12),
    r"(?P<v>查[看阅询]|借阅|调阅|翻阅|复印|拍照|拍屏|截[图屏]|浏览|看[状一])",
)
_STAYS_AWAY = re.compile(
    r"不(?:另(?:行)?)?(?:交付|发放?|给)(?:纸质|电子|文本|原件|正本|合同|副本|[,。;]|$)|填好不另发|不留底|(?<!不得)(?:关闭|取消|停用)[^。;,]{0,8}(?:查看|下载|浏览)|不开放[^。;,]{0,6}(?:下载|查看)"
    r"|(?:原件|正本|文本)[^。;,]{0,4}不(?:得|能|许|准)带|(?:仅|只|就)(?:签|留|保留|保存|打印)(?:1|一)份|(?:1|一)份足矣|(?:合[同约]|文本)[^。;]{0,8}(?:只|仅)(?:此)?(?:打|留存?|印|有)?(?:1|一)份|不支持(?:查看|下载|导出)|不[^。;,]{0,4}开放[^。;,]{0,3}(?:下载|查看)|(?:无|没有)[^。;,]{0,2}(?:存取|查看|访问|下载)权限|(?:离[职园厂店校]|期满|满[0-9][^。;,]{0,4})[^。;,]{0,6}(?:1并|一并)?(?:交还|再?发给)(?:本人|乙方|员工)|(?:只|仅|惟)[^。;,]{0,6}(?:留|给|获发|发给|得|打印)[^。;,]{0,6}(?:签字页|封面|摘要|末页|1页|一页)|(?:看|瞧)(?:1|一)眼[^。;]{0,16}收走|不另发|(?:员工|乙方)联[^。;,]{0,6}(?:代收|代管)|(?:复印件|副本)[^。;,]{0,2}不外传|补好后单份|签字页[^。;,]{0,2}收走|签(?:1|一)份(?:就行|即可|够了|为限)|(?:由|在|归)(?:东家|老板|雇主|掌柜|会计)[^。;,]{0,4}(?:拿|收|管|保管|那)"
)
_A_CONTRACT = re.compile(r"合[同约](?!期)|协议|文本|正本|原件|[1一]式[0-9]份")
_THE_PAPER = re.compile(r"合[同约](?!期)|协议|文本|正本|原件|[1一]式[0-9]份|那1?份|手持|签[毕完好署1]")
_OTHER_PAPER = re.compile(
    r"拒不?交付|弄丢|遗失|丢了|补偿|补给|辞职|离职(?:证明|申请)|收据|承诺书|声明|证书|身份证|发票|工资条|复印机"
)


# 可随时下载、打印; and what a person may ask of their own data (个人信息保护法 45) is no copy of a contract.
_OWN_ACCESS = re.compile(r"随时|下载|发[至到]|推送|信息|数据|人脸|工资条|制度|手册")


def copy_not_given(clause: Clause) -> Iterator[Hit]:
    """L30 (W). Each side holds one copy."""
    for p in (_KEPT, _HELD, _NOT_GIVEN, _OWN_COPY, _STAYS_AWAY):
        for m in clause.states(p, unless=_BY_CHOICE if p is _OWN_COPY else _COPY_OK):
            if clause.has(_THE_PAPER) and not _OTHER_PAPER.search(clause.sentence_at(m.start(), m.end())):
                yield hit(m, Severity.WARN)
    if clause.has(_A_CONTRACT) and not clause.has(_OTHER_PAPER):
        yield from _held_by_others(clause)
    if clause.has(_COPY_OK) or not clause.has(_THE_PAPER) or clause.has(_OTHER_PAPER):
        return
    for m in clause.states(_LOOK_ONLY, unless=_OWN_ACCESS):
        yield hit(m, Severity.WARN)
    for m in re.finditer(
        r"(?:仅|只|就)(?:制作|签订|签署|订立|有|存|打印|出具)?(?:1份|一份)|1式1份|一式一份", clause.text
    ):
        yield hit(m, Severity.WARN)


def _held_by_others(clause: Clause) -> Iterator[Hit]:
    """Every copy is counted, and nobody who holds one is the worker."""
    told = [m for m in re.finditer(r"[^。;,]+", clause.text) if _HOLDERS.search(m.group())]
    named = [m for m in told if _PARTY.search(m.group())]
    if (
        named
        and not any(_ANY_WORKER.search(m.group()) for m in told)
        and not clause.has(_GIVEN)
        and not clause.has(_OWN_ACCESS)
    ):
        yield hit(named[0], Severity.WARN)
