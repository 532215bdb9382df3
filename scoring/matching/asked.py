"""What a job text asks for beside skills: degree, years, trades that don't count, majors, class years, and who is beyond the post."""

import re
from collections.abc import Sequence

from scoring.matching.clauses import subclauses
from scoring.resume.degrees import is_at_least, read_degree
from scoring.resume.fields import Degree

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBER = r"(?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九半])"
_YEARS = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:[-–—~～至到]\s*(?P<high>{_NUMBER}))?\s*(?:周年|年)(?P<more>\s*(?:及以上|以上|或以上|\+|及其以上|往上|打底|起|以内|以下)?)|(?P<plus>\d{{1,2}})\s*\+\s*(?:年|years?|yrs?)|(?:at\s+least|minimum(?:\s+of)?|over)?\s*(?P<en>\d{{1,2}})(?:\s*[-–]\s*(?P<en_high>\d{{1,2}}))?\s*\+?\s*(?:years?|yrs?)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"经验|从事|工作|经历|任职|从业|满|[做干讲带教当]过|资历|experience|岗位|背景", re.IGNORECASE
)
# CT操作工作经验 is experience in CT操作, not as 操作工.
_NO_TOPIC = re.compile(
    r"工作|经验|经历|从业|任职|岗位|相关|以上|满|至少|不少于|具有|具备|拥有|需要?|有|从事|独立|[做干讲带教]过|累计|及|experience|at\s+least|minimum",
    re.IGNORECASE,
)
_AGE = re.compile(r"周?岁|年龄|届")
_MAX_YEARS = 20
_NOT_COUNTED = re.compile(
    r"(?:均|都|也|但|一律|皆)*(?:不(?:能|可)?(?:予)?(?:计(?:算|入)?|折?算数?|作数|纳入|认可?)(?:在内|在里面|年限|[\u4e00-\u9fff]{2,4})?|除外|不含|不包[括含])|excluded|(?:not|n't)\s+count(?:ed)?",
    re.IGNORECASE,
)
_NO_POST = re.compile(
    r"[（(]|(?:的)?(?:工作|从业|任职)?(?:经历|经验|岗位|年限|年头|时间|期间|期|外访|工作|岗|时长)(?:的)?$"
)
_AFTER_POST = re.compile(r"(?:可|暂|如|需|须|另|只|仅).*$")
# Exams, studies and internships are no posts; internships count for no job.
_NEVER_A_POST = re.compile(r"实习|见习|考|证书|资格|[读硕博]|在校|兼职|年龄|intern", re.IGNORECASE)
_CLASS = re.compile(
    r"(?P<first>(?:20)?\d{2})(?:\s*(?P<join>[、/／及和与至\-—~或])\s*(?P<last>(?:20)?\d{2}))?\s*(?:届|年(?:应届|毕业))"
)
_GRADUATES = re.compile(
    r"(?:(?:毕业|graduat)[^。；\n]{0,12}?|(?=[^。；\n]{10,36}毕业))(?P<y1>20\d{2})\s*[年.\-/]\s*(?P<m1>\d{1,2})\s*月?(?:\s*\d{1,2}\s*日)?\s*(?:[-—–~～至到]|to)+\s*(?P<y2>20\d{2})\s*[年.\-/]\s*(?P<m2>\d{1,2})",
    re.IGNORECASE,
)
_OTHER_CLASSES = re.compile(r"遗憾|更早|以前的|下一?批|后续批次")
_CLASS_BEGINS_IN = 9  # a class leaves from September to the next August
_MAJORS = re.compile(
    r"(?P<list>[\u4e00-\u9fffA-Za-z、/和及或与 ]{2,60}?)(?:等|这些|这|之类)?(?:相关|类|方向|及相关|或相关|相近)*的?专业"
)
_MAJORS_EN = re.compile(
    r"(?:degree|bachelor|master|major|b\.?sc?\b|m\.?sc?\b|ph\.?d)[^.;\n]{0,40}?\bin\s+(?P<list>[A-Za-z,/& ]{3,80}?)(?:\s*,?\s*(?:or|and)\s+(?:an?\s+|other\s+)?(?:related|relevant|similar|equivalent)|\s+majors?\b|\s*$)",
    re.IGNORECASE,
)
# "法学本科及以上", "本科，金融、经济、管理类", "硕士，统计/数学方向": no 专业 behind the list.
_MAJORS_BARE = re.compile(
    r"(?:^|[，,])\s*(?P<list>(?!统招|全日制|国家|学历|具有|本科|大专|硕士|中专)[\u4e00-\u9fff]{2,10}(?:[、/或][\u4e00-\u9fff]{2,10})*?)(?:相关)?(?:类|方向|(?=(?:专业)?(?:中专|大专|本科|硕士|博士)(?:及|以上|学历|或|$|[，,。])))(?=$|[，,。]|专业|中专|大专|本科|硕士|博士)"
)
_NO_MAJOR = re.compile(
    r"任[一意]专业|专业(?:版|科目|课|知识|技能|能力|人员|技术|素养|资格|背景|证书|水平|化|[四八]级)|银行业专业"
)
_NAMED_IN_BRACKET = re.compile(r"(?<=[师证员书])[（(][^()（）]*[)）]")  # 建造师(市政专业)
_MAJOR_CUT = re.compile(r"[、/，,]|和|及(?!其)|或者?|与|等|\bor\b|\band\b")


def degree_asked(hard: Sequence[str]) -> Degree | None:
    """The lowest degree that is enough."""
    found: list[Degree] = []
    for clause in hard:
        for piece in subclauses(clause):
            for word in re.split(r"[、/或]", piece):
                degree = read_degree(word)
                if degree and re.search(
                    r"学历|以上|及|毕业|专业|统招|全日制|就行|即可|起|本科|大专|中专|高中|硕士|博士|degree|bachelor|master|\bb\.?s|\bm\.?s|ph\.?d",
                    piece,
                    re.IGNORECASE,
                ):
                    found.append(degree)
    return next((d for d in found if all(is_at_least(o, d) for o in found)), None)


def years_asked(hard: Sequence[str]) -> tuple[float | None, float | None, list[str]]:
    """Fewest and most years asked for, and the words of the clauses that ask."""
    low: float | None = None
    high: float | None = None
    topics: list[str] = []
    for clause in hard:
        for piece in subclauses(clause):
            m = _YEARS.search(piece)
            if not m or not _is_experience(piece, m) or _AGE.search(piece):
                continue
            value = _number(m["low"] or m["plus"] or m["en"])
            if value > _MAX_YEARS or (m["more"] and m["more"].strip() in ("以内", "以下")):
                continue
            topics.append(piece)
            low = value if low is None else max(low, value)
            top = m["high"] or m["en_high"]
            high = _number(top) if top else high
    return low, high, topics


def speaks_of_years(piece: str) -> bool:
    m = _YEARS.search(piece)
    return m is not None and _is_experience(piece, m)


def topic_of(piece: str) -> str:
    """What the years are to be in: 病案编码 of "具有病案编码工作经历2年及以上"."""
    bare = _YEARS.sub("\u3000", re.sub(r"[（(].*?[)）]", "", piece))
    return _NO_TOPIC.sub("\u3000", bare).strip("\u3000 的，,:：;；。")


def topics_of(pieces: Sequence[str]) -> tuple[str, ...]:
    words = (word for piece in pieces for word in re.split(r"[、/或\u3000]", topic_of(piece)))
    return tuple(dict.fromkeys(w for word in words if 2 <= len(w := word.strip(" 的在于")) <= 10))


def _is_experience(piece: str, found: re.Match[str]) -> bool:
    english = bool(found["plus"] or found["en"])
    return english or bool((found["more"] or "").strip()) or _EXPERIENCE.search(piece) is not None


def years_beyond(beyond: Sequence[str]) -> float | None:
    """From how many years on the text itself says that the post is below the person."""
    found = [_number(m["low"] or m["plus"] or m["en"]) for clause in beyond for m in _YEARS.finditer(clause)]
    return min(found, default=None)


def _number(written: str) -> float:
    if written == "半":
        return 0.5
    if written[0] not in _HAN:
        return float(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return float(_HAN[written])
    return 10.0 * (_HAN[tens] if tens else 1) + (_HAN[ones] if ones else 0)


def not_counted(hard: Sequence[str]) -> tuple[str, ...]:
    """Words of posts whose years the text leaves out: 检验员 in "检验员经历不计"."""
    words: list[str] = []
    for clause in hard:
        for piece, before in _denied(clause):
            # "计划岗位可面谈，但不计入年限": what isn't counted was named before the comma.
            named = piece[: _at(piece)].strip(" ，,（(")
            for word in re.split(r"[、/和及与或]|\band\b", named or _AFTER_POST.sub("", before)):
                bare = _bare_post(word)
                if 2 <= len(bare) <= 8 and not _NEVER_A_POST.search(bare):
                    words.append(bare)
    return tuple(dict.fromkeys(words))


def without_uncounted(clause: str) -> str:
    """The clause without what it doesn't count, nor the list before it."""
    for piece, before in _denied(clause):
        alone = not piece[: _at(piece)].strip(" ，,（(")
        for text in (piece, before if alone else ""):
            clause = clause.replace(text, "\u3000" * len(text)) if text else clause
    return clause


def _denied(clause: str) -> list[tuple[str, str]]:
    """Pieces that say what doesn't count, each with the piece before it."""
    pieces = re.split(r"[，,;；（()）]|——", clause)
    return [
        (piece, pieces[i - 1] if i else "") for i, piece in enumerate(pieces) if _NOT_COUNTED.search(piece)
    ]


def _at(piece: str) -> int:
    m = _NOT_COUNTED.search(piece)
    return m.start() if m else len(piece)


def _bare_post(word: str) -> str:
    before, bare = "", word.strip(" 的（()）")
    while bare != before:
        before, bare = bare, _NO_POST.sub("", bare).strip(" 的（()）都均")
    return bare


def class_years_asked(texts: Sequence[str]) -> tuple[int, ...]:
    """届 as written, else the window of months: one September to the next August is one class."""
    years: set[int] = set()
    windows: set[int] = set()
    for text in texts:
        if _OTHER_CLASSES.search(text):
            continue
        for m in _CLASS.finditer(text):
            first, last = _year(m["first"]), _year(m["last"] or m["first"])
            years |= set(range(first, last + 1)) if m["join"] in tuple("至-—~") else {first, last}
        for m in _GRADUATES.finditer(text):
            first = int(m["y1"]) + (int(m["m1"]) >= _CLASS_BEGINS_IN)
            last = int(m["y2"]) + (int(m["m2"]) >= _CLASS_BEGINS_IN)
            windows |= set(range(first, last + 1))
    return tuple(sorted(year for year in years or windows if 2000 <= year < 2100))


def _year(written: str) -> int:
    return int(written) if len(written) > 2 else 2000 + int(written)


def _majors_in(clause: str) -> re.Match[str] | None:
    clause = _NAMED_IN_BRACKET.sub(lambda n: "\u3000" * len(n.group()), clause)
    said = _NO_MAJOR.sub(lambda n: "\u3000" * len(n.group()), clause)
    return _MAJORS.search(said) or _MAJORS_EN.search(clause) or _MAJORS_BARE.search(said)


def majors_asked(hard: Sequence[str]) -> tuple[str, ...]:
    """Words of the majors asked for, as the text has them."""
    words: list[str] = []
    for clause in hard:
        m = _majors_in(clause)
        if m and not re.search(r"不限", clause):
            listed = (
                re.sub(r"^.*?(?:学历|以上|统招|全日制|本科|大专|硕士|毕业)[，,、 的]*", "", m["list"])
                or m["list"]
            )
            words += [
                re.sub(r"(?:类|等|相关|工程|管理|这些)+$", "", w.strip("（）() ")) or w
                for w in _MAJOR_CUT.split(listed)
            ]
    return tuple(
        dict.fromkeys(
            w
            for w in words
            if 2 <= len(w) <= (30 if w.isascii() else 10)
            and not read_degree(w)
            and not re.search(r"以上|学历|相关|经验|要求|具有|其[他它]", w)
        )
    )


def without_majors(text: str) -> str:
    """工程管理 in "工程造价、工程管理或土木专业" is a course of study, no skill."""
    m = _majors_in(text)
    return text[: m.start()] + "\u3000" * (m.end() - m.start()) + text[m.end() :] if m else text
