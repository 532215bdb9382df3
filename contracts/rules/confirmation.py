"""L06: what stands between the end of a probation and being confirmed. 劳动合同法 19-21."""

from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import CONFIRM, gap, near, pattern
from contracts.quantities import DURATION
from contracts.rules.probation_again import FAILS_AND_STAYS

_GATE = r"(?:方可|方能|方得|才可以?|才能|才会|才予|才得|才给|[才方](?:有|具备?)(?:资格|条件)|[才方]算|始得|始能|始可|方予|方为|(?<![甲乙双三])方|才(?=转|予|办|能|可|给|认|算|许|准)|否则|为前提|为条件|前提(?:条件)?|作为条件|先决条件|前置条件|门槛|必要条件|须以|取决于|视[^,。;]{0,10}(?:而定|决定)|由[^,。;]{0,16}(?:决定|审批|批准|同意))"
_TEST = r"(?:考核|培训|测试|测评|考试|合格|通过|达标|完成|取得|拿到|审批|签批|批准|同意|评定|评审|答辩|认证|认可|结业|述职|鉴定|面谈|推荐|投票|转正申请|过关|评估|背调|业绩|指标|签字|盖章|交纳|缴纳|满意)"
_CONDITION_FIRST = pattern(rf"{_TEST}{gap(30)}(?P<v>{_GATE}){near(14)}{CONFIRM}")
# 才给转正: whatever stands before it is a condition, unless it is only the end of the trial.
_ONLY_THEN = pattern(
    rf"(?<!满)(?:才|(?<![甲乙双三])方)(?:能|会|给|予|认|算|办|可以?|准|许|列入|进入){near(4)}{CONFIRM}"
)
_DONE_OR_OUT = pattern(
    rf"{CONFIRM}[,;]{near(8)}[不未没]{near(6)}(?P<v>走人|离开|离岗|解除|辞退|淘汰|解约|作罢)"
)
_THE_REST_NOT = pattern(rf"(?:者|的|以上){near(16)}{CONFIRM}{near(4)}[,;](?:其余|其他|余者|余下)")
_FAILS_AND_LATER = pattern(
    rf"(?:未|没有?|不(?:足|够|满|达|到|合格|过|了)){near(14)}(?:的|者),?{near(6)}(?:{CONFIRM}日?{near(4)}(?:后移|推迟|延后|顺延|延期)|再(?:给|试|看|加|考察){near(4)}{DURATION})"
)
_WHETHER = pattern(
    rf"(?:是否|能否|可否){near(4)}{CONFIRM}{near(8)}(?:以|由|看|听|视|取决)|{CONFIRM}(?:与否)?{near(4)}(?:以|由|看|听){near(16)}(?:为准|说了算|意见|点头|而定)"
)
_CONFIRM_FIRST = pattern(
    rf"(?:想要?|要|欲){near(2)}{CONFIRM}(?:的|者)?,?{near(4)}(?:先|须|应|得|需)|{CONFIRM}(?:只|就|得|要|与否|时)?看|{CONFIRM}{gap(20)}(?:须|需|应|必须|要|以|取决于|视|的前提|的条件|前提|条件|仅限于?){gap(30)}{_TEST}"
)
_NOT_CONFIRMED = pattern(
    rf"(?:未|不|没有?|无|缺|低于|不足){gap(30)}(?:否则)?(?:不(?:予|给|得|能|可|办理|再)|拒绝|暂缓|暂不|无法|取消|丧失|失去|概不|一律不|推迟){near(8)}{CONFIRM}"
)
_AFTER_TEST = pattern(
    rf"(?:经|通过|待|俟){near(20)}(?:考核|培训|测试|测评|考试|评定|评审|审批|签批|答辩|批准|同意){near(10)}(?:合格|通过|达标|后|的|者)?{near(6)}(?:后|的|者|才|方)?,?(?:予以|给予|可以?|准予|办理)?{CONFIRM}"
)
_FREE_CONFIRM = pattern(
    rf"(?:(?:甲方|公司|单位)[^。;,]{{0,6}}不得{gap(26)}{CONFIRM}|不(?:影响|作为|构成|以|是|因|设|与){gap(26)}{CONFIRM}|{CONFIRM}时间不变|{CONFIRM}{gap(14)}(?:不(?:以|受|须|需|附|设|与|因|得|取决)|无须|无需)|(?:按期|自动|当然|自然|如期|即行?){CONFIRM}|(?:到期|届满|期满)(?:一律|均|即)?{CONFIRM}(?=[,。;]|$)|不(?:予|得)?(?:推迟|延[后迟])|脱钩|无涉|无关|录用条件|[只仅]作|仅供|提前{near(6)}{CONFIRM}|{CONFIRM}(?:后|前的?工资|工资|薪|月薪|次月|之日|当日|满))"
)

_GATES = (
    _CONDITION_FIRST,
    _ONLY_THEN,
    _WHETHER,
    _CONFIRM_FIRST,
    _NOT_CONFIRMED,
    _AFTER_TEST,
    _DONE_OR_OUT,
    FAILS_AND_STAYS,
    _FAILS_AND_LATER,
)


def confirmation_conditioned(clause: Clause) -> Iterator[Hit]:
    """L06. A probation that ends without a lawful dismissal is over: confirmation can't wait for training, a test or a signature."""
    yield from (hit(m) for m in clause.states(_THE_REST_NOT))
    for p in _GATES:
        for m in clause.states(p, unless=_FREE_CONFIRM):
            yield hit(m)
