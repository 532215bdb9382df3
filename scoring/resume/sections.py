"""Which part of a résumé each line belongs to, by its headings."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from scoring.resume.dates import BEGINS_CLOSED, ENDS_OPEN, plain
from scoring.resume.document import Document, Line


class Section(StrEnum):
    BASIC = "basic"
    OBJECTIVE = "objective"
    EDUCATION = "education"
    WORK = "work"
    INTERNSHIP = "internship"
    PROJECT = "project"
    CAMPUS = "campus"
    TRAINING = "training"
    SKILLS = "skills"
    CERTIFICATES = "certificates"
    ABILITIES = "skills and certificates"
    AWARDS = "awards"
    SUMMARY = "summary"
    RECENT = "recent"  # a portal's digest of what follows
    OTHER = "other"


_HEADINGS: dict[Section, str] = {
    Section.BASIC: "基本信息 个人信息 个人资料 基本资料 联系方式 联系信息 基本情况 个人概况 个人基本信息 联系我 personalinformation personalinfo personaldetails contact contactinformation contactinfo contactme profileinfo basicinfo basicinformation",
    Section.OBJECTIVE: "求职意向 求职目标 求职期望 期望职位 期望工作 意向岗位 应聘职位 应聘岗位 求职方向 职业意向 目标职位 求职意愿 职业目标 期望 objective jobobjective careerobjective jobintention jobtarget targetposition desiredposition expectation expectations",
    Section.EDUCATION: "教育背景 教育经历 学业经历 就读经历 学历教育 学历及培训 学历与教育 读书经历 求学背景 就学经历 教育概况 教育 学历 学历背景 教育情况 学习经历 教育信息 学业背景 求学经历 教育与培训 学习背景 毕业院校及专业 受教育经历 学历信息 教育履历 education educationbackground educationalbackground academicbackground academicqualifications educationandqualifications educationhistory academics",
    Section.WORK: "工作经历 工作经验 我的经历 过往经历 职场经历 职业轨迹 工作历程 从业背景 工作足迹 任职履历 就职经历 任职情况 职业背景 从业履历 我做过的事 曾任职 职业历程 工作概况 工作 经历 工作背景 工作履历 职业经历 任职经历 从业经历 职业履历 职业经验 就业经历 工作/实习经历 工作实习经历 实习/工作经历 实习及工作经历 工作及实习经历 工作与实习经历 实践与工作经历 实习与工作经历 主要工作经历 履历 个人履历 职业生涯 从业经验 工作情况 工作简历 experience workexperience professionalexperience employment employmenthistory workhistory careerhistory career professionalbackground workingexperience jobexperience relevantexperience employmentexperience",
    Section.INTERNSHIP: "实习经历 实习经验 实习 实习实践 实践经历 社会实践 实习与实践 社会实践经历 实习实践经历 internship internships internshipexperience internexperience",
    Section.PROJECT: "项目经历 项目经验 项目 重点项目 代表项目 主要项目 项目作品 作品集 科研经历 科研项目 研究经历 项目业绩 代表作品 作品 论文发表 发表论文 科研成果 主要业绩 工程业绩 开源项目 projects projectexperience project researchexperience publications portfolio selectedprojects keyprojects research",
    Section.CAMPUS: "校园经历 在校经历 学生工作 校内经历 社团经历 校园活动 校内实践 学生干部经历 在校情况 校园实践 志愿者经历 志愿经历 志愿服务 activities extracurricularactivities campusexperience leadership volunteer volunteerexperience volunteering",
    Section.TRAINING: "培训经历 培训 培训经验 进修经历 进修培训 继续教育 training trainingexperience",
    Section.SKILLS: "专业技能 技能 技能特长 能力清单 擅长领域 掌握技能 技能一览 业务专长 会什么 我会的 专业领域 技能树 岗位能力 职业能力 专业能力与技能 能力与技能 工具与技能 技能工具 关键能力 业务能力 专业技能与特长 技术特长 技能概览 能力概述 擅长技能 专业工具 技能专长 技能标签 职业技能 个人技能 掌握技能 it技能/专长 it技能 专业能力 核心技能 技术栈 专长 擅长 技术能力 技能清单 专业特长 工作技能 技能描述 相关技能 岗位技能 技能水平 技术专长 专业知识与技能 业务技能 专业技术 核心能力 关键技能 特长 技能与特长 个人特长 技能与工具 技能掌握 能力标签 软件技能 操作技能 专业专长 技能/特长 语言能力 语言技能 skills technicalskills professionalskills skillset keyskills coreskills corecompetencies competencies techstack expertise skillsandtools skillstools languages toolsandskills",
    Section.CERTIFICATES: "证书 资格证书 持证 资质证件 资质 持有资格 职业证书与资质 证书与职称 执业证书 所持证书 取得证书 技能资格 上岗证书 专业资格 专业资质 所获证书 职业证书 职业资格 专业证书 证书资质 执业资格 技能证书 资质证书 证书荣誉 荣誉证书 证书与荣誉 荣誉与证书 获得证书 持有证书 资格认证 认证证书 资格与证书 职称证书 执业资格及证书 证书及荣誉 荣誉及证书 资质与证书 证书奖项 职称/证书 资格/证书 从业资格 职业资格证书 证书情况 证书与资质 持证情况 职称与证书 职称 certificates certifications certification certificate licenses licensescertifications qualifications certificationsandlicenses licensesandcertifications certificatesandawards",
    Section.ABILITIES: "技能与证书 技能证书 技能/证书 专业技能与证书 技能及证书 技能和证书 证书与技能 技能荣誉 专业技能及证书 语言与证书 skillsandcertificates skillsandcertifications skillscertificates skills&certificates skills&certifications",
    Section.AWARDS: "荣誉奖励 荣誉奖项 获奖情况 奖项荣誉 所获荣誉 荣誉 获奖经历 奖励 所获奖项 个人荣誉 获奖荣誉 奖惩情况 奖励情况 在校荣誉 奖项 表彰 awards honors honorsandawards honours awardsandhonors achievements",
    Section.SUMMARY: "自我评价 个人简介 写在最后 自荐 自我推荐 个人特点 性格特点 我是谁 个人特质 个人介绍 职业评价 自评 个人评价 个人优势 职业概述 自我描述 自我介绍 个人总结 关于我 个人概述 职业总结 个人陈述 优势 简介 核心优势 自我鉴定 职业优势 个人亮点 职业亮点 自我总结 我的优势 优势亮点 个人描述 综合评价 综述 profile summary aboutme about selfevaluation selfassessment professionalsummary personalstatement careersummary executivesummary personalprofile overview introduction highlights",
    Section.RECENT: "最近工作/最高学历 最近工作 最高学历 目前工作",
    Section.OTHER: "兴趣爱好 其他 其它 附加信息 证明人 推荐人 其他信息 爱好 补充信息 兴趣 紧急联系人 家庭情况 家庭成员 附件 备注 其它信息 个人爱好 兴趣与爱好 interests hobbies references others other additionalinformation miscellaneous",
}
_BY_NAME = {name: section for section, names in _HEADINGS.items() for name in names.split()}
# Words that are labels far more often than headings when something follows them on the line.
_NEVER_INLINE = frozenset(
    [
        "学历",
        "期望",
        "工作",
        "经历",
        "优势",
        "特长",
        "职称",
        "履历",
        "联系方式",
        "应聘职位",
        "应聘岗位",
        "简介",
        "目前工作",
        "最高学历",
        "擅长",
        "作品",
        "专长",
        "奖励",
        "荣誉",
    ]
)
_LEAD_ONLY = frozenset({"教育", "工作", "经历", "实习", "技能", "证书", "荣誉", "特长", "简介"})
_LEADS_WITH_DATE = re.compile(r"\s*(?:19|20)\d{2}")
# "证书 PMP" is a label with its value, "证书 Certificates" a heading.
_ENGLISH_HEADING = re.compile(
    r"experience|education|skill|certif|licen|work|employ|career|summary|profile|project|award|honou?r|info|background|about|intern|objective|contact|language|train|history|abilit|evaluation|qualif|personal|contact|strength|expertise|other"
)
# Headings nobody has listed, by the word they are built on.
_LIKE_A_HEADING = (
    (Section.INTERNSHIP, re.compile(r"^(?:实习|见习)[\u4e00-\u9fff]{0,4}(?:经历|经验|履历)$")),
    (
        Section.WORK,
        re.compile(
            r"^(?:[\u4e00-\u9fff]{0,2}(?:工作|职业|从业|任职|就业|就职|职场))[\u4e00-\u9fff]{0,4}(?:经历|经验|履历|历程|轨迹|足迹)$"
        ),
    ),
    (
        Section.EDUCATION,
        re.compile(
            r"^(?:[\u4e00-\u9fff]{0,2}(?:教育|学历|求学|学习|就读|学业))[\u4e00-\u9fff]{0,4}(?:背景|经历|信息|情况|履历|历程)$"
        ),
    ),
    (
        Section.SKILLS,
        re.compile(
            r"^(?:[\u4e00-\u9fff]{0,4}(?:技能|特长|专长|擅长))[\u4e00-\u9fff]{0,3}$|^[\u4e00-\u9fff]{0,3}能力(?:清单|一览|概览|图谱|树)$"
        ),
    ),
    (
        Section.CERTIFICATES,
        re.compile(
            r"^(?:证书|持证|资质|所获|所持|持有|取得|获得|已获)[\u4e00-\u9fff]{0,3}(?:证书?|资格|资质|情况|一览|清单)$"
        ),
    ),
)
_DECORATION = re.compile(
    r"^[\s■◆●▪◇▌|★☆#*=\-—–_:：>»►▶•·◎○□▍▎▏❖✦✪⬛◼]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,4})\s*[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）])?[\s【\[「《〖（(◆●■|]*"
)
_INSTRUCTED = re.compile(r"[（(](?:由|从|请|按|自)[^（）()]*[)）]\s*$")  # a form's "(由近及远填写)"
_HAN_BESIDE_ENGLISH = 8
_TAIL = re.compile(r"[\s】\]」》〗)）:：|=\-—–_*#.。◆■●]*$")
_SQUASH = re.compile(r"[\s·,&＆]+|\band\b", re.IGNORECASE)
_INLINE = re.compile(
    r"^[\s■◆●▪•·【\[]*(?P<head>[\u4e00-\u9fffA-Za-z/&与及和 　]{2,24}?)\s*[】\]]?\s*[:：]\s*(?P<rest>\S.*)$"
)
_FURNITURE = re.compile(
    r"^[\s\-–—]*(?:第)?\s*\d{0,3}\s*(?:/\s*\d{1,3})?\s*页?[\s\-–—]*$|^第?\s*\d*\s*页?\s*[,，/]?\s*共\s*\d*\s*页|^更新(?:时间|日期)|^本简历由|^©|^page\s*\d+(?:\s*of\s*\d+)?$",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"(?<=[^\s:：（(])\s*(?=(?:职位|部门|职务|岗位|所在部门|公司名称)[:：])")
_HEADER_CELLS = 3
_COLUMN_NAME = re.compile(
    r"^(?:起止|开始|结束|毕业|入学|就读|任职|工作|在职|获得|取得)?(?:时间|日期|年月|年限)|^(?:毕业|就读|教育|培训)?(?:院校|学校|机构)(?:名称)?$|^(?:所学|主修)?专业(?:名称)?$|^(?:学历|学位|层次)(?:/学位|层次)?$|^(?:工作|任职|所在)?(?:单位|公司|企业)(?:名称)?$|^(?:担任|所任)?(?:职务|职位|岗位|部门)(?:名称)?$|^(?:主要)?(?:工作)?(?:内容|职责|描述)$|^(?:证明人|离职原因|薪资|备注|联系电话|序号)$"
)
_MAX_HEADING = 30
# A line of a résumé has tens of characters; what is longer is somebody's attack on the patterns.
_MAX_LINE, _MAX_LINES = 1_200, 3_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the document with its section. text: numerals of years as digits, an inline heading cut off. line: its index."""

    line: int
    text: str
    cells: tuple[str, ...]
    section: Section
    column: int
    size_pt: float | None


def rows_of(document: Document) -> tuple[Row, ...]:
    """Every line that says something, headings and page furniture left out."""
    repeated = _running_heads(document)
    section = Section.BASIC
    column: int | None = None
    page = 0
    rows: list[Row] = []
    for index, line in enumerate(document.lines[:_MAX_LINES]):
        if _FURNITURE.match(line.text.strip()) or (index in repeated):
            continue
        # A text box or sidebar opens anew; a column that goes on over the page doesn't.
        if column is not None and line.column != column and line.page == page:
            section = Section.BASIC
        column, page = line.column, line.page
        for cells, found in _parts(_clipped(line), section):
            section = found
            if cells and not _is_table_header(cells):
                cut = tuple(part for cell in cells for part in _GLUED_LABEL.split(plain(cell)) if part)
                rows.append(Row(index, "  ".join(cut), cut, section, line.column, line.size_pt))
    return tuple(_joined_months(rows))


def _is_table_header(cells: tuple[str, ...]) -> bool:
    return len(cells) >= _HEADER_CELLS and all(_COLUMN_NAME.match(cell.strip()) for cell in cells)


def _joined_months(rows: list[Row]) -> list[Row]:
    """A span of months broken in a narrow cell ("2019.3 –" above "2021.5") is whole again in its first line."""
    kept: list[Row] = []
    for row in rows:
        above = kept[-1] if kept else None
        if (
            above
            and above.column == row.column
            and ENDS_OPEN.search(above.cells[0])
            and BEGINS_CLOSED.match(row.cells[0])
        ):
            cells = (above.cells[0] + " " + row.cells[0], *above.cells[1:])
            kept[-1] = replace(above, cells=cells, text="  ".join(cells))
            if len(row.cells) > 1:
                kept.append(replace(row, cells=row.cells[1:], text="  ".join(row.cells[1:])))
            continue
        kept.append(row)
    return kept


def _clipped(line: Line) -> tuple[str, ...]:
    cells = line.cells or (line.text,)
    return (
        cells
        if len(line.text) <= _MAX_LINE
        else tuple(cell[: _MAX_LINE // len(cells) + 1] for cell in cells[:_MAX_LINE])
    )


def heading(text: str) -> Section | None:
    """The section a line opens, if it is a heading in Chinese, English or both."""
    if len(text) > _MAX_HEADING:
        return None
    bare = _TAIL.sub("", _INSTRUCTED.sub("", _DECORATION.sub("", text, count=1)))
    squashed = _SQUASH.sub("", bare).lower()
    if squashed in _BY_NAME:
        return _BY_NAME[squashed]
    han, latin = re.sub(r"[^\u4e00-\u9fff/]", "", bare).strip("/"), re.sub(r"[^A-Za-z]", "", bare).lower()
    if han and latin and han in _BY_NAME and (latin in _BY_NAME or _ENGLISH_HEADING.search(latin)):
        return _BY_NAME[han]
    if han and latin in _BY_NAME and len(han) <= _HAN_BESIDE_ENGLISH and len(latin) > 3:
        return _BY_NAME[latin]
    return next((section for section, pattern in _LIKE_A_HEADING if pattern.match(squashed)), None)


def _parts(cells: tuple[str, ...], section: Section) -> list[tuple[tuple[str, ...], Section]]:
    """A line's cells as content with its section; a heading alone yields no content."""
    whole = heading(" ".join(cells))
    if whole:
        return [((), whole)]
    if len(cells) > 1:
        for place, cell in enumerate(cells):
            opened = heading(cell)
            bare = _TAIL.sub("", _DECORATION.sub("", cell, count=1)).strip()
            is_label = cell.rstrip().endswith(("：", ":")) or bare in _NEVER_INLINE
            if (
                opened
                and not is_label
                and (
                    place == 0
                    or (
                        _LEADS_WITH_DATE.match(cells[0])
                        and bare not in _LEAD_ONLY
                        and opened is not Section.OTHER
                    )
                )
            ):
                return [(cells[:place] + cells[place + 1 :], opened)]
    inline = _INLINE.match(cells[0])
    if inline:
        head = _SQUASH.sub("", inline["head"]).lower()
        opened = _BY_NAME.get(head)
        if (
            opened
            and (
                inline["head"].strip() not in _NEVER_INLINE
                or inline["head"].strip() in {"工作"}
                or (opened is Section.SKILLS and len(re.findall(r"[、，,;；|]", inline["rest"])) >= 2)
            )
            and head not in {"项目", "培训", "实习"}
        ):
            return [((inline["rest"], *cells[1:]), opened)]
    return [(cells, section)]


def _running_heads(document: Document) -> frozenset[int]:
    """Lines that repeat from page to page: all but the first."""
    squashed = [re.sub(r"[\s\d]+", "", line.text) for line in document.lines]
    pages: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for text, line in zip(squashed, document.lines, strict=True):
        if (text, line.page) not in seen:
            seen.add((text, line.page))
            pages[text] += 1
    met: set[str] = set()
    again = set()
    for index, text in enumerate(squashed):
        if (
            text
            and len(text) <= _MAX_HEADING
            and pages[text] > 1
            and heading(document.lines[index].text) is None
            and not _is_content(text)
        ):
            if text in met:
                again.add(index)
            met.add(text)
    return frozenset(again)


def _is_content(squashed: str) -> bool:
    return bool(
        re.search(r"职责|业绩|职位|工作内容|工作描述|行业|公司|大学|学院|部门|技术部|工程师", squashed)
    )
