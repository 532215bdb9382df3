"""Skills a job text asks for that no vocabulary knows: the nouns its requirement clauses list."""

import re
from collections.abc import Sequence

from scoring.matching.requirements import Need
from scoring.resume.vocabulary import Mention

_ASKS = re.compile(
    r"^\s*(?:还|并|且|须|需|必须|能够?|可|独立|熟练地?|具有|具备|拥有|有|会|懂得?|能?胜任|熟练|熟悉|精通|掌握|了解|擅长|使用|操作|运用|应用|编写|写|做过|用过|完成|开展|进行|处理|负责过?|从事过?|辅导|带过)+"
)
_MUST_ASK = re.compile(
    r"^\s*(?:必须|须|需)?(?:能?熟练|精通|熟悉|掌握|会|懂|能独立|独立|擅长|熟知|具备|能胜任|胜任)"
)
_TAIL = re.compile(
    r"(?:等|相关|实际|实操|实战|成功|丰富的?|一定的?|的|落地|方面|项目|现场)*(?:经验|经历|能力|工具|软件|知识|流程|技能|技术|方法|者|优先.*|加分.*|更佳|更好|最好|佳|均可|尤佳|即可|操作|使用|工作|系统操作)*[。.\s]*$"
)
_CUT = re.compile(r"[、/／;；|,，]|或者?|以及|和|与|及|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fffA-Za-z])")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]?|[)）「」『』“”\"'《》]")
# Virtues, conditions of the post and words of every text: nothing a résumé could show as a skill.
_NO_SKILL = re.compile(
    r"沟通|责任|团队|学习|抗压|学历|专业|以上|本科|大专|硕士|中专|高中|出差|加班|身体|品[行德]|热爱|细[心致]|认真|服从|形象|气质|亲和|普通话|年龄|性别|户口|驾龄|岗位|行业|一定|良好|较强|吃苦|稳定|职业|思维|逻辑|表达|意识|素养|精神|适应|倒班|企业|公司|执行力|协调|主动|诚信|心理|健康|经验|经历|相关|以下|条件|任一|至少|其中|其一|优先|证|资格|职称|年|月|月薪|岁|男|女|老师|人员|应届|简历|作品集|联系|环境|基本|各类|各种|常用|主流|日常|业务$|独立"
)
_SHORTEST, _LONGEST = 2, 12
_MOST = 4  # a clause that lists more is a description


def literal_terms(clause: str, known: Sequence[Mention], need: Need) -> tuple[str, ...]:
    """Listed nouns of a requirement clause outside the known mentions; a must only behind 熟悉, 掌握, 会 and the like.

    clause: what is already read may be blanked by ideographic spaces.
    """
    if need is Need.HARD and not _MUST_ASK.match(clause):
        return ()
    taken = [(m.start, m.end) for m in known]
    found: list[str] = []
    position = 0
    text = _BRACKET.sub(lambda m: "\u3000" * len(m.group()), clause)
    for part in [*_CUT.finditer(text), None]:
        start, end = position, part.start() if part else len(text)
        position = part.end() if part else end
        if any(a < end and b > start for a, b in taken) or "\u3000" in text[start:end].strip("\u3000"):
            continue
        term = _TAIL.sub("", _ASKS.sub("", text[start:end].strip("\u3000 :：.。"))).strip()
        if (
            _SHORTEST <= len(term) <= _LONGEST
            and not _NO_SKILL.search(term)
            and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9+#.&\- ]+", term)
        ):
            found.append(term)
    return tuple(dict.fromkeys(found)) if len(found) <= _MOST else ()
