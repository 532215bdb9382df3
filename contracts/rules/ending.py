"""L21, L22: how a contract may end. 劳动合同法 36-44, 实施条例 13: the lists are closed."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import (
    CONTRACT,
    DEEMED,
    DEEMED_FIRM,
    EMPLOYER,
    END,
    MARRIAGE_BIRTH,
    RESIGN,
    VOLUNTARY,
    WORKER,
    gap,
    near,
    pattern,
)
from contracts.rules.terms import contract_term

_DEEMED_RESIGNED = pattern(
    rf"(?P<v>{DEEMED_FIRM}){near(8)}{RESIGN}(?!手续|证明|申请|通知|后|前|之后|之前|当)|(?P<x>按|作为?|算|以|做)(?:其|乙方|员工|本人)?(?:{VOLUNTARY}|(?:离职|辞职|自离)(?:处理|论处?|对待|看待))|(?P<w>{DEEMED_FIRM}){near(10)}(?:{WORKER})?{near(8)}(?:放弃|辞去|离开|退出){near(6)}(?:工作|岗位|职位|职务|劳动关系|公司)"
)
_AUTOMATIC = pattern(
    rf"(?P<v>自动|自行|自然|即行|当然|随即|立即自动|即告|即刻|即日起?|同时){near(4)}(?:离职|解除|终止|解约|失效|离岗|退出|消灭|解聘|作废|出局|走人|除名)(?!证明|手续)|(?:{CONTRACT}){gap(20)}(?P<w>自动|自行|随之|即告|当然|自然|即行|同步|自己就?)(?:解除|终止|解约|失效|消灭|消失|作废|终结|了结|结束|完结|断)"
)
_BOTTOM = pattern(
    rf"(?:末位|末尾|末等|末名|末端|末档|倒数|垫底|最后(?:1|一|[0-9]{{1,12}})?(?:名|位)|居末|排末|后[0-9.]{{1,12}}(?:%|名|位)|末[0-9.]{{1,12}}(?:%|名|位)|靠后|尾部|最低(?:者|的|名|分|[0-9])|排名末|[0-9]{{1,12}}%的?(?:末|后)){gap(50)}(?P<v>{END}|离岗|离职|离开|优化|退场|出局|末位淘汰|待岗|下岗|走人|停岗|不予续|毕业|汰换|劝离|自谋)|(?P<w>末位淘汰|强制(?:淘汰|分布)|尾部优化|活力曲线|末尾淘汰|10%淘汰|271|淘汰(?:制|机制|率|比例))"
)
_NOT_ENDING = re.compile(
    r"不(?:得|作为|以|因|实行|搞|设|采用|视为|会|能|可|应|构成)[^。;]{0,30}(?:解除|终止|辞退|淘汰|离职|辞职|拟制|依据|优化|手续)|无关|均无关联|不实行|提前(?:终止|解除)?试用|(?:限制|受限)(?:期|义务)?[^。;]{0,40}(?:自动|自然)(?:解除|失效)|期满自动(?:解除|终止)|竞业|合同期满|期限届满|期满(?:不|终止)|自动(?:转|续)|法律[^。;]{0,8}规定|依法终止|退休|死亡|优胜劣汰的市场"
)
_ABSENT = pattern(
    rf"{CONTRACT}{near(4)}(?P<w>视为|默认|推定)(?:已|为)?{near(4)}(?:解除|终止)|(?:旷工|缺勤|缺岗|未到岗|未返岗|未报到|不到岗|不报到|失联|逾期(?:未|不)(?:报到|返岗|到岗|归)|无故不到|未续假|脱岗|擅自离岗|不辞而别|拒绝到岗|未打卡){gap(30)}(?P<v>自动|自行|自离|{DEEMED}){near(8)}(?:离职|辞职|解除|终止|自离|放弃|退出|离岗)"
)


def ended_by_fiction(clause: Clause) -> Iterator[Hit]:
    """L21. Bottom-rank dismissal, automatic ending, "deemed resigned"."""
    for p in (_DEEMED_RESIGNED, _ABSENT):
        for m in clause.affirms(
            p,
            unless=re.compile(
                r"不得(?:将|以|因|视|把|推定|直接|默认|按|当)|不视为|不(?:能|可|应)(?:视|认定|直接|当|按|推定)|不构成|按(?:辞职|离职)(?:手续|流程|程序)|视为[^。;]{0,6}甲方|(?:甲方|公司|用人单位)[^。;]{0,20}视为(?:甲方|公司)"
            ),
        ):
            if not re.match(r"(?:以|按|作为?)(?:提出)?(?:辞职|离职)", m.group()):
                yield hit(m)
    for p in (_AUTOMATIC, _BOTTOM):
        for m in clause.affirms(p, unless=_NOT_ENDING):
            if p is _BOTTOM or not contract_term(clause).task_based:
                yield hit(m)


# What the law itself allows: 36, 39, 40, 41, 44.
_LEGAL_GROUND = re.compile(
    r"协商一致|严重违反|严重违纪|严重失职|营私舞弊|重大损害|追究刑事|不符合录用条件|经[^。;,]{0,4}(?:举证|证明)不符|不符(?:合)?[^。;,]{0,10}录用条件|旷工[^。;]{0,40}(?:催告|工会)|(?:提前|提早)1个月[^。;,]{0,4}书?面?通知|多付1个月|额外支付1个月|同时与(?:其他|别的|他)|欺诈|胁迫|医疗期满|不能胜任[^。;]{0,30}(?:培训|调整)[^。;]{0,30}仍|客观情况发生重大变化|(?:依照|依据|按照|根据|符合|依)[^。;]{0,12}(?:劳动合同法|第39条|第三十九条|第四十条|第四十一条|第四十四条|法律|法定)|依法|合同期满|期限届满|(?<!试用)期满|退休|基本养老|死亡|失踪|宣告破产|吊销|责令关闭|提前解散|裁员|劳动合同法|法定情形|法律规定|经济性裁员|任务完成|项目(?:完成|结束)|非全日制|前30日|提前30[日天]"
)
_PRETEXT = re.compile(
    r"(?:包括但不限于|以及|或|及|其他|、)[^。;]{0,20}(?:甲方认为|公司认为|认为不(?:适合|合适|宜)|主观)|随时|任意|无需理由|无须理由|无理由|不问理由|不需理由|任何(?:原因|理由|时候|时间)|无条件"
)
_EMPLOYER_MAY_END = pattern(
    rf"(?:(?:{EMPLOYER})[^。;,]{{0,6}}(?:有权|可以?|得|即可|亦可|将|应当?|能|保留|可予以?|予以)[^。;]{{0,40}}?(?P<v>{END})|(?:予以|给予|作|一律|即|则|将被?|应予|可予|立即|当即|直接|被|马上|即刻)(?:[^。;,]{{0,6}})(?P<w>{END})(?!手续|证明|通知书)|(?:{CONTRACT}){gap(16)}(?P<x>即(?:行|告|时|予|刻)?|同步|随之|相应|提前|立即|当即|自[^。;,]{{0,20}}起|于(?![0-9]{{4}}年)[^。;,]{{0,16}}|一并)(?:[^。;,]{{0,8}})(?:解除|终止|解约|失效|届满|到期|结束|消灭|作废|终结))"
)
_CONDITION_THEN_END = pattern(
    rf"(?:(?:未|不|没|达不到)[^。;,]{{2,20}},|者|的|时|情形|之日|后|则|如|若|凡|即|当|因)[,]?{gap(30)}?(?P<v>{END})(?!门槛|条件|程序|标准|规则){near(8)}(?:{CONTRACT}|乙方|聘用|处理|论|关系|$|[,。;])"
)
_ENDS_WHEN = pattern(
    rf"(?:{CONTRACT}){gap(20)}(?:以|在|当|于|待|如|若|至|随){gap(40)}(?:时|之日|的|后|而)[,]?{near(8)}(?P<v>解除|终止|失效|届满|到期|结束|作废|终结)"
)
_NO_EXTRA = re.compile(
    r"解除条件(?:不变|相同)|(?:无须|无需)返还|不(?:得|作为|以|因|可|应|另行?|构成|影响|受影响|允许|据此|必然)[^。;]{0,40}(?:解除|终止|辞退|解约|开除|依据|理由|约定|条件)|继续有效|无关(?:联)?|没有关联|继续履行|不(?:视为|受|予)[^。;,]{0,6}(?:解除|终止|辞退)|无权[^。;]{0,20}(?:解除|终止|辞退)|双方不另行约定|(?:乙方|劳动者|员工|职工)(?:有权|可以?|得|均可|可随时)[^。;]{0,20}(?:解除|终止|限制)|(?:乙方|员工|劳动者)[^。;公甲单企店]{0,40}可(?:以)?(?:立即|随时)?解除|支付经济补偿[^。;]{0,6}$|(?:解除|终止)(?:或者?|、|和|及)?(?:终止|解除)?(?:劳动合同|合同)?(?:后|时|前|之日|之前|的?证明|手续|事由|条件|程序)[^。;]{0,30}(?:出具|办理|支付|结清|交接|移交|归还|返还|保密|不得|补偿)|依法(?:解除|终止|处理)|支付[^。;]{0,8}赔偿"
)


def extra_ground(clause: Clause) -> Iterator[Hit]:
    """L22. A ground for dismissal or a condition that ends the contract, outside the law's closed lists; an automatic ending is one too."""
    yield from ended_by_fiction(clause)
    for p in (_EMPLOYER_MAY_END, _CONDITION_THEN_END, _ENDS_WHEN):
        for m in clause.affirms(p, unless=_NO_EXTRA):
            sentence = clause.sentence_at(m.start(), m.end())
            if (
                _ends_a_restriction(clause, m)
                or _is_lawful_end(sentence)
                or _names_a_time(clause, m)
                or contract_term(clause).task_based
            ):
                continue
            if re.search(
                r"试用期|竞业|限制(?=期|即|义务|自|,|$)|服务期(?!间解)|供应商协议|租赁|商业保险|授权|保密协议",
                m.group(),
            ) and not re.search(r"合同|辞退|聘用|关系", m.group()):
                continue
            yield hit(m)


def _ends_a_restriction(clause: Clause, m: re.Match[str]) -> bool:
    """提前解除竞业限制, 限制即可解除: it isn't the contract that ends."""
    verb = max(m.end(g) for g in m.re.groupindex if m.group(g) is not None)
    return bool(
        re.match(r"(?:该|本|其)?(?:项)?(?:竞业|限制|保密|服务期)", clause.text[verb : verb + 8])
        or re.search(r"(?:限制|义务)(?:期)?[^。;,]{0,8}$", clause.text[max(0, m.start() - 12) : m.start()])
    )


_AFTERWARDS = pattern(
    rf"(?:{CONTRACT})?(?:或者?|、|和|及)?(?:解除|终止)?(?:{CONTRACT})?(?:之日|之次|之后|后|之时|时(?!即|终|[,。;])|前|次月|次日|满[0-9]|的次|证明|手续|通知|当日|起)"
)


_WORKER_LEAVES = re.compile(r"辞职通知|乙方(?:提交|提出|书面|递交)[^。;]{0,20}(?:通知|辞)")


def _names_a_time(clause: Clause, m: re.Match[str]) -> bool:
    """自劳动合同解除之日起… fixes a day; 提前3日通知甲方即可解除 is the worker's right; 提前结束试用期 shortens a probation."""
    verb = max(m.end(g) for g in m.re.groupindex if m.group(g) is not None)
    if m.end() - verb > 12 or (m.re is _EMPLOYER_MAY_END and m.group("x")):
        verb = m.end()
    if _AFTERWARDS.match(clause.text, verb) or _WORKER_LEAVES.search(clause.sentence_at(m.start(), m.end())):
        return True
    return (
        re.search(
            r"通知(?:甲方|公司|单位|用人单位|对方)|乙方(?:提交|提出|书面|递交)|辞职通知|提前(?:结束|终止)(?:其|乙方)?试用|(?:乙方|员工|劳动者|职工)(?:可|有权|可以|得)|(?:乙方|员工|劳动者)违(?:反|法)[^。;,]{0,10}解除|(?:链接|账号|权限)[^。;,]{0,12}失效",
            clause.text[max(0, m.start() - 12) : m.end() + 6],
        )
        is not None
    )


def _is_lawful_end(sentence: str) -> bool:
    return (
        _LEGAL_GROUND.search(sentence) is not None
        and not _PRETEXT.search(sentence)
        and not re.search(r"文化认同|价值观|投资人|" + MARRIAGE_BIRTH, sentence)
    )
