"""L11: whom a non-compete may bind. 劳动合同法 24, 法释〔2025〕12号 13."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.rules.noncompete import BARRED, imposed

_EVERYONE = re.compile(
    r"(?:全体|所有|全员|全部|凡|任何|一切|各岗位|每[一1]?名|每位|全部)(?:在职|在岗|离职|本公司|公司|本单位|入职|签约|聘用|正式|甲方|的|岗位|级别)*(?:员工|人员|职工|岗位|乙方|劳动者|店员|雇员|离职|签|技师|学徒|教师)|不论(?:岗位|职级|职务|级别|何岗|是否)|无论(?:岗位|职级|职务|级别|何|是否)|不分(?:岗位|级别|职|高低)|不问(?:职务|岗位|级别|职级)|上至[^。;,]{0,8}下至|人人(?:均|都)|全公司|一律[^。;]{0,12}竞业|含(?:实习生|保洁|保安|后勤|临时)|包括(?:实习生|保洁|保安|后勤|前台|临时|普通)"
)
_WHOEVER = re.compile(
    r"凡(?:是|属)?(?![^。;,]{0,6}(?:就业|违|未))[^。;,]{0,18}(?:人员|员工|职工|工人|者|的)(?=,)"
)
_ORDINARY = re.compile(
    r"保洁|前台|保安|门卫|收银|门店|服务员|店员|导购|理货|仓管|仓库|搬运|装卸|司机|快递|骑手|外卖|厨师|帮厨|洗碗|切配|配菜|传菜|客房|普工|操作工|流水线|产线|包装工|分拣|缝纫|电工|焊工|钳工|瓦工|木工|油漆|水电|维修工|保育|保姆|月嫂|护工|家政|行政文员|文员|内勤|打字|录入|话务|客服|接待|迎宾|收发|后勤|绿化|环卫|美甲|美发助理|洗车|洗头|学徒|实习|出纳|质检员|库管|营业员|促销|地推|发单|保管员|司炉|餐厅|食堂"
)
_SENIOR = re.compile(
    r"总监|总经理|副总|首席|总裁|高级管理|高管|总工|架构师|负责人|专家|科学家|核心|高级技术|高级|研发|技术(?:总|主|骨干|负责)|保密(?:义务|人员)|商业秘密|秘密清单|配方|源代码|算法|知悉|接触|董事|合伙人|主管|经理|研究员|产品官|cto|ceo|cfo|coo|秘密"
)


# Said to bind those who can't hold secrets beside those who may.
_ORDINARY_TOO = re.compile(
    r"竞业[^。]{0,30}(?:包括|含)[^。;,]{0,16}(?:保洁|司机|保安|前台|后勤|实习)[^。;]{0,10}(?:员工|人员|均|都)|(?:保洁|司机|保安|前台|后勤|实习)[^。;]{0,16}一视同仁"
)
# Posts that may or may not hold secrets: the facts or the clause must say.
_UNCLEAR = re.compile(r"店长|领班|班组长|客户经理|是否(?:涉密|知悉|掌握|接触)")
_HOLDS_SECRETS = re.compile(
    r"(?<!是否)(?:掌握|知悉|接触|涉密|保密(?:义务|人员))|秘密清单|配方|源代码|算法|高级|总监"
)


def _told(role: str) -> bool:
    """Does the clause or the post say plainly that secrets are held, or that they can't be?"""
    return _HOLDS_SECRETS.search(role) is not None or _ORDINARY.search(role.replace("门店", "")) is not None


def noncompete_wrong_role(clause: Clause) -> Iterator[Hit]:
    """L11. Only managers, senior engineers and people who hold secrets. E: plainly none of them; W: the clause doesn't say."""
    if not imposed(clause):
        return
    everyone = _EVERYONE.search(clause.text) or _WHOEVER.search(clause.text)
    if everyone and not _SENIOR.search(everyone.group()):
        sentence = clause.sentence_at(everyone.start(), everyone.end())
        if re.search(r"是否(?:涉密|知悉|掌握|接触)", clause.text):
            yield hit(everyone, Severity.WARN, "是否掌握商业秘密没有载明")
            return
        if not ("保密" in sentence and "竞业" not in sentence):
            yield hit(everyone, note="适用于全体或者普通人员")
            return
    if (ordinary := _ORDINARY_TOO.search(clause.text)) is not None:
        yield hit(ordinary, note="适用于全体或者普通人员")
        return
    special = clause.facts.is_special_role
    if special:
        return
    role = (clause.facts.position or "") + clause.text
    m = next(BARRED.finditer(clause.text), None)
    if special is None and (unclear := _UNCLEAR.search(role)) is not None and not _told(role):
        yield whole(clause, Severity.WARN, f"{unclear.group()}是否掌握商业秘密没有载明")
    elif special is False or (_ORDINARY.search(role) and not _SENIOR.search(role)):
        note = "岗位不属于高级管理、高级技术或保密人员" if special is False else ""
        yield hit(m, note=note) if m else whole(clause, note=note)
    elif not _SENIOR.search(role):
        yield (
            hit(m, Severity.WARN, "岗位是否属于高级管理、高级技术或保密人员不明")
            if m
            else whole(clause, Severity.WARN)
        )
