"""Skills and certificates a job text asks for that no vocabulary knows: the nouns its requirement clauses list."""

import re
from collections.abc import Sequence

from scoring.matching.requirements import Need
from scoring.resume.vocabulary import Mention

_ASKS = re.compile(
    r"^\s*(?:[写做讲画看]得[出了来好懂]?|另|已|还|并|且|若|如|自己|须|需|必须|能够?|可|独立|熟练地?|具有|具备|拥有|有|会|懂得?|能?胜任|熟练|熟悉|精通|掌握|了解|擅长|使用|用|操作|运用|应用|编写|写|做过|用过|看|做|完成|开展|进行|处理过?|负责过?|从事过?|参加过?|参与过?|担任过?|发表过?|算|辅导|带过|取得过?|获得过?|在)+"
)
_MUST_ASK = re.compile(
    r"^\s*(?:自己|必须|须|需)?(?:能?熟练|精通|熟悉|掌握|会|懂|能独立|独立|擅长|熟知|具备|能胜任|胜任|能?[写做讲画看]得|能看|能做|能写)"
)
_MUST_ASK_EN = re.compile(
    r"hands-on|proficien|experience\s+(?:in|with|of)|familiar|command\s+of|knowledge\s+of|skilled|expertise|fluent|^\s*(?:and|or)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:等|相关|实际|实操|实战|成功|丰富的?|一定的?|的|落地|方面|项目|现场|任意|至少|中|里)*(?:经验|经历|业绩|案例|能力|工具|软件|(?<=等)系统|(?<=等)平台|知识|流程|技能|技术|方法|者|优先.*|加分.*|更佳|更好|最好|佳|均可|尤佳|即可|操作|使用|工作|系统操作|熟[一两]?.|会[一两].)*[。.\s]*$"
)
_OF_LIST = re.compile(r"\s*(?:中|里|当中|之中)?(?:至少|任[意一选]|其中|[一二两]种).*$")
_CUT = re.compile(
    r"[、/／;；|,，]|或者?|以及|和|与|及|\s(?:or|and)\s|&|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fffA-Za-z])"
)
_BRACKET = re.compile(r"[(（][^()（）]*[)）]?|[)）「」『』“”\"'《》]")
# Virtues, conditions of the post and words of every text: nothing a résumé could show as a skill.
_NO_SKILL = re.compile(
    r"沟通|责任|团队|学习|抗压|学历|专业|以上|本科|大专|硕士|中专|高中|出差|加班|身体|品[行德]|热爱|细[心致]|认真|服从|形象|气质|亲和|普通话|年龄|性别|户口|驾龄|岗位|行业|一定|良好|较强|吃苦|稳定|职业|思维|逻辑|表达|意识|素养|精神|适应|倒班|企业|公司|执行力|协调|主动|诚信|心理|健康|经验|经历|相关|以下|条件|任一|至少|其中|其一|优先|证|资格|职称|年|月|月薪|岁|男|女|老师|人员|应届|简历|作品集|联系|环境|基本|各类|各种|常用|主流|日常|业务$|独立|实习|录用|招聘|报名|面试|届"
    r"|简单|即可|工资|总监|首席|级别|其[他它]|同等|国家$|取得$|一[点样种项]|朋友|候选人"
)
# Words that speak about the sentence, not about a thing.
_FUNCTION = re.compile(
    r"[不这您你我它们最吧吗呢哪怎谁]|^(?:如|那|其|更|但|就|将|把|被|让|请|某|很|都|也|若|的|得|地)|本(?:岗|次|职|司|院|店|校|公司)|了$|是"
)
_NAME = re.compile(r"[A-Z][A-Za-z0-9+#.\-]*(?:\s[A-Z][A-Za-z0-9+#.\-]*){0,2}")
_CERTIFICATE = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9\-]{2,16}?)(?:职业资格证书?|资格证书?|执业证书?|从业证书?|上岗证书?|等级证书?|证书|证|职称)(?![\u4e00-\u9fff]?[明照券件])"
)
_NO_CERTIFICATE = re.compile(
    r"^(?:相关|相应|有效|以上|上述|职业|从业|资格|执业|学历|学位|毕业|荣誉|获奖|专业|身份|健康|各类|技能|一|该|本|等级|有|持|至少|多|两|[初中高]级)*$|无|没有|(?:信用|[单公认验查论保凭签])$|(?:信用|[单公认验查论保凭签]|身份|居住|暂住)证"
)
_HOLDS = re.compile(
    r"^.*?(?:持有?(?:国家|有效)?|具有?|取得过?|获得?|拥有|考取|通过|备|有|含|及|和|或者?|已|须|需|国家(?=.{4}))(?=.{2})"
)
_SHORTEST, _LONGEST = 2, 12
_MOST = 4  # a clause that lists more is a description


def literal_terms(clause: str, known: Sequence[Mention], need: Need) -> tuple[Mention, ...]:
    """Listed nouns of a requirement clause outside the known mentions; a must only behind 熟悉, 掌握, 会 and the like,
    or as a Latin name in one list with known ones.

    clause: what is already read may be blanked by ideographic spaces.
    """
    asks = need is Need.PLUS or _MUST_ASK.match(clause) is not None
    names_only = not asks and (bool(known) or _MUST_ASK_EN.search(clause) is not None)
    if not asks and not names_only:
        return ()
    taken = [(m.start, m.end) for m in known]
    found: list[Mention] = []
    position = 0
    text = _BRACKET.sub(lambda m: "\u3000" * len(m.group()), clause)
    for part in [*_CUT.finditer(text), None]:
        start, end = position, part.start() if part else len(text)
        position = part.end() if part else end
        if any(a < end and b > start for a, b in taken) or "\u3000" in text[start:end].strip("\u3000"):
            continue
        term = _term(text[start:end], names_only=names_only)
        if term and term not in (m.name for m in found):
            at = text.find(term, start)
            found.append(Mention(term, at, at + len(term)))
    return tuple(found) if len(found) <= _MOST else ()


def _term(item: str, *, names_only: bool) -> str | None:
    """The noun of one item of a list, or None where there is none."""
    stripped = _OF_LIST.sub("", item.strip("\u3000 :：.。-·"))
    name = next((m for m in _NAME.finditer(stripped) if not _is_opening(stripped, m)), None)
    if stripped.isascii() or names_only or (name and len(name[0]) > _SHORTEST and len(stripped) > _LONGEST):
        return name[0].rstrip(".-") if name and len(name[0]) > 1 else None
    term = _TAIL.sub("", _ASKS.sub("", stripped)).strip()
    if (
        _SHORTEST <= len(term) <= _LONGEST
        and not _NO_SKILL.search(term)
        and not _FUNCTION.search(term)
        and re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9+#.&\- ]+", term)
    ):
        return term
    return None


def _is_opening(text: str, name: re.Match[str]) -> bool:
    """Hands-on, Good, Experience: a capital that only begins the sentence."""
    first = name[0].split()[0]
    return name.start() == 0 and first[1:].islower() and text != name[0]


def literal_certificates(piece: str, known: Sequence[Mention]) -> list[Mention]:
    """Certificates by their form (…证, …资格证书, …职称) that the vocabulary doesn't know."""
    found: list[Mention] = []
    for m in _CERTIFICATE.finditer(piece):
        if any(k.start < m.end() and k.end > m.start() for k in known):
            continue
        name = m["name"]
        while (shorter := _HOLDS.sub("", name)) != name:
            name = shorter
        if len(name) >= _SHORTEST and not any(map(_NO_CERTIFICATE.search, (name, m[0]))):
            start = m.end("name") - len(name)
            found.append(Mention(piece[start : m.end()], start, m.end()))
    return found


def narrower(text: str, mention: Mention) -> tuple[int, tuple[str, ...]] | None:
    """骨科手术配合, 腔镜手术配合 for 手术配合 in "骨科或腔镜手术配合", with where it begins; None where nothing narrows it."""
    item = re.split(r"[、,，;；/／(（\u3000]", text[: mention.start])[-1]
    narrowing = _ASKS.sub("", item.strip()).strip()
    words = [w for w in re.split(r"或者?|和|与|及", narrowing) if _SHORTEST <= len(w) <= _LONGEST // 2]
    written = text[mention.start : mention.end]
    names = tuple(w + written for w in words if not _NO_SKILL.search(w) and not _FUNCTION.search(w))
    return (mention.start - len(item), names) if names else None
