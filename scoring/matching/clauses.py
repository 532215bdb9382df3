"""A job text in clauses, each with the part it stands in: duty, must, plus, aside, or who is beyond the post."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.resume.degrees import read_degree


class Part(StrEnum):
    DUTY = "duty"
    HARD = "hard"
    PLUS = "plus"
    ASIDE = "aside"  # pay, place, hours, the company
    BEYOND = "beyond"  # who is too senior for the post, as the text says


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    part: Part


_PLUS_HEAD = re.compile(
    r"优先|加分|软条件|更好|更佳|锦上添花|(?:如果|若|要是)(?:你|您)?(?:还|也|同时|有|会|具备)|额外|多看|以下条件|太好了|进一步|最好|亮点|一亮|惊喜|惊艳|更想|择优|欢迎|(?:nice|good)\s*to\s*have|prefer|plus|bonus|desirable|advantage",
    re.IGNORECASE,
)
# Who should not apply: nothing that is asked for.
_NOT_FOR_HEAD = re.compile(r"不适合|勿投|慎投|不要投|不合适|not\s+for\s+you", re.IGNORECASE)
_HARD_HEAD = re.compile(
    r"要求|要找|看重|在乎|我们(?:想|需)?要|要的人|需要的人|寻找|任职|资格|资质|必须|必备|硬|条件|你需要|你得|你要|您需要|满足|需要你|希望(?:你|您)|期望|期待|适合|符合|基本|招聘对象|^对象|要会|必会|面向|入职|门槛|标准|应聘者|申请|requirement|qualification|must|you\s+(?:have|need|are|bring|should)|you(?:'ll|\s+will)?\s+bring|what\s+we\s+(?:need|look|expect)|who\s+(?:you|we)|about\s+you|looking\s+for|profile",
    re.IGNORECASE,
)
_DUTY_HEAD = re.compile(
    r"职责|工作内容|岗位内容|职位描述|岗位描述|工作描述|主要工作|主要任务|你将|您将|负责|做什么|做的事|一天|responsibilit|duties|what\s+you|job\s+description|role|日常",
    re.IGNORECASE,
)
_ASIDE_HEAD = re.compile(
    r"薪|福利|待遇|地点|地址|时间|联系|公司|关于我们|我们是|^我们$|其他|其它|注意|说明|备注|报名|流程|招聘科室|招聘人数|benefit|location|salary|about\s+us|^note|投递|岗位[:：]|提供",
    re.IGNORECASE,
)
# "学历：本科" under no heading asks; under 加分 it stays what its heading says.
_LABEL = re.compile(
    r"^(?:学历|学位|专业|经验|年限|工作经验|工作年限|技能|技术|证书|语言|英语|外语|能力|知识|education|experience|skills?|language|certificat)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?P<head>[^:：。；;]{1,26})[:：](?P<rest>.*)$", re.DOTALL)
_HEAD_LINE = re.compile(r"^[\s【\[（(一二三四五六七八九十\d、.．#*]*[^。；;，,]{2,16}[\s】\])）:：]*$")
_WELCOME = re.compile(
    r"优先|加分|者佳|更佳|最好|为佳|尤佳|更好|更快|更合适|太好|先(?:约|聊|面|谈)|尖叫|加一?分|不做硬性|(?:工资|薪资|待遇).{0,4}(?:另议|高|上浮)|另议(?:工资|薪资|待遇|薪酬)|^(?:如果?|若)(?:还|有|能|会)"
    r"|preferred|desirable|(?:is|are|be)\s+an?\s+(?:big\s+|strong\s+|great\s+)?(?:plus|advantage|asset|bonus)",
    re.IGNORECASE,
)
_NOT_WELCOME = re.compile(
    r"(?:不|非)(?:作为?|做|在|是|予|会|属于|列为)?[^，,。]{0,6}优先|not\s+be\s+priorit", re.IGNORECASE
)
_OPENS_PLUS = re.compile(
    r"^(?:如果|如有|如能|如曾|如(?![实期何下图])|若(?!干)|倘若|假如|要是|另有|另外|此外|if\b)", re.IGNORECASE
)
_MORE_PLUS = re.compile(r"有|会|懂|持|做过|用过|拥有|取得过|曾|或")
_ASKS_FIRMLY = re.compile(r"必须|须|熟悉|掌握|精通|具备|\d\s*年|年以上|以上学历|及以上")
# What a plus sentence says of the consequence holds no plus.
_CONSEQUENCE = re.compile(
    r"[一二两三四五六\d]\s*(?:样|项|条|点|个)(?:及?以上)?|我们|公司|同等条件下?|优先|予以|给予|录用|录取|考虑|安排|面试|聘用|终面|走到|联系|一定|特别|欢迎|加一?分|占|先|约|来|聊|谈|您|你|工资|薪资|待遇|上浮|另议|高|尖叫|最好|会|将|可|更|在|快|容易|者|的|项|请|均|都|为|佳|就|太好了|也|很|本|岗"
)
# Who is too senior: a rank, or long years; and that the post is nothing for them. "请投" alone is an invitation.
_RANK = re.compile(
    r"总监|首席|总经理|区域总|主任|厨师长|[院馆厂园校行]长|护士长|合伙人|架构师|级别|\bVP\b|director|executive|chief",
    re.IGNORECASE,
)
_LONG_YEARS = re.compile(
    r"(?:[5-9]|[1-9]\d|[五六七八九]|[一二三]?十[一二三四五六七八九]?)\s*(?:年|\+\s*(?:年|years?))(?:及?以上|起|资历|的老)?|[5-9]\+|[1-9]\d\+",
    re.IGNORECASE,
)
_TOO_SMALL = re.compile(
    r"不(?:作为?|做|在|是|予|会|列为)?[^，,。]{0,6}优先|绕[行道]|(?<!待遇)(?<!薪资)(?<!工资)(?<!薪酬)另谈|另走|另有岗位|另行(?:洽谈|沟通|安排|联系)|单独沟通|不在本次|不会排|委屈|屈才|大材小用|怕您|恐怕|嫌|[请供用]不起|别来|太小|其[他它](?:岗位|职位)|管理岗|other\s+(?:openings?|roles?|positions?)|not\s+be\s+priorit|overqualified|too\s+junior",
    re.IGNORECASE,
)
_NOT_FOR = re.compile(
    r"不(?:太|大|一定)?(?:适合|合适|匹配)|暂?不考虑|not\s+considering|请(?:投|走|联系|移步|关注|勿)"
)
_COMPANY = re.compile(
    r"^(?:我们是|我司|公司(?:是|成立|位于|主营)|本(?:公司|集团)|[^，,]{0,12}(?:成立于|创立于|始建于|隶属))"
)
_NUMBERING = re.compile(
    r"^\s*(?:[-–—•·●▪*■◆◇○◎►▶→☆★✔✅✓□]|\(?\d{1,2}\s*(?:[、)）]|[.．](?!\d)|[.．](?=\d{1,2}\s*(?:[-—~至到]\s*\d{1,2}\s*)?年))|[①-⑳]|[（(]?[一二三四五六七八九十]{1,2}[、.．)）])\s*"
)
_BRACKETED_HEAD = re.compile(r"[【\[]\s*(?P<head>[^】\]\n]{2,14}?)\s*[】\]][:：]?")
_BRACKET = re.compile(r"[（(][^()（）\n]{0,80}[)）]")
_GRADES_IN_BRACKET = re.compile(
    r"\((?:[\u4e00-\u9fff]/[\u4e00-\u9fff]|含)\)"
)  # 技术(士/师)资格, 本科(含)以上
_CIRCLED = re.compile(r"[①-⑳❶-❿]")
_CLAUSES = re.compile(
    r"[\n；;。!！]|(?<=[a-z)])\.\s+(?=[A-Z])|(?<=[^\dA-Za-z.\-])(?=\d{1,2}[、.．)）](?!\d))|(?=[①-⑳])"
)
_SUBCLAUSES = re.compile(r"[，,](?![^（(]*[)）])|——")
_SAYS_SOMETHING = re.compile(
    r"^(?:了解|熟|掌握|持|具|通过|负责|完成)|[有会能]|证|[\d一二三四五六七八九十]\s*年"
)
# "六级优先" asks, "同等条件下优先" is a heading.
_WELCOMES = re.compile(r"(?:优先(?:考虑|录用)?|者佳|加分)$")
_HEAD_WORDS = re.compile(r"同等|以下|下列|条件|情形|之一|任职|资格|要求|有|具备|其中|符合|满足|[\s:：、.]")
_ENGLISH_HEAD = re.compile(
    r"(?:key\s+|main\s+|job\s+|preferred|desired|nice|good\s+to|bonus|plus(?:es)?$|requir|(?:minimum|basic)\s+qual|qualif|must|what|who|about|responsib|duties|role|benefit|location|salary|you\b|note|we\s+offer)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 14


def clauses(text: str) -> Iterator[Clause]:
    """The text in clauses, each with the part of the job text it stands in."""
    part, on_one_line = Part.DUTY, False
    # ② would become a 2 that runs into the years behind it.
    plain = _BRACKETED_HEAD.sub(r"\n\g<head>：", _CIRCLED.sub("\n", text))
    plain = _GRADES_IN_BRACKET.sub("", unicodedata.normalize("NFKC", plain))
    # A stop inside a bracket doesn't end the sentence around it.
    plain = _BRACKET.sub(lambda m: re.sub(r"[；;。]", ",", m.group()), plain)
    for line in plain.splitlines():
        for piece in _CLAUSES.split(line):
            bare = _NUMBERING.sub("", piece or "").strip()
            if not bare or bare in "(（":
                continue
            alone = bare == _NUMBERING.sub("", line).strip()
            if on_one_line and part is Part.PLUS and _LABEL.match(bare) and _HEAD.match(bare):
                part = Part.HARD  # "最好会：A、B" ends with its line; "英语：四级" below it asks again
            before = part
            part, rest = _headed(bare, part, alone=alone)
            on_one_line = bool(rest) and (part is not before or on_one_line)
            yield from _in_sentence(_NUMBERING.sub("", rest), part)


def subclauses(text: str) -> list[str]:
    """The pieces between commas, those in brackets left alone."""
    return [piece for piece in _SUBCLAUSES.split(text) if piece.strip()]


def _headed(bare: str, part: Part, *, alone: bool) -> tuple[Part, str]:
    """The part that goes on from here, and what stands behind the heading."""
    head = _HEAD.match(bare)
    if not head:
        named = _part_of(bare) if alone and _is_bare_head(bare) else None
        return (named, "") if named else (part, bare)
    label, rest = head["head"], head["rest"].strip()
    if re.match(r"专业", label) and rest and "专业" not in rest:
        rest = f"{rest}专业"
    if _LABEL.match(label) and part in (Part.HARD, Part.PLUS):
        return part, rest if "专业" in label else bare
    named = Part.HARD if _LABEL.match(label) else _part_of(label)
    if named is None or (re.search("[，,]", label) and named not in (Part.PLUS, Part.HARD)):
        return part, bare
    return named, rest


def _in_sentence(text: str, part: Part) -> Iterator[Clause]:
    """A clause that ends in 优先 is a plus wherever it stands; what comes before it in the sentence is not."""
    if not text:
        return
    if _is_beyond(text):
        yield Clause(text, Part.BEYOND)
        return
    if part is Part.DUTY and _COMPANY.match(text):
        yield Clause(text, Part.ASIDE)
        return
    if part is Part.HARD and _OPENS_PLUS.match(text):
        part = Part.PLUS
    pieces = subclauses(text)
    # What a bracket says of itself isn't said of the piece: 本科(计算机更好).
    bare = [_BRACKET.sub("", piece) for piece in pieces]
    welcomed = [bool(_WELCOME.search(piece)) and not _NOT_WELCOME.search(piece) for piece in bare]
    if part is Part.PLUS:
        kept = [
            piece for piece, said in zip(pieces, welcomed, strict=True) if not (said and _is_empty(piece))
        ]
        if kept:
            yield Clause("，".join(kept), part)
        return
    if not any(welcomed):
        yield Clause(text, part)
        return
    plus = _plus_pieces(pieces, welcomed)
    for i, piece in enumerate(pieces):
        if not (welcomed[i] and _is_empty(piece)):
            yield Clause(piece.strip(), Part.PLUS if i in plus else part)


def _is_beyond(text: str) -> bool:
    senior = _RANK.search(text)
    if _TOO_SMALL.search(text):
        return bool(senior or _LONG_YEARS.search(text))
    return senior is not None and _NOT_FOR.search(text) is not None


def _plus_pieces(pieces: Sequence[str], welcomed: Sequence[bool]) -> set[int]:
    """Which pieces are preferred: "有A，会B的优先" both, "如果A，B，我们会优先" all, "熟悉A，有B优先" the last."""
    plus: set[int] = set()
    for last in (i for i, said in enumerate(welcomed) if said):
        plus.add(last)
        first = next((i for i in range(last, -1, -1) if _OPENS_PLUS.match(pieces[i].strip())), None)
        if first is not None:
            plus |= set(range(first, last))
            continue
        if last and _is_empty(pieces[last]):
            plus.add(last - 1)
            last -= 1
        while (
            last and _MORE_PLUS.match(pieces[last - 1].strip()) and not _ASKS_FIRMLY.search(pieces[last - 1])
        ):
            last -= 1
            plus.add(last)
    return plus


def _is_empty(piece: str) -> bool:
    return len(_CONSEQUENCE.sub("", piece).strip(" 。.，,")) <= 1


def _is_bare_head(text: str) -> bool:
    """A heading without a colon: short, and no requirement itself."""
    if text.isascii():
        return len(text) <= 2 * _LONGEST_HEAD and _ENGLISH_HEAD.match(text) is not None
    if len(text) > _LONGEST_HEAD or not _HEAD_LINE.match(text) or read_degree(text):
        return False
    if _WELCOMES.search(text):
        return len(_HEAD_WORDS.sub("", _CONSEQUENCE.sub("", text))) <= 1
    return not _SAYS_SOMETHING.search(text)


def _part_of(head: str) -> Part | None:
    for part, pattern in (
        (Part.BEYOND, _NOT_FOR_HEAD),
        (Part.PLUS, _PLUS_HEAD),
        (Part.HARD, _HARD_HEAD),
        (Part.DUTY, _DUTY_HEAD),
        (Part.ASIDE, _ASIDE_HEAD),
    ):
        if pattern.search(head):
            return part
    return None
