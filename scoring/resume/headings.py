"""Headings of a résumé: the section a line opens, by its words, and where nobody knows the words, by its look."""

import re
from enum import StrEnum


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
    KEYWORDS = "keywords"  # words for a search, said of nobody
    RECENT = "recent"  # a portal's digest of what follows
    PEOPLE = "people"  # referees, family: their numbers are not the candidate's
    OTHER = "other"


_HEADINGS: dict[Section, str] = {
    Section.BASIC: "基本信息 个人信息 个人资料 基本资料 联系方式 联系信息 基本情况 个人概况 个人基本信息 联系我 personalinformation personalinfo personaldetails contact contactinformation contactinfo contactme profileinfo basicinfo basicinformation",
    Section.OBJECTIVE: "求职意向 求职目标 求职期望 期望职位 期望工作 意向岗位 应聘职位 应聘岗位 求职方向 职业意向 目标职位 求职意愿 职业目标 期望 objective jobobjective careerobjective jobintention jobtarget targetposition desiredposition expectation expectations",
    Section.EDUCATION: "教育背景 教育经历 学业经历 就读经历 学历教育 学历及培训 学历与教育 读书经历 求学背景 就学经历 教育概况 教育 学历 学历背景 教育情况 学习经历 教育信息 学业背景 求学经历 教育与培训 学习背景 毕业院校及专业 受教育经历 学历信息 教育履历 education educationbackground educationalbackground academicbackground academicqualifications educationandqualifications educationhistory academics",
    Section.WORK: "工作经历 工作经验 我的经历 过往经历 职场经历 职业轨迹 工作历程 从业背景 工作足迹 任职履历 就职经历 任职情况 职业背景 从业履历 我做过的事 曾任职 职业历程 工作概况 工作 经历 工作背景 工作履历 职业经历 任职经历 从业经历 职业履历 职业经验 就业经历 工作/实习经历 工作实习经历 实习/工作经历 实习及工作经历 工作及实习经历 工作与实习经历 实践与工作经历 实习与工作经历 主要工作经历 履历 个人履历 职业生涯 从业经验 工作情况 工作简历 experience workexperience professionalexperience employment employmenthistory workhistory careerhistory career professionalbackground workingexperience jobexperience relevantexperience employmentexperience work workhistory positions positionsheld professionalhistory employers",
    Section.INTERNSHIP: "实习经历 实习经验 实习 实习实践 实践经历 社会实践 实习与实践 社会实践经历 实习实践经历 internship internships internshipexperience internexperience",
    Section.PROJECT: "项目经历 项目经验 项目 重点项目 代表项目 主要项目 项目作品 作品集 科研经历 科研项目 研究经历 项目业绩 代表作品 作品 论文发表 发表论文 科研成果 主要业绩 工程业绩 开源项目 projects projectexperience project researchexperience publications portfolio selectedprojects keyprojects research",
    Section.CAMPUS: "校园经历 在校经历 学生工作 校内经历 社团经历 校园活动 校内实践 学生干部经历 在校情况 校园实践 志愿者经历 志愿经历 志愿服务 activities extracurricularactivities campusexperience leadership volunteer volunteerexperience volunteering",
    Section.TRAINING: "培训经历 培训 培训经验 进修经历 进修培训 继续教育 training trainingexperience",
    Section.SKILLS: "专业技能 技能 技能特长 能力清单 擅长领域 掌握技能 技能一览 业务专长 会什么 我会的 专业领域 技能树 岗位能力 职业能力 专业能力与技能 能力与技能 工具与技能 技能工具 关键能力 业务能力 专业技能与特长 技术特长 技能概览 能力概述 擅长技能 专业工具 技能专长 技能标签 职业技能 个人技能 掌握技能 it技能/专长 it技能 专业能力 核心技能 技术栈 专长 擅长 技术能力 技能清单 专业特长 工作技能 技能描述 相关技能 岗位技能 技能水平 技术专长 专业知识与技能 业务技能 专业技术 核心能力 关键技能 特长 标签 个人标签 我的标签 技能与特长 个人特长 技能与工具 技能掌握 能力标签 软件技能 操作技能 专业专长 技能/特长 语言能力 语言技能 skills technicalskills professionalskills skillset keyskills coreskills corecompetencies competencies techstack expertise skillsandtools skillstools languages toolsandskills tools techskills toolkit technologies",
    Section.CERTIFICATES: "证书 资格证书 持证 资质证件 资质 持有资格 职业证书与资质 证书与职称 执业证书 所持证书 取得证书 技能资格 上岗证书 专业资格 专业资质 所获证书 职业证书 职业资格 专业证书 证书资质 执业资格 技能证书 资质证书 证书荣誉 荣誉证书 证书与荣誉 荣誉与证书 获得证书 持有证书 资格认证 认证证书 资格与证书 职称证书 执业资格及证书 证书及荣誉 荣誉及证书 资质与证书 证书奖项 职称/证书 资格/证书 从业资格 职业资格证书 证书情况 证书与资质 持证情况 职称与证书 职称 certificates certifications certification certificate licenses licensescertifications qualifications certificationsandlicenses licensesandcertifications certificatesandawards",
    Section.ABILITIES: "技能与证书 技能证书 技能/证书 专业技能与证书 技能及证书 技能和证书 证书与技能 技能荣誉 专业技能及证书 语言与证书 skillsandcertificates skillsandcertifications skillscertificates skills&certificates skills&certifications",
    Section.AWARDS: "荣誉奖励 荣誉奖项 获奖情况 奖项荣誉 所获荣誉 荣誉 获奖经历 奖励 所获奖项 个人荣誉 获奖荣誉 奖惩情况 奖励情况 在校荣誉 奖项 表彰 awards honors honorsandawards honours awardsandhonors achievements",
    Section.SUMMARY: "自我评价 个人简介 写在最后 自荐 自我推荐 个人特点 性格特点 我是谁 个人特质 个人介绍 职业评价 自评 个人评价 个人优势 职业概述 自我描述 自我介绍 个人总结 关于我 个人概述 职业总结 个人陈述 优势 简介 核心优势 自我鉴定 职业优势 个人亮点 职业亮点 自我总结 我的优势 优势亮点 个人描述 综合评价 综述 profile summary aboutme about selfevaluation selfassessment professionalsummary personalstatement careersummary executivesummary personalprofile overview introduction highlights",
    Section.RECENT: "最近工作/最高学历 最近工作 最高学历 目前工作",
    Section.PEOPLE: "证明人 推荐人 紧急联系人 紧急联系 紧急联系方式 家庭情况 家庭成员 背景调查 背调联系人 referee referees reference references",
    Section.OTHER: "兴趣爱好 其他 其它 附加信息 其他信息 爱好 补充信息 兴趣 附件 备注 其它信息 个人爱好 兴趣与爱好 interests hobbies others other additionalinformation miscellaneous",
}
BY_NAME = {name: section for section, names in _HEADINGS.items() for name in names.split()}
# "证书 PMP" is a label with its value, "证书 Certificates" a heading.
_ENGLISH_HEADING = re.compile(
    r"experience|education|skill|certif|licen|work|employ|career|summary|profile|project|award|honou?r|info|background|about|intern|objective|contact|language|train|history|abilit|evaluation|qualif|personal|contact|strength|expertise|other"
)
# Headings nobody has listed, by the word they are built on.
_LIKE_A_HEADING = tuple(
    (section, re.compile(pattern))
    for section, pattern in (
        (
            Section.INTERNSHIP,
            r"^(?:实习|见习|实训|轮转|规培)[\u4e00-\u9fff]{0,4}(?:经历|经验|履历|情况|记录)$",
        ),
        (
            Section.WORK,
            r"^[\u4e00-\u9fff]{0,2}(?:工作|职业|从业|任职|就业|就职|职场|供职|在职|在岗|打工)[\u4e00-\u9fff]{0,4}(?:经历|经验|履历|历程|轨迹|足迹|记录|过程|年表)$|^我?(?:[干做]过的?(?:活|事|工作)|(?:上|打)过的?(?:班|工)|待过的?(?:公司|单位)|(?:都)?在(?:哪|哪儿|哪里)(?:干|做|上)过(?:班|活)?|走过的路|(?:我的)?职场(?:之?路)?|历任(?:职务|岗位))$"
            r"|^(?:教学|教书|教师|任教|执教|从教|行医|从医|临床|护理|带班|驾驶|施工|从军|服役)(?:工作)?(?:经历|经验|履历|历程|生涯|年头|年限)$|^(?:教学|执教)实践$",
        ),
        (
            Section.EDUCATION,
            r"^[\u4e00-\u9fff]{0,2}(?:教育|学历|求学|学习|就读|学业|文化|受教育)[\u4e00-\u9fff]{0,4}(?:背景|经历|信息|情况|履历|历程|程度|水平|概况|过程)$|^(?:我)?(?:[读念上]过?的(?:书|学校?)|读书|念书|求学|上学|母校|(?:学历)?文凭|(?:我的)?学校|在哪读的书)$",
        ),
        (
            Section.ABILITIES,
            r"^(?:(?:专业|职业|个人)?(?:技能|能力|特长)|语言)[/与和及、]?(?:持有|相关|职业|资格)?(?:证照|证书|证件|资格|职称)$",
        ),
        (
            Section.SKILLS,
            r"^[\u4e00-\u9fff]{0,4}(?:技能|特长|专长|擅长)[\u4e00-\u9fff]{0,3}$|^[\u4e00-\u9fff]{0,3}能力(?:清单|一览|概览|图谱|树)?$|^(?:我的)?(?:本事|本领|手艺|手上功夫|工具箱?|武器库|看家本领|拿手[\u4e00-\u9fff]{0,2}|拿得出手的)$|^(?:软件|工具|设备|业务|技术)[与和及/](?:业务|软件|工具|技术|设备|系统)$|^我?(?:会|能)(?:什么|啥|点啥|做什么|干什么|做的|干的|的东西|的活)$",
        ),
        (
            Section.CERTIFICATES,
            r"^(?:证书|持证|资质|所获|所持|持有|取得|获得|已获)[\u4e00-\u9fff]{0,3}(?:证书?|资格|资质|情况|一览|清单)$|^(?:所获|所持|已获|我的|考过的|手里的)?(?:证|证件|证照|持证|执照)$|^(?:所获|所持|已获)$|^(?:证书|证照|资格|职称)[及与和/]?(?:其他|其它|语言|获奖|培训)$",
        ),
        (
            Section.PROJECT,
            r"^(?:课程|科研|个人|主要|代表|重点|参与|典型|毕业|实训|学术|工程|业余|研究|负责)?[的]?(?:项目|课题|作品|论文)[与和及、]?(?:项目|课题|作品|论文)?(?:经历|经验|成果|列表|展示)?$|^(?:科研|研究)(?:成果|经历|方向)?$",
        ),
        (Section.CAMPUS, r"^(?:校园|校内|在校|社团|课外|学生)(?:活动|实践|经历|工作|任职|职务|表现)?$"),
        (
            Section.SUMMARY,
            r"^(?:自述|一句话(?:介绍)?|(?:还|再|多|最后)?(?:想)?说(?:的话|几句|两句|一句|点什么)|还想说(?:的)?|几句话|写给(?:您|你|HR|面试官))$",
        ),
        (Section.KEYWORDS, r"^[\u4e00-\u9fff]{0,4}(?:关键词|关键字|搜索词|检索词)(?:汇总)?$|^keywords?$"),
        (Section.OBJECTIVE, r"^(?:我)?(?:期待|想[找做]什么|想找的工作|求职期待)$"),
        (
            Section.PEOPLE,
            r"^紧急联系[\u4e00-\u9fff]{0,2}$|^(?:推荐|证明|背调)(?:人|联系)[\u4e00-\u9fff]{0,3}$",
        ),
        (Section.OTHER, r"^社会兼职$"),
    )
)
DECORATION = re.compile(
    r"^[\s■◆●▪◇▌|★☆#*=\-—–_:：>»►▶•·◎○□▍▎▏❖✦✪⬛◼]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,4})\s*[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）])?[\s【\[「《〖（(◆●■|]*"
)
_INSTRUCTED = re.compile(r"[（(](?:由|从|请|按|自)[^（）()]*[)）]\s*$")  # a form's "(由近及远填写)"
_HAN_BESIDE_ENGLISH = 8
TAIL = re.compile(r"[\s】\]」》〗)）:：|=\-—–_*#.。◆■●]*$")
SQUASH = re.compile(r"[\s·,&＆]+|\band\b", re.IGNORECASE)
MAX_HEADING = 30
# A heading between two rules, "— 教育 —", comes out of a scan as 一教育- or -技能-.
_RULED = re.compile(r"^[一\-–—－―]{1,3}\s*([\u4e00-\u9fff]{2,8}?)\s*[一\-–—－―]{1,3}$")


def heading(text: str) -> Section | None:
    """The section a line opens, if it is a heading in Chinese, English or both."""
    if len(text) > MAX_HEADING:
        return None
    text = _RULED.sub(r"\1", text.strip())
    bare = TAIL.sub("", _INSTRUCTED.sub("", DECORATION.sub("", text, count=1)))
    squashed = SQUASH.sub("", bare).lower()
    if squashed in BY_NAME:
        return BY_NAME[squashed]
    han, latin = re.sub(r"[^\u4e00-\u9fff/]", "", bare).strip("/"), re.sub(r"[^A-Za-z]", "", bare).lower()
    if han and latin and han in BY_NAME and (latin in BY_NAME or _ENGLISH_HEADING.search(latin)):
        return BY_NAME[han]
    if han and latin in BY_NAME and len(han) <= _HAN_BESIDE_ENGLISH and len(latin) > 3:
        return BY_NAME[latin]
    return next((section for section, pattern in _LIKE_A_HEADING if pattern.match(squashed)), None)
