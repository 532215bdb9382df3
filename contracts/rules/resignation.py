"""L31: what stands in the way of a worker who leaves. 劳动合同法 37: thirty days' notice, three in probation, nobody's approval."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import gap, near, pattern
from contracts.quantities import DURATION, durations

NOTICE_DAYS, PROBATION_NOTICE_DAYS = 30.0, 3.0

_RESIGN_WORD = r"(?:去职|离任|离[校院厂队]|辞任|[要想]走|不想(?:做|干)|自请离|辞职信|离去|辞职|离职|辞工|请辞|辞任|退职|解约|提出离开|希望离开|单方解除|解除(?:本)?(?:劳动)?合同|离开公司|离店|离岗|走人|辞呈|求去|离开(?=仍|须|要|也|还))"
_APPROVAL = pattern(
    rf"{_RESIGN_WORD}{gap(50)}?(?P<v>(?:须|需|应|必须|得|待|要|经|由|以|自|视|取得|征得|获得|报){near(24)}(?:批准|同意|核准|审批|许可|批复|签字|签批|认可|核可|签章|放人|点头|准许|放行|(?:讨论|审议|研究|会签)(?:通过|同意|决定)|审核通过|首肯|准予|核签|恩准|盖章))"
)
_UNAPPROVED = pattern(
    rf"(?:未经|未获|非经|未得到?|没有|未取得|不经|没经|未征得){near(20)}(?:批准|同意|核准|审批|许可|批复|认可|点头|准许){gap(20)}(?:不得|不能|不可|不准|不予?|无法|无效|视为|不发生|不产生|不生效|擅自|仍|离岗|一律|的辞职){gap(16)}|(?:不得|不能|不准|不许|无权|禁止|不可){near(14)}(?:主动|单方|提前|自行|擅自|随意|中途|提出)?{near(4)}(?:辞职|离职|辞工|请辞|辞任|单方解除|离开公司|跳槽|[走辞](?=[,。;了]))|谁?(?:也|都)(?:走|辞|离)不了|(?:盖章|签[字批认]|批准|同意|核准|审批|通过)(?:之?后|前)?[^。;]{{0,6}}(?:辞职|离职|解除)[^。;,]{{0,4}}(?:(?<![甲乙双三])方|才|始)|未[^。;]{{0,10}}(?:通过|批准|同意|签字)[^。;]{{0,6}}前,?[^。;]{{0,4}}不(?:产生|发生)[^。;,]{{0,6}}(?:解除|辞职|离职)"
)
_NOT_LET_GO = pattern(
    rf"{_RESIGN_WORD}(?:单|申请|信|报告)?(?:未获|未经|未得到?|没有?|还没|尚未){near(12)}(?:同意|批准|批|签下?来?|点头|通过)(?:的|前|,)|{_RESIGN_WORD}{gap(10)}(?:批准|同意|审批|签字|获批|批下来)之?前|(?:不算(?:提过|数)|不作数|不生效){near(4)}(?=[,。;]|$)"
)
_CONDITIONED = pattern(
    rf"{_RESIGN_WORD}{gap(8)}先{gap(24)}[完满清齐够]{gap(24)}(?:方可|(?<![甲乙双三])方算|才(?:能|算|可|准)|不算|不作数|不完)|{_RESIGN_WORD}{gap(6)}先{near(8)}(?:走|干|做|上|待|留|顶)[完满够]"
)
_HANDOVER = pattern(
    rf"{_RESIGN_WORD}{gap(30)}(?:须|需|应|必须|待|俟|直至|直到|等|等待|至){near(20)}(?:觅得|替人|接替|接手|招到|招聘到|顶替|接班|新人|继任|替代|项目(?:完成|结束|交付)|工作交接完|交接完毕|找到|合同期满|旺季|年底|春节后){gap(30)}(?:(?<![甲乙双三])方|后|才|始|可|得|准|止|为止|能)"
)
_SAYS_SO = r"(?:打招呼|说1?声|递(?:单|条|信)|交(?:单|条|信)|提离|写离)"
_NOTICE = pattern(
    rf"{_RESIGN_WORD}{gap(14)}(?P<written>{DURATION})的?(?:书面)?(?:预告|通知)|{_RESIGN_WORD}(?:之?后){near(8)}(?P<found>{DURATION})内?{near(4)}(?:安排|找|招){near(4)}(?:接替|接手|替|人)|(?:{_RESIGN_WORD}(?:的)?,?(?:的?预告期?|通知期)[^。;,0-9]{{0,6}}|{_RESIGN_WORD}(?:者|人|的)?{near(12)}(?:于|在){near(4)}(?=(?:{DURATION})前)|{_RESIGN_WORD}{gap(30)}(?:提前|提早|预先|早|至少|前置)|(?:提前|提早|预先){near(6)}){near(6)}(?P<d>{DURATION})(?!的?(?:工资|薪))"
)
_LAWFUL_RESIGN = re.compile(
    r"(?:满30|30)[日天](?:后|届满)?,?(?:即可?|自动|可以?)(?:离|走|生效|解除)|(?:无须|无需|不(?:需|必|须|用|要求|得以|得要求|得因|附)|毋须)[^。;]{0,16}(?:准许|首肯|点头|允许|批准|审批|同意|许可|核准|交接)|不构成义务|建议|任何审批|不影响[^。;]{0,10}(?:解除|离职|生效)|由甲方提出|甲方不得|甲方无权|可不予同意以外|协商一致"
)
_EMPLOYER_NOTICE = re.compile(r"(?:甲方|公司|用人单位)(?:应当?|须|可|需|得|有权)?[^。;乙]{0,16}(?:提前|预先)")


def resignation_hindered(clause: Clause) -> Iterator[Hit]:
    """L31. Thirty days' written notice, three in probation, nobody's approval."""
    for p in (_APPROVAL, _UNAPPROVED, _HANDOVER, _NOT_LET_GO, _CONDITIONED):
        for m in clause.states(p, unless=_LAWFUL_RESIGN):
            sentence = clause.sentence_at(m.start(), m.end())
            if (
                re.search(_RESIGN_WORD + r"|[走辞](?=[,。;了不])", sentence)
                and not _about_the_employer(m.group(), sentence)
                and not (m.group().endswith("走") and re.search(r"下班|打卡|铃|加班|当[天晚]", sentence))
                and not re.search(r"同业|竞业|从事|不得(?:少|低|高|多|超|逾)", m.group())
                and not re.search(
                    r"不(?:得(?!不)|能|可)[^。;,]{0,6}(?:按|将|视|作为|把|认定|推定|当|算|默认)", m.group()
                )
            ):
                yield hit(m)
    for m in _NOTICE.finditer(clause.text):
        sentence = clause.sentence_at(m.start(), m.end())
        if (
            not re.search(_RESIGN_WORD + rf"|{_SAYS_SO}|[走辞](?=[,。;了不])", sentence)
            or _LAWFUL_RESIGN.search(sentence)
            or _EMPLOYER_NOTICE.search(sentence)
            or re.search(r"竞业|请假|休假|续订|续签|期满前|届满前", m.group())
            or re.search(r"请假|调休|换班", sentence)
        ):
            continue
        asked = next(g for g in ("d", "written", "found") if m.group(g))
        days = max(
            (d.days if d.days is not None else d.months * 30 for d in durations(m.group(asked))), default=0.0
        )
        in_probation = (
            re.search(
                r"试用(?:期|阶段|期间)?[^。;]{0,24}$", clause.text[: m.start(asked)].rsplit("。", 1)[-1][-40:]
            )
            is not None
        )
        part = clause.text[max(0, m.start(asked) - 24) : m.start(asked)].rsplit(",", 1)[-1]
        if days > NOTICE_DAYS + 1 or (
            in_probation
            and days > PROBATION_NOTICE_DAYS
            and ("试用" in part or "试用" in m.group() or len(re.findall("提前|提早|预先", sentence)) <= 1)
        ):
            yield hit(m, note=f"要求提前{days:g}日")


_HINDERED = re.compile(
    r"批|同意|准|允|签|点头|才|方可|方能|违约|赔|扣|否则|押|留|交接|不(?!来|用|必|需|须|论|问|说)|没"
)
# 无需任何签批, 同意缩短, 不得延长: what makes it easier.
_EASED = re.compile(r"(?:无[需须]|不[需用必须])[^。;,]{0,8}|(?:得|可以?)?同意缩短|不得[^。;,]{0,4}延长")


def notice_reckoned_lawful(clause: Clause) -> bool:
    """Is a notice asked for, no longer than the law's, and nothing else?"""
    asked = _NOTICE.search(clause.text)
    if asked is None:
        return False
    part = max(clause.text.rfind(c, 0, asked.start()) for c in ",。;") + 1
    said = _EASED.sub("", clause.text[part:])
    return not _HINDERED.search(said) and not any(True for _ in resignation_hindered(clause))


def _about_the_employer(words: str, sentence: str) -> bool:
    """Approval that binds the employer (未经乙方同意…, 通知工会) or concerns something else than leaving."""
    return bool(
        re.search(r"(?:乙方|员工|劳动者|工会|双方|职工)(?:的)?(?:书面)?(?:同意|批准|认可)", words)
    ) or bool(
        re.search(r"离职(?:后|证明|手续|交接单|面谈|体检|时|原因)", words)
        and not re.search(r"辞职|辞工|提出离|离职申请", sentence)
    )
