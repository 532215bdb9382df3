"""Skills and certificates: what the file lists, and what it says in passing."""

import re
from collections.abc import Iterable, Sequence

from scoring.resume.fields import Field, Skill, SkillSource, Span
from scoring.resume.headings import Section
from scoring.resume.sections import BULLET, Row
from scoring.resume.vocabulary import Vocabulary
from scoring.resume.work import WORK_SECTIONS

_CUT = re.compile(
    r"[、，,;；。|｜\t\n]|\s{2,}|\s/\s|(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])|\s[·•]\s|[•●▪◆■]|(?<=[\u4e00-\u9fff)）])\s+(?=[\u4e00-\u9fffA-Za-z])|(?<=[A-Za-z0-9+#])\s+(?=[\u4e00-\u9fff])"
)
_OPENING = re.compile(
    r"^(?:(?:非常|能够?(?![源耗效级谱])|可以|可(?![视靠行编燃降控])|会(?![议计员展务场话籍])|较为?|比较|具有|具备|具(?!身)|拥有|良好的?|一定的?|扎实的?|丰富的?|独立|熟练地?|精通|熟悉|掌握|了解|擅长|使用|运用|操作(?!系统|规程)|应用(?!统计|开发|软件|程序|数学|化学|心理)|编写|进行|常用|各类|多种|主流|相关|有(?![机限氧色源])|对(?![账标接照外公讲口])|等(?![保离])|以及|及|和(?![面声])|与|包括|如|熟知|善于|从事)+)"
)
_LEVEL_LABEL = re.compile(r"^\s*(?:[\u4e00-\u9fffA-Za-z/ &]{2,14})\s*[:：]\s*")
# A clause that says what somebody can't do, or has only watched.
_NOT_ABLE = re.compile(
    r"[^，,。；;！!]*(?:旁听|不会|没有?(?:用|做|学|碰)过|不熟|未接触|想学|打算学)[^，,。；;！!]*"
)
_DOES = re.compile(r"^(?:做过?|看懂|看得懂|读得懂|用过|写过|跑过|带过|搞|懂得|也|还|主要|平时)")
_GRADED = re.compile(
    r"^\s*(?P<skill>[^:：]{2,20})\s*[:：]\s*(?:精通|熟练|熟悉|良好|一般|了解|掌握|优秀|较好|[高中初]级|专家|\d{1,3}\s*%|[★☆●○]+)(?:\s*[|｜/（(]?\s*\d+\s*个?[年月][)）]?)?\s*$"
)
_CLOSING = re.compile(
    r"(?:等)?(?:相关)?(?:技能|软件|工具|框架|技术|系统|能力|的?使用|的?操作|经验|知识|语言|等|流程)?\s*(?:[-–—:：]?\s*(?:精通|熟练|熟悉|良好|一般|了解|掌握|优秀|中级|高级|初级|入门|专业))?\s*(?:\d{1,3}\s*%|[★☆●○]+)?$"
)
_TABLE_WORDS = re.compile(
    r"^(?:技能名称|熟练程度|使用时间|掌握程度|技能|程度|精通|熟练|熟悉|良好|一般|了解|掌握|听说读写|其他|\d+\s*个?月|\d+\s*年|等|无|第|页|专业技能|专业|工具|语言|软件|办公)$"
)
_SOFT = re.compile(
    r"沟通|协作|团队合作|责任心|学习能力|抗压|执行力|服务意识|亲和力|逻辑|细致|耐心|自驱|表达能力|组织协调|吃苦|敬业|诚信"
)
_AWARD = re.compile(
    r"奖|优秀|先进|标兵|三好|之星|新人|荣誉|称号|冠军|劳模|能手|能人|模范|第[一二三]名|优胜|员工|干部|奖学金|明星|比赛|竞赛|表彰|公司级|党员|毕业生|团员|award|scholarship|employee of",
    re.IGNORECASE,
)
_LIKE_A_CERTIFICATE = re.compile(r"证|师|[级等员]$|资格|认证|考试|职称|驾照|[A-Z]{2,}")
# A two-character word before one of these names a trade or a virtue, not a skill: 风控经验, 合规意识.
_PART_OF_A_PHRASE = re.compile(r"(?:经验|行业|意识|工作|岗位|部门|人员|团队|中心)")
_SHORT_NAME = 2
_CLAIMS = re.compile(
    r"擅长|精通|熟悉|掌握|熟练|见长|强项|会使用|了解|经验|proficient|familiar|skilled|expert", re.IGNORECASE
)
_ENUMERATION = re.compile(
    r"(?:精通|熟悉|掌握|熟练(?:使用|运用|操作|应用)?|擅长|会使用|能使用)(?:使用|运用)?\s*[:：]?\s*(?P<list>[^。；;，,！!]{2,24}?(?:[、/][^。；;，,、/！!]{2,16}){1,14})(?=[。；;，,！!]|$)"
)
_NOT_YET = re.compile(
    r"在考|备考|待考|考过\s*[“\"\d一二三]|已过\s*\d|通过\s*\d\s*[科门]|已通过\s*\d|在学|学习中|考试中|准备|拟考|报考|报名|计划|暂无|尚无|没有|未[取获持考通]|in.progress|not.yet|pending|预计|待发|待取|^(?:\d{1,2}\s*)?(?:月|年)?[底初中]?考试"
)
_STILL_OPEN = re.compile(
    r"^(?:已|正在|还)?(?:报名|报考|备考|在考|待考|尚?未|考试|预计|(?:今|明)年|\d{1,2}\s*月)"
)
_HOLDS = re.compile(r"持有?|取得|获得?|拥有|具有?|考取|通过|证|资格|职称|注册|级|认证|证书")
_WALL_ITEM_CHARS = 22
_PROSE_ITEM_CHARS = 14
_COMPOUND_CHARS = 10
_COMPOUND = re.compile(r"[A-Za-z0-9+#&.\-]{0,10}(?:(?![和与及或等])[\u4e00-\u9fff]){2,}")
_LISTED, _IN_PROSE = 0.95, 0.8
_LIST_SECTIONS = (Section.SKILLS, Section.ABILITIES)


def find_skills(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Skill, ...]:
    """Each skill once, where it is best attested: a list, else the summary, else in passing."""
    found: dict[str, Skill] = {}
    listed = [row for row in rows if row.section in _LIST_SECTIONS]
    for row in listed:
        for item in _items(row.cells):
            for name, printed in skill_names(item, vocabulary):
                found.setdefault(name, Skill(name, printed, SkillSource.LIST, Span(row.line, row.line)))
    for row in rows:
        if _states_skills(row):
            if not listed:
                _add_enumerated(found, row, vocabulary)
            _add_mentions(found, row, SkillSource.SUMMARY, vocabulary)
    for row in rows:
        if row.section in (*WORK_SECTIONS, Section.PROJECT):
            _add_mentions(found, row, SkillSource.EXPERIENCE, vocabulary)
    return tuple(found.values())


def _add_enumerated(found: dict[str, Skill], row: Row, vocabulary: Vocabulary) -> None:
    """ "我熟悉甲、乙、丙。" lists skills as a section would: the unknown ones too."""
    for claim in _ENUMERATION.finditer(row.text):
        for item in _items([claim["list"]]):
            for name, printed in skill_names(item, vocabulary):
                found.setdefault(name, Skill(name, printed, SkillSource.SUMMARY, Span(row.line, row.line)))


def _states_skills(row: Row) -> bool:
    """Prose in which the person says what he can do, also where it has slipped under the entries of work."""
    if row.section is Section.SUMMARY:
        return True
    if row.section in (Section.BASIC, Section.CERTIFICATES, Section.OTHER):
        return _CLAIMS.search(row.text) is not None
    return (
        row.section in WORK_SECTIONS
        and not BULLET.match(row.text)
        and re.search(r"擅长|精通|年.{0,8}经验", row.text) is not None
    )


def _add_mentions(found: dict[str, Skill], row: Row, source: SkillSource, vocabulary: Vocabulary) -> None:
    for hit in vocabulary.skills.find(_NOT_ABLE.sub(lambda m: " " * len(m.group()), row.text)):
        if hit.end - hit.start > _SHORT_NAME or not _PART_OF_A_PHRASE.match(row.text, hit.end):
            found.setdefault(
                hit.name, Skill(hit.name, row.text[hit.start : hit.end], source, Span(row.line, row.line))
            )


def _items(cells: Iterable[str]) -> list[str]:
    """The entries of a list; commas inside brackets don't cut."""
    items: list[str] = []
    for cell in cells:
        held = re.sub(
            r"[（(【\[][^（）()【】\[\]]*[)）】\]]",
            lambda m: re.sub(r"[、，,;；|/\s]", "\x00", m.group()),
            BULLET.sub("", cell),
        )
        # "Excel：熟练" grades the skill before the colon; "办公软件：Excel" lists behind it.
        graded = _GRADED.match(held)
        for part in _CUT.split(graded["skill"] if graded else _LEVEL_LABEL.sub("", held)):
            restored = part.replace("\x00", "、")
            items += restored.split(" / ") if " / " in restored else [restored]
    return [item.strip(" .。·•-–—:：") for item in items if item.strip(" .。·•-–—:：")]


def skill_names(item: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(canonical, printed) names in one entry of a list; an unknown short entry stands for itself."""
    if (
        _TABLE_WORDS.match(item)
        or certificate_name(item, vocabulary)
        or (_SOFT.search(item) and not vocabulary.skills.canonical(item))
    ):
        return []
    for candidate in _readings(item):
        known = vocabulary.skills.canonical(candidate)
        if known:
            return [(known, candidate)]
    hits = vocabulary.skills.find(item)
    bare = _CLOSING.sub("", _OPENING.sub("", item)) or item
    covered = sum(hit.end - hit.start for hit in hits)
    if hits and covered < len(bare) <= _COMPOUND_CHARS and _COMPOUND.fullmatch(bare):
        return [
            (bare, bare)
        ]  # PLC编程, 股权架构设计: one narrower thing; the matcher sees the known name in it
    if hits and (len(bare) > _PROSE_ITEM_CHARS or len(hits) > 1 or covered * 2 >= len(bare)):
        return [(hit.name, item[hit.start : hit.end]) for hit in hits]
    if (
        2 <= len(bare) <= _WALL_ITEM_CHARS
        and not _DOES.match(bare)
        and not re.search(r"[。！？]|\d{4}|年.*经验|负责|完成", bare)
    ):
        return [(bare, bare)]
    return [(hit.name, item[hit.start : hit.end]) for hit in hits]


def _readings(item: str) -> list[str]:
    """The entry as printed, without its opening verb and level, and without or within its brackets."""
    bare = _OPENING.sub("", item).strip()
    shorn = _CLOSING.sub("", bare).strip()
    bracket = re.match(r"^(.*?)\s*[（(](.*?)[)）]\s*(.*)$", bare)
    inside = [bracket[1] + bracket[3], bracket[2]] if bracket else []
    return [item, bare, shorn, *inside]


def find_certificates(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Field, ...]:
    """Certificates held: listed ones, and known ones named elsewhere as held. What is still being studied for is none."""
    found: dict[str, Field] = {}
    for row in rows:
        if row.section in (
            Section.CERTIFICATES,
            Section.ABILITIES,
            Section.SKILLS,
            Section.AWARDS,
            Section.TRAINING,
        ):
            for name, printed in _listed_certificates(row, vocabulary):
                found.setdefault(name, Field(name, Span(row.line, row.line), _LISTED, printed))
        elif row.section in (Section.SUMMARY, Section.BASIC, Section.OTHER, Section.EDUCATION):
            for clause in re.split(r"[，,。;；]", row.text):
                for hit in vocabulary.certificates.find(clause):
                    if hit.end - hit.start > 2 and not _NOT_YET.search(row.text) and _HOLDS.search(clause):
                        found.setdefault(hit.name, Field(hit.name, Span(row.line, row.line), _IN_PROSE))
    return tuple(found.values())


def _listed_certificates(row: Row, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(canonical, printed) names of one row."""
    names: list[tuple[str, str]] = []
    for item in _items(row.cells):
        if _NOT_YET.search(item):
            if names and _STILL_OPEN.match(item):
                names.pop()  # "人力资源管理师三级，已报名"
            continue
        if _CLAIMS.match(item):
            continue
        name = certificate_name(item, vocabulary)
        if name:
            names.append((name, item))
        elif row.section is Section.CERTIFICATES and _is_unknown_certificate(item, vocabulary):
            names.append((item, item))
    return names


def _is_unknown_certificate(item: str, vocabulary: Vocabulary) -> bool:
    return bool(
        _LIKE_A_CERTIFICATE.search(item)
        and not _AWARD.search(item)
        and 2 <= len(item) <= _WALL_ITEM_CHARS
        and not re.fullmatch(r"[\d.\-/年月至今 ]+", item)
        and not vocabulary.skills.canonical(item)
    )


def certificate_name(item: str, vocabulary: Vocabulary) -> str | None:
    """The canonical name of one listed certificate, None if we don't know it."""
    text = re.sub(
        r"^(?:持有?|取得|获得?|拥有|具有?|已?考取|通过|全国|国家)+",
        "",
        re.sub(r"(?:19|20)\d{2}\s*[年.\-/]?\s*(?:\d{1,2}\s*月?)?", "", item),
    ).strip(" :：-—–.")
    bracket = re.match(r"^(.*?)\s*[（(](.*?)[)）]\s*(.*)$", text)
    tries = [item, text, re.sub(r"(?:证书|证|资格|考试|合格证|\s*\d{3}分?|\s*[\d.]+分?)+$", "", text)]
    if bracket:
        tries += [bracket[1] + bracket[3], bracket[2]]
    for candidate in tries:
        known = vocabulary.certificates.canonical(candidate)
        if known:
            return known
    hits = [hit for hit in vocabulary.certificates.find(text) if hit.end - hit.start > 1]
    best = max(hits, default=None, key=lambda hit: hit.end - hit.start)
    return (
        best.name
        if best
        and (best.end - best.start > _SHORT_NAME or len(text) - (best.end - best.start) <= 1)
        and not _AWARD.search(item.replace("优秀", ""))
        and (best.end - best.start) * 2 >= len(text) - 4
        else None
    )
