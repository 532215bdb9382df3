"""L02: one probation, once, never stretched. 劳动合同法 19(2)."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit
from contracts.lexicon import CONFIRM, PROBATION, gap, near, pattern
from contracts.quantities import DURATION
from contracts.rules.probation import MENTION, NO_PROBATION, sets_probation
from contracts.rules.terms import (
    probation_by_another_name,
)

EXTEND = r"(?:延长|顺延|延展|展延|展限|加时|延宕|展期|续延|延期|延续|再延|后延|往后|后移|留任|延后|延至|推迟|拉长|增至|加至|追加|加试|[接继][着续]试|补足试用|补试|补考期|增加|加计|补计|加长|重新(?:起算|计算|开始|约定|设|试|考)|顺移|移至|再次|再行(?![办补签约缴参订])|再过|再经|再走|再试|再来|第二次|第2次|2次|另行(?:约定|设|安排)|另设|另约|再设|再约定|再试|再给|仍(?:需|须|设|应|要|有)|还(?:需|须|要)|又设|继续(?:考察|试用|考核|观察|留)|留在|重走|从头(?:再|来|开始|计|起|数)(?!一天|1天)|(?:就|再|自动|相应|另)[加续延补添](?=几|[0-9]|同)|滚动|循环|加码)"
REPEAT = r"(?:续订|续签|续约|再次(?:订立|签订|入职|录用|聘用)|重新(?:入职|录用|聘用|签订|上岗)|返聘|复职|转岗|转任(?!正式)|调岗|调任|调入|轮岗|换岗|晋升|升职|升任|提拔|改任|岗位(?:调整|变动|变更)|变更岗位|新岗位|调整岗位|二次入职|2次入职|离职后再|回流|竞聘上岗|内部调动)"
LIKE_PROBATION = r"(?:观察期|考察期|见习期|适应期|磨合期|考核期|缓冲期|预备期|过渡期|实习期|学徒期|培训期|待定期|胜任期|考评期|评估期|跟岗期|留用期|储备期|待用期|培养期|锻炼期|续用期|考核观察期|孵化期|整改期|改进期)"

_EXTENSION = pattern(
    rf"(?:{PROBATION}(?:期|期限|期间|阶段)?{gap(40)}(?P<v>{EXTEND})(?!{near(8)}转正(?:手续|申请))|(?P<w>{EXTEND}){near(10)}{PROBATION})"
)
_SECOND = pattern(REPEAT, gap(30), r"(?P<v>", PROBATION, ")")
_DISGUISED = pattern(
    rf"(?:{LIKE_PROBATION}{gap(40)}(?:比照|按照?|参照|依照?|适用|等同|执行|同){near(12)}{PROBATION}|{PROBATION}{gap(30)}(?P<v>{LIKE_PROBATION}))"
)
_STAYS_ON_PROBATION_PAY = pattern(
    rf"(?:届满|期满|结束|到期){gap(40)}(?:待遇|工资|薪|标准|条件)?{near(8)}(?:照|按|仍|继续|维持|执行){near(6)}{PROBATION}期?(?:待遇|标准|工资|执行|薪|条件|管理|对待|处理)?"
)
# Who falls short goes on as before: the trial is stretched, and its end hangs on a test.
FAILS_AND_STAYS = pattern(
    rf"(?:未|没有?|不(?:足|够|满|达|到|合格|过|了)){near(14)}(?:的|者|,|则|就){near(6)}(?P<v>继续|仍|一直|一律|始终|照旧|停在|留在|维持|退回|按回|待遇){near(4)}(?:[按停留照享在于为挂当做]){near(6)}(?:{PROBATION}|学徒|见习|实习)"
)
# 看不准的还可再看一个月; 试用可续,一次续一个月.
_ONE_MORE_TRY = pattern(
    rf"(?<!合同)(?<!合约)(?P<v>(?:再|还可以?|另|(?<!最)(?<!至)多|可以?|得|[1一每]次)(?:再|又)?(?:延|续|加|看|试|考察|观察|考核|考|磨合))(?:上)?(?P<d>{DURATION})(?![^。;,]{{0,6}}(?:合同|合约|数据|业绩))"
)
_NOT_ALLOWED = re.compile(r"(?:不|不[得能会可应许予再][^。;,]{0,10}|无权[^。;,]{0,6})$")  # not 不行,再试
# 转正日期以证书出来那天为准: whenever that comes.
_CONFIRMED_WHENEVER = pattern(
    r"转正(?:的)?(?:日期?|时间|之日)[^。;,试]{0,4}(?P<v>以|按|随|依|看)(?![^。;]{0,10}(?:试用期?(?:届?满|结束)|合同|约定))[^。;,]{2,24}(?:为准|而定|确定|来定)"
)
_CONFIRM_LATER = pattern(
    rf"(?:(?:推迟|延迟|暂缓|延后|延期|顺延|后延|延缓|押后|暂不){near(6)}{CONFIRM}|{CONFIRM}{near(10)}日?(?:推迟|延迟|暂缓|延后|延期|顺延|后延|后移|延缓|押后))"
)
_LAWFUL_EXTENSION = pattern(
    r"(?:不(?:得|再|能|可|会|予|作|构成|因此|因)[^。;]{0,30}(?:延长|顺延|第2次|第二次|试用|推迟|展期|延期)|不具有试用|不影响|提前(?:结束|转正|届满)|(?:也|都|均)不(?:行|可以)|没有这[个种]做法|协商一致|[只仅就]此?[一1]次|免[除去设]?[^。;,]{0,4}试用|直接[按算为是]正式|放弃[^。;,]{0,8}[延展]|试用[^。;,]{0,6}不再?(?:适用|执行)|一次试用|1次试用|(?:只|仅)约定1次|均?不再(?:约定|设)|不重[新复]|不另|不延|逾期未处理|合同期限[^。;,]{0,6}(?:顺延|延长|续延))"
)


def probation_twice_or_extended(clause: Clause) -> Iterator[Hit]:
    """L02. One employer and one worker agree one probation, once; it can't be stretched, repeated or called something else."""
    found = False
    patterns = [_EXTENSION, _STAYS_ON_PROBATION_PAY, FAILS_AND_STAYS, _CONFIRM_LATER, _CONFIRMED_WHENEVER]
    if not clause.has(NO_PROBATION):
        patterns.append(_SECOND)
    if probation_by_another_name(clause) is None:  # there it is the first
        patterns.append(_DISGUISED)
    for p in patterns:
        for m in clause.affirms(p, unless=_LAWFUL_EXTENSION):
            found = True
            yield hit(m)
    if sets_probation(clause):
        for m in clause.states(_ONE_MORE_TRY, unless=_LAWFUL_EXTENSION):
            if not _NOT_ALLOWED.search(clause.text[: m.start()]):
                found = True
                yield hit(m, note=f"试用之外再加{m.group('d')}")
    if (
        not found
        and clause.facts.prior_probation_served
        and sets_probation(clause)
        and not clause.has(_LAWFUL_EXTENSION)
    ):
        mention = MENTION.search(clause.text)
        yield hit(mention, note="此前已约定过试用期") if mention else whole(clause)
