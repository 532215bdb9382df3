"""L16: overtime that isn't paid, or not at 150/200/300 %. 劳动法 44, 劳动合同法 31."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import OVERTIME, OVERTIME_PAY, WAGE, gap, near, pattern
from contracts.rules.overtime_rates import REST_DAY, STATUTORY_DAY, low_rates
from contracts.timetable import UNCOUNTED_WORK, rests_midweek

_WAIVED = pattern(
    rf"(?:(?:放弃|不(?:再|另|予|得|会|可|能)?(?:行|外|单独|主张|要求|索[要取]|申报|支付|计付|发放?|享有?|领取|计发|计算|折算|折现|兑付|给|付|结算|核算|产生|存在|申领|追索){{1,2}}|无(?:权|须|需)?|没有|免(?:除|付|计)|取消|概不|拒绝支付|不以|不按|不计|自愿免){near(14)}{OVERTIME_PAY}|{OVERTIME_PAY}{gap(24)}(?:不(?:予|再|另|单独|得|作)?(?:支付|发放|计发|计付|计算|给|付|发|结算|核算|另计|另付|享有|主张|领取|折现)|为?(?<![0-9.])(?:0|零)元?(?![0-9%倍.])|全免|免发|放弃|取消|自愿放弃|概不|视为已)|不适用{near(4)}{OVERTIME_PAY}|{OVERTIME}{gap(36)}(?:报酬|工资|费)[^。;,]{{0,4}}(?:视为)?[^。;,]{{0,4}}放弃|(?:放弃|不再?|无权)(?:就|对|因)?{OVERTIME}(?:劳动|工作|部分)?{near(4)}(?:主张|要求|索要|追索)|(?:放弃|不主张|不索要|不计较){near(12)}(?:加班|延时|延长){near(10)}(?:权利|费|工资|报酬|补偿))"
)
_FREE_OVERTIME = pattern(
    rf"(?:{OVERTIME}|超出(?:部分|8小时|时间|的)|晚间|例会|培训|集体活动|团建|值班|下班后|延迟下班|超过8小时|夜间|周末|早会|晨会|盘点){gap(40)}(?P<v>不(?:另行?|予|再|作|算|计入?|纳入|属于|属|视为|认定为|额外|单独)?(?:计酬|计报酬|付酬|计薪|付薪|加班|给酬|计费|支付|统计|报酬|付费|计算|补偿|发放|计|付|算)|视为(?:自愿|义务|奉献|乙方自愿|无偿|自觉)|属(?:于)?(?:自愿|义务|无偿|本职|应尽|奉献)|义务(?:劳动|工作|加班|性质)?|无偿|免费|无报酬|自愿奉献|算自觉|算自愿|为自愿行为)"
)
_IN_KIND = pattern(
    rf"(?:{OVERTIME_PAY}|加班|延时){gap(24)}(?P<w>不(?:予|能|得|可)?(?:兑换|折算)(?:为|成)?(?:现金|报酬|工资))|(?:{OVERTIME_PAY}|加班|延时){gap(24)}(?P<v>以|用|由|按|折算|折抵|抵|换|转)(?:[^。;,]{{0,8}})(?:[^。;,]{{0,4}}(?:币|券|点数)|工作餐|餐补|餐费|饭|零食|礼品|购物卡|积分|实物|夜宵|水果|补贴券|代金券|优惠券|荣誉|旅游|物品|加班餐|福利){near(10)}(?:抵充?|代替|替代|折抵|充抵|冲抵|兑现|代|换|了结|发放|结算|补偿|形式|方式)"
)
_COMP_LEAVE_ONLY = pattern(
    r"(?:(?:平日|工作日|延时|法定(?:节?假日|休假日|节日)|节假日|春节|国庆|元旦|五一|节日|三倍|一切|所有|全部|任何|凡|延长)[^。;]{0,30}(?:一律|均|只|仅|统一|全部|以|给予|安排|可以|同等时长|等时|1:1|用)[^。;]{0,10}(?:调休|补休|倒休|换休|轮休)|(?:调休|补休|倒休|换休)[^。;]{0,14}(?:代替|替代|抵|取代|冲抵|折抵|后不?再|即可|不再|不另)[^。;]{0,16}(?:加班|报酬|工资|费|三倍|3倍|计发|付|支付)|加班[^。;,]{0,12}(?:只|仅|一律|均|全部|统一)(?:给予|安排|以|予以|能|可)?[^。;,]{0,8}(?:调休|补休|倒休|换休))"
)
_LAWFUL_REST_DAY = re.compile(
    r"(?:仅|只)(?:适用于|限于?)休息日|不(?:得|能|可)?(?:以|用|拿|仅|因)?[^。;,]{0,8}(?:[调补换倒轮]休|抵)|不能(?:安排)?补休|无法(?:安排)?(?:调|补)休|未(?:安排)?补休|(?:周末|休息日)(?:加班|值岗|安排)?[^。;节假]{0,10}(?:优先|先|可)?(?:安排)?(?:调休|补休)[^。;]{0,20}(?:2倍|200%)|或补休|\(或"
)
_NOT_OVERTIME = pattern(
    r"(?:留在|留岗|延迟|晚|下班|周末|节假|休息|超出|超过8|主动|自愿|自行|培训|例会|会议|团建|值班)[^。;]{0,30}(?:不(?:视为|视作|算|算作|属于?|认定为|作为?|计为|记为|按)(?:是)?加班(?!费))"
)
_THRESHOLD = pattern(
    rf"(?:首|前)[0-9]{{1,2}}个?小时(?:的)?{OVERTIME}{gap(24)}(?:不计|贡献|义务|自第|不算|奉献)|(?:{OVERTIME}|加点)[^。;]{{0,14}}(?:满|超过|达到?|不足|少于|低于|未满|累计)[^。;]{{0,4}}[0-9.]{{1,12}}个?(?:小时|分钟)[^。;]{{0,14}}(?:(?<![甲乙双三])方|才|始|不计|不算|不予|视为|忽略|清零|不作|不纳入|以上部分)"
)
_PACKAGE = pattern(
    rf"(?:(?:{WAGE}|包薪|薪|包干|综合工资|总包){gap(24)}(?:已|均|其中|内|全部)?(?:经)?(?P<v>包含|包括|含(?:有)?|涵盖|计入|覆盖|囊括|包干){gap(22)}(?:{OVERTIME_PAY}|加班|延时|超时|加点)|(?:{OVERTIME_PAY}|加班(?:报酬)?){near(12)}(?P<w>已|均|全部|一并)?{near(6)}(?:包含|含|计入|包括|并入|体现|打包|折入|涵盖)(?:在|于|入|进)?{near(12)}{WAGE}|(?:加班|延时){near(6)}(?P<x>已)(?:折|算|含|计|包)[在入进](?:其中|内|里)|(?:已|里头?|其中)(?P<y>算|含|折)[了入进]?{near(10)}加班|包薪制|包干(?:制|工资)|(?:打包|全包|包干|综合对价|一口价|总包|固定发放)[^。;]{{0,30}}(?:延时|加班|超时|值班|节日|节假日|周[六日末]|法定工时)[^。;]{{0,20}}(?:在内|在里|里头|一切劳动|全部劳动|对价|都算)|(?:计入|包?含|涵盖)[^。;,]{{0,8}}(?:超时|延时|加班|法定工时内外|8小时内外)[^。;,]{{0,4}}(?:劳动|工作)?(?:之|的)?(?:对价|报酬|一切劳动|全部劳动))"
)


_EXTRA_TIME = r"(?:加班|延时|延点|超时|周末|休息日|节假?日|逢年过节|过节|值守|夜里|夜间|夜班|早晚班)"
# Extra time that the wage is said to hold already, however it is put.
_ALL_IN = pattern(
    rf"(?P<v>包含|涵盖|含(?:着|有)?|囊括|覆盖|打进|算进){gap(24)}{_EXTRA_TIME}{near(14)}(?:报酬|钱|工资|对价|费|在内)|{_EXTRA_TIME}{gap(14)}(?:报酬|钱|工资|费){near(4)}(?P<w>已|都|均|全){near(4)}(?:打进|算进|含|包|计入|体现)"
)
_BEYOND = r"(?:超出的?|过了8|多出来?|多[站干做待]|夜里多留|晚上|通宵|留守|留下|盘[货点]|打扫|额外的?(?:时间|工时|小时))"
_WRITTEN_OFF = pattern(
    rf"{_BEYOND}{gap(18)}(?:(?:算|当作?|属于?|归|按|记作|视作|视为|是){near(8)}(?:修[炼行]|学手艺|学习|积极性|[分份]内|本分|奉献|情分|成长|锻炼|历练|将功补过|情怀|心意|撑场)|[算当尽]义务|不(?:另)?(?:给钱|论钱|算钱|计钱|计(?=[,。;]|$)))|(?:捐出?|献出?|让出){near(6)}(?:{REST_DAY}|周末|休息)|(?:培训|团建|活动|晨跑|学习){near(12)}(?:放|安排|定|排)在?(?:{REST_DAY}|周末){gap(20)}(?:自愿|义务|不[算计])"
)
_PAID_UP_TO = pattern(
    rf"(?:{OVERTIME}){gap(30)}[0-9.]{{1,5}}个?小时{near(8)}(?:上限|为限|封顶){gap(20)}(?:不(?:再|予|计|付|另)(?!安排|派|加)|并入|冲抵|计入|转为|作废|清零)"
)
_REPLACED = pattern(
    rf"(?:奖|提成|津贴|红包|绩效){near(4)}(?:抵充?|冲抵|充抵|代替|顶替|替代|顶){near(4)}(?:加班|延时|[23]倍)|{OVERTIME}{gap(16)}(?:视作|视为|就算|即){near(2)}(?:付清|两清|结清|抵清|扯平)"
)
_NOT_SPOKEN_OF = pattern(
    rf"(?:不|莫|别|甭)[谈提讲]{near(3)}(?:{OVERTIME_PAY}|[23]倍)|(?:{OVERTIME}|[23]倍){near(10)}(?:不|莫|别|甭)[谈提讲]|(?:不算|没有|没|不给|不计|不存在)[23]倍"
)
_PLAIN_ON_A_HOLIDAY = pattern(
    rf"(?:{STATUTORY_DAY}|(?P<rest>周末|{REST_DAY})){gap(22)}(?:(?:照|按|跟|同)(?:平[常日时]|正常|往常){near(6)}(?:计|算|发|付|给|结|薪|工资|单价)|平[常时日](?:咋|怎么)算)"
)
_PAID_OR_OFF = re.compile(
    r"放假|不上班|调休日|[不非]是?法定|(?<!不按)(?<!不给)(?:1\.5|[23])倍(?:付|计|发|结|给|另)|按加班|照付|不影响|(?:不得|不能|不可)(?:将|把|以|算|当)"
)


def overtime_unpaid(clause: Clause) -> Iterator[Hit]:
    """L16. Overtime pay waived, replaced or below 150/200/300 %. W for a package wage, which is lawful when the sum covers it."""
    for p in (_WAIVED, _COMP_LEAVE_ONLY):
        for m in clause.states(p, unless=_LAWFUL_OVERTIME_PAY):
            if p is not _COMP_LEAVE_ONLY or not _LAWFUL_REST_DAY.search(
                clause.sentence_at(m.start(), m.end())
            ):
                yield hit(m)
    for p in (_FREE_OVERTIME, _IN_KIND, _THRESHOLD, _NOT_OVERTIME):
        for m in clause.states(p, unless=_LAWFUL_OVERTIME_PAY):
            if not re.search(
                r"未经[^。;]{0,10}(?:审批|批准|申请|确认|安排|同意)", clause.sentence_at(m.start(), m.end())
            ):
                yield hit(m)
    yield from low_rates(clause)
    for p in (_WRITTEN_OFF, UNCOUNTED_WORK, _PAID_UP_TO, _REPLACED, _NOT_SPOKEN_OF, _PLAIN_ON_A_HOLIDAY):
        for m in clause.states(p, unless=_PAID_OR_OFF):
            if p is not _PLAIN_ON_A_HOLIDAY or not m.group("rest") or not rests_midweek(clause):
                yield hit(m)
    for m in (
        *clause.affirms(_PACKAGE, unless=_LAWFUL_OVERTIME_PAY),
        *clause.affirms(_ALL_IN, unless=_LAWFUL_OVERTIME_PAY),
    ):
        yield hit(m, Severity.WARN)


_LAWFUL_OVERTIME_PAY = re.compile(
    r"(?:休息|用餐|吃饭|就餐|午休)[^。;,0-9]{0,4}(?:[0-9.]{1,4}(?:分钟|个?小时))?(?:均|都)?不[计算](?:入|作)?(?:工时|工作时间|在内)|不[以用拿][调补换倒轮]休[来去]?(?:代替|替代|抵)|不得(?:不|以|要求|因|将|免|以任何|约定|用|拒绝)[^。;]{0,30}|不含加班|(?<!不)(?<!不再)另行核算|不包[含括]加班|无效|均计入加班|有权(?:主张|要求|拒绝)|免除该义务|不参加[^。;]{0,8}不影响"
)
