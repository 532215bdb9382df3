"""Who the résumé is about: name, gender, birth."""

import re
from collections.abc import Sequence

from scoring.resume.contacts import GUESSED, IN_THE_HEAD, LABELLED
from scoring.resume.degrees import read_degree
from scoring.resume.fields import Field, Month, Span
from scoring.resume.headings import Section, heading
from scoring.resume.sections import BULLET, Row
from scoring.resume.titles import looks_like_title
from scoring.resume.vocabulary import Vocabulary

HEAD_ROWS = 14
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺水云昌凤酆皮卡储汲邴松富乌巴弓牧隗山宓蓬郗班仰秋伊宫暴钭厉戎祖束幸韶蓟印宿怀蒲鄂索咸籍卿蔚阴胡能苍双闻莘翟谭贡劳逄扶堵宰郦雍却璩濮寿通扈冀郏浦尚农别庄晏瞿阎充慕茹习宦鱼容向古慎戈庾终居衡步耿满弘国寇广禄阙东沃利师巢勾敖融訾阚那空毋沙养须丰关蒯相荆红游权逯桓公"
)
_RARE_SURNAMES = frozenset(
    "荀仝区乜亓仉佘帅撒洛笪呙逯钮羿佴种干麦厍怡苌来妫岑库雒琚逢矫眭揣郏次候肇付肖代覃尧赏税普敬开但青同刀虎尚"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "长孙",
    "宇文",
    "轩辕",
    "端木",
    "独孤",
    "南宫",
    "百里",
    "呼延",
    "拓跋",
    "闻人",
    "申屠",
    "淳于",
    "单于",
    "太叔",
    "公冶",
    "宗政",
    "濮阳",
    "赫连",
    "澹台",
)
_NAME_LABEL = re.compile(
    r"^(?:中文)?(?:姓\s*名|名\s*字|Name|Full\s*Name|(?:候选人|应聘者|求职者)(?=\s|[:：]|$))\s*[:：]?\s*",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s+(?=[\u4e00-\u9fff]{1,4}\s?[\u4e00-\u9fff]{0,3}\s*[:：])|\s{4,}|[|｜/,，;；]")
_HAN_NAME = re.compile(
    r"[\u4e00-\u9fff](?:\s{0,3}[\u4e00-\u9fff]){1,3}|[\u4e00-\u9fff]{1,6}[·•・.][\u4e00-\u9fff]{1,8}"
)
_INTRODUCED = re.compile(
    r"(?:我叫|本人叫|我是|发件人\s*[:：]|From\s*[:：])\s*([\u4e00-\u9fff]{2,4})(?=[,，。;；\s<（(]|$)|应聘[^\-—–]{2,14}[\-—–_]\s*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_NOT_NAMES = re.compile(
    r"简历|个人|求职|应聘|信息|经历|经验|教育|技能|证书|评价|大学|学院|公司|男|女|电话|手机|邮箱|本科|硕士|大专|期望|城市|优势|荣誉|年龄|岁|汉族|党员|未婚|已婚|职位|首页|作品|关于|先生|女士|尊敬|您好|联系|照片|籍贯|学历|专业|全职|在职|离职|自我|其他|爱好|项目|工作|主题|时间|地址|方式|语言|管理|服务|技术|团队|沟通|开发|设计|数据|产品"
)
_BEFORE_A_POST = re.compile(r"^\s*([\u4e00-\u9fff]{2,4})\s+(\S.*)$")
_LATIN_NAME = re.compile(
    r"[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){1,2}$|[A-Z]{2,}(?: [A-Z][a-z]+){1,2}$|[A-Z]{2,12}(?: [A-Z]{2,12}){1,2}$"
)
_GENDER = re.compile(r"(?:性\s*别|Gender|Sex)\s*[:：]?\s*(男|女|male|female|M\b|F\b)", re.IGNORECASE)
_LONE_GENDER = re.compile(r"(?<![\u4e00-\u9fffA-Za-z])(男|女)(?:士|性)?(?=$|[\s|｜,，·/;；、。）)\d]|汉族)")
_BIRTH_LABEL = re.compile(
    r"(?:出\s*生(?:\s*年\s*月|\s*日\s*期|\s*时间)?(?:日)?|生\s*日|Birth(?:day|date)?|Date\s*of\s*Birth|D\.?O\.?B\.?|Born)\s*[:：]?\s*(?:in\s*)?(?P<rest>.{2,16})",
    re.IGNORECASE,
)
_BARE_BIRTH = re.compile(
    r"(?<![\d.\-/])((?:19[5-9]\d|200\d|201[0-2]))\s*(?:年|[.\-/](?:1[0-2]|0?[1-9])(?!\d))(?:[.\-/](?:[012]?\d|3[01])(?!\d))?(?!\s*\d*月?\s*[\-–—~～至到])"
)
# "男 | 1980 | 合肥": a year and nothing else between the separators of the head.
_LONE_YEAR = re.compile(r"(?:^|[|｜/·•,，;；]|\s{2,})\s*(19[5-9]\d|200\d)\s*(?=$|[|｜/·•,，;；]|\s{2,})")
_AGE = re.compile(
    r"(?<!\d)([1-6]\d)\s*(?:周?岁|years?\s*old)|(?:年\s*龄|Age)\s*[:：]?\s*([1-6]\d)(?!\d)", re.IGNORECASE
)
_YEARS_BETWEEN_WORK_AND_BIRTH = 15
_LONG_ROW = 80
_LATIN_NAME_ROWS = 3
_ENGLISH_TITLE = re.compile(
    r"^\s*(?:Resume|Résumé|CV|Curriculum Vitae)\s*(?:of\s|[-–—:|])?\s*", re.IGNORECASE
)
# "SHANGGUAN Lin (上官霖)", "Ariel Zhuge 诸葛晴"
_BESIDE_LATIN = re.compile(r"^[A-Za-z][A-Za-z .'\-]{2,30}\s*[（(]\s*([\u4e00-\u9fff]{2,4})\s*[)）]")


def find_name(rows: Sequence[Row], vocabulary: Vocabulary) -> Field | None:
    """The person's name: behind its label, else the most name-like short line, the larger its letters the better."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            label = _NAME_LABEL.match(cell)
            if label:
                rest = cell[label.end() :].strip() or (
                    row.cells[place + 1] if place + 1 < len(row.cells) else ""
                )
                rest = _NEXT_LABEL.split(rest)[0]
                written = _HAN_NAME.match(rest.strip()) if rest else None
                if written and not _NOT_NAMES.search(written.group()):
                    return Field(_tidy(written.group()), Span(row.line, row.line), LABELLED)
                if rest and (latin := _LATIN_NAME.match(rest.split("  ")[0].strip())):
                    return Field(latin.group(), Span(row.line, row.line), IN_THE_HEAD)
    best = max(_name_candidates(rows, vocabulary), default=None, key=lambda c: c[0])
    if best:
        return Field(best[1], Span(best[2], best[2]), min(IN_THE_HEAD, best[0] / 5))
    return _latin_name(rows)


def _latin_name(rows: Sequence[Row]) -> Field | None:
    """A name in Latin letters at the very top, where the file has no other."""
    for row in rows[:_LATIN_NAME_ROWS]:
        name = _ENGLISH_TITLE.sub("", row.cells[0]).strip()
        if row.section is Section.BASIC and _LATIN_NAME.fullmatch(name):
            return Field(name, Span(row.line, row.line), GUESSED)
    return None


def _name_candidates(rows: Sequence[Row], vocabulary: Vocabulary) -> list[tuple[float, str, int]]:
    largest = max(
        (
            row.size_pt
            for row in rows
            if row.size_pt and any(_HAN_NAME.match(c.strip()) for c in row.cells[:1])
        ),
        default=None,
    )
    found = []
    for order, row in enumerate(rows):
        introduced = _INTRODUCED.search(row.text)
        if introduced:
            found.append((4.0, introduced[1] or introduced[2], row.line))
        if row.section not in (Section.BASIC, Section.OBJECTIVE, Section.SUMMARY, Section.OTHER) and not (
            row.size_pt and largest and row.size_pt >= largest and not BULLET.match(row.text)
        ):
            continue
        for name, alone in _names_in(row, vocabulary):
            if (
                vocabulary.skills.canonical(name)
                or vocabulary.cities.canonical(name)
                or vocabulary.certificates.canonical(name)
                or read_degree(name)
                or looks_like_title(name, vocabulary)
                or vocabulary.schools.canonical(name)
            ):
                continue
            score = (
                2.0
                + alone
                + max(0.0, 1 - order / HEAD_ROWS)
                + (1.5 if largest and row.size_pt == largest else 0)
            )
            found.append((score + (0.5 if len(name) in (2, 3) else 0), name, row.line))
    return found


def _names_in(row: Row, vocabulary: Vocabulary) -> list[tuple[str, float]]:
    """Names in the line and how alone each stands."""
    found = []
    for piece in re.split(
        r"\s{2,}|[|｜/,，:：—–\-_]|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z男女+\d(（]|[\u4e00-\u9fff]{2,5}[:：])|(?<=[A-Za-z])\s+(?=[\u4e00-\u9fff])|\s·\s|·(?=个人简历)",
        "  ".join(row.cells),
    ):
        # "李若曦 日语翻译": the name with the post behind it
        piece = _BESIDE_LATIN.sub(r"\1", piece)
        piece = _BEFORE_A_POST.sub(lambda m: m[1] if looks_like_title(m[2], vocabulary) else m[0], piece)
        text = re.sub(
            r"^(?:个人简历|简历|求职简历)\s*[·\-—|的]?\s*|(?:的)?(?:个人)?简历$|[（(].*?[)）]", "", piece
        ).strip()
        written = _HAN_NAME.fullmatch(text)
        if not written or _NOT_NAMES.search(_tidy(text)) or heading(text):
            continue
        name = _tidy(text)
        if (
            "·" in name
            or name.startswith(_COMPOUND)
            or (name[0] in _SURNAMES | _RARE_SURNAMES and len(name) <= 3)
        ):
            found.append((name, 1.0 if len(row.cells) == 1 and len(row.text) <= 24 else 0.4))
        elif (name[0] in _SURNAMES and len(name) == 4 and row.size_pt) or (
            len(name) <= 3 and len(row.cells) == 1 and row.text.strip() == piece.strip()
        ):
            found.append((name, 0.0))
    return found


def _tidy(name: str) -> str:
    return re.sub(r"\s+", "", name).replace("•", "·").replace("・", "·")


def find_gender(rows: Sequence[Row]) -> Field | None:
    for row in rows:
        m = _GENDER.search(row.text)
        if m:
            return Field(
                "男" if m[1].lower() in ("男", "male", "m") else "女", Span(row.line, row.line), LABELLED
            )
    for row in rows:
        if row.section in (Section.BASIC, Section.OBJECTIVE, Section.SUMMARY) and (
            m := _LONE_GENDER.search(row.text)
        ):
            return Field(m[1], Span(row.line, row.line), IN_THE_HEAD)
    return None


def _alone(m: re.Match[str], text: str) -> bool:
    """Between separators, as in the line of contacts under a name."""
    return bool(
        re.search(r"(?:^|[|｜·•/,，]|\s)\s*$", text[: m.start()])
        and re.match(r"\s*[|｜·•,，]", text[m.end() :])
    )


def find_birth_year(rows: Sequence[Row], *, today: Month) -> Field | None:
    """The year of birth if it is written, or reckoned from an age that is."""
    for row in rows:
        m = _BIRTH_LABEL.search(row.text)
        if m and (year := re.search(r"(?:19[4-9]\d|20[01]\d)", m["rest"])):
            return Field(year.group(), Span(row.line, row.line), LABELLED)
        if m and (age := re.search(r"([1-6]\d)\s*岁", m["rest"])):
            return Field(str(today.year - int(age[1])), Span(row.line, row.line), IN_THE_HEAD)
    for row in rows[: 3 * HEAD_ROWS]:
        if row.section not in (Section.BASIC, Section.OBJECTIVE, Section.SUMMARY) or re.search(
            r"更新|毕业|入学|至今", row.text
        ):
            continue
        m = _BARE_BIRTH.search(row.text)
        if m is None and row.section is Section.BASIC and len(row.text.strip()) > len("1990"):
            m = _LONE_YEAR.search(row.text)
        if m and len(row.text) >= _LONG_ROW and not _alone(m, row.text):
            continue
        if m and today.year - int(m[1]) >= _YEARS_BETWEEN_WORK_AND_BIRTH:
            return Field(m[1], Span(row.line, row.line), IN_THE_HEAD)
    for row in rows:
        if row.section in (Section.BASIC, Section.OBJECTIVE) and (m := _AGE.search(row.text)):
            return Field(str(today.year - int(m[1] or m[2])), Span(row.line, row.line), IN_THE_HEAD)
    return None
