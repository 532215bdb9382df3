"""Does a text name a post, does it name an employer?"""

import re

from scoring.resume.vocabulary import Vocabulary

_TITLE_END = re.compile(
    r"(?:工程师|经理|主管|专员|总监|[\u4e00-\u9fff]师|[^成会动党团职社学议人官]员|顾问|助理|实习生|实习|代表|会计|出纳|护士|护士长|老师|司机|组长|班长|店长|厂长|行长|校长|院长|园长|部长|科长|处长|站长|队长|所长"
    r"|主任|秘书|编辑|记者|翻译|法务|客服|销售|运营|采购|前台|策划|设计|开发|测试|运维|科学家|专家|负责人|合伙人|总裁|总经理|董事|督导|首席[\u4e00-\u9fff]{1,4}官|岗|工|保安|导购|主播|导师|教练|干事|文案|美工|柜员|经纪人|代理人|规划师"
    r"|统筹|编导|剪辑|跟单|业务|招聘|人事|行政|审计|财务|监理|研究员|博士后|创始人|店员|技工|领班|管家|总厨|讲师|教员|产品|算法|架构|CTO|CEO|CFO|COO|HRBP|HRD|HR|BP|PM|QA|QC|PMC|CRA|CRC|IE|SQE|VP"
    r"|Engineer|Manager|Analyst|Developer|Director|Designer|Consultant|Assistant|Intern|Specialist|Officer|Lead|Leader|Architect|Accountant|Nurse|Teacher|Executive|Representative|Supervisor|Coordinator|Associate|Administrator|Scientist|Researcher|Editor|Operator|Buyer|Planner|Auditor|Recruiter|Clerk|Technician|Trainee|Head|Secretary|Chef|Translator|Programmer|Tester|Advisor|Agent|Owner|Partner|President|Founder)"
    r"\s*(?:[（(\[【][^()（）]{1,24}[)）\]】])?(?:\s*[IVX]{1,3}|[A-Z]?\d)?$",
    re.IGNORECASE,
)
_STRONG_COMPANY = re.compile(
    r"(?:公司|集团|银行|支行|分行|总行|医院|卫生院|诊所|门诊部|护理院|事务所|分所|大学|学院|中学|小学|幼儿园|学校|研究院|研究所|设计院|工厂|制造厂|[\u4e00-\u9fff]{2,}厂|超市|百货|商场|酒店|宾馆|大酒店|餐厅|饭店|出版社|电视台|工作室|营业部|营销服务部|分公司|支公司|联社|合作社|基金会|股份|有限责任|购物频道|商行|商店|贸易行|报社|杂志社|公证处|门诊|药房|大药房|控股|连锁|Ltd\.?|Inc\.?|LLC|Corp\.?|Corporation|Company|Bank|Hospital|University|College|GmbH|Limited|Technologies|Group)"
    r"\s*(?:[（(\[【][^()（）]{1,24}[)）\]】])?$",
    re.IGNORECASE,
)
_WEAK_COMPANY = re.compile(
    r"(?:中心|店|局|委员会|管委会|居委会|村委会|街道办|人民政府|法院|检察院|派出所|部队|协会|机构|物业|数字化|园区|校区|度假村|食府|酒楼|饭庄|酒家|会馆|驿站|农场|基地|装潢|商社|管理处|代表处|办事处|客运段|旗舰店|国际|少儿英语|网|矿|站|社|所|院|厂|科技|网络|教育|传媒|物流|商贸|贸易|实业|置业|地产|药业|医药|食品|餐饮|保险|人寿|证券|家居|服饰|精密|电器|重工|光电|电子|文化|服务部|维修部|修理部|加工部|门市部|批发部|经营部|经销部|专柜|门店|影城|会所|俱乐部|大厦|广场|馆|Co\.?|Studio|Labs?|Laborator(?:y|ies)|Consulting|Partners|School|Hotel|Tech|China|中国)\s*(?:[（(][^()（）]{1,20}[)）])?$",
    re.IGNORECASE,
)
_HOLDS_COMPANY = re.compile(r"公司|集团|银行|医院|事务所|大学|学院|股份|有限")
_DEPARTMENT = re.compile(
    r"^(?:[\u4e00-\u9fffA-Za-z&/]{1,12}(?:部|部门|事业部|科室|科|组|处|室|事业群|车间|Department|Dept\.?|Team)|[\u4e00-\u9fff]{2,4}中心)$"
)
_NOT_A_DEPARTMENT = re.compile(
    r"公司|医院|银行|购物中心|(?<=[\u4e00-\u9fff]{5})(?:维修部|修理部|加工部|门市部|批发部)$|(?<=[\u4e00-\u9fff]{2})(?:门诊部|工作室|营业部|经营部|经销部|服务部|俱乐部|管理处|代表处|办事处)$"
)
_WELL_KNOWN = re.compile(
    r"^(?:阿里巴巴|阿里云|腾讯|字节跳动|百度|京东|美团|华为|小米|网易|滴滴|拼多多|快手|蚂蚁集团|蚂蚁金服|比亚迪|富士康|中兴|联想|海尔|美的|格力|顺丰|万科|恒大|碧桂园|中国平安|平安科技|招商银行|中国移动|中国联通|中国电信|德勤|普华永道|毕马威|安永|携程|哔哩哔哩|小红书|OPPO|vivo|大疆|宁德时代|蔚来|理想汽车|小鹏汽车|特斯拉|微软|谷歌|亚马逊|苹果|IBM|Oracle|SAP|Intel|英特尔|西门子|博世|海底捞|星巴克|麦当劳|肯德基|新东方|学而思|好未来|迈瑞医疗|药明康德|海康威视|科大讯飞|立讯精密|沃尔玛|永辉超市|盒马|链家|贝壳)"
    r"(?:[（(][^()（）]{1,12}[)）])?$",
    re.IGNORECASE,
)


def ends_like_title(text: str) -> bool:
    return _TITLE_END.search(text.strip()) is not None


def looks_like_title(text: str, vocabulary: Vocabulary) -> bool:
    return title_score(text, vocabulary) >= TITLE


TITLE, MAYBE_TITLE, NO = 2, 1, 0
EMPLOYER, MAYBE_EMPLOYER = 3, 1
_LONGEST_TITLE = 32


def title_score(text: str, vocabulary: Vocabulary) -> int:
    """TITLE, MAYBE_TITLE or NO."""
    bare = text.strip(" ,，;；:：|-—·")
    if not bare or len(bare) > _LONGEST_TITLE + 16 or _STRONG_COMPANY.search(bare) or is_department(bare):
        return NO
    if _TITLE_END.search(bare):
        return TITLE
    hits = vocabulary.post_words.find(bare)
    return MAYBE_TITLE if hits and len(bare) <= _LONGEST_TITLE else NO


def employer_score(text: str) -> int:
    """EMPLOYER, MAYBE_EMPLOYER or NO."""
    bare = text.strip(" ,，;；:：|-—·")
    if not bare or is_department(bare):
        return NO
    if _STRONG_COMPANY.search(bare) or _WELL_KNOWN.match(bare):
        return EMPLOYER
    if _HOLDS_COMPANY.search(bare) and not _TITLE_END.search(bare):
        return EMPLOYER - 1
    return MAYBE_EMPLOYER if _WEAK_COMPANY.search(bare) else NO


def is_department(text: str) -> bool:
    """A part of an employer; a 门诊部 or 工作室 with a name before it is an employer itself."""
    bare = text.strip()
    return _DEPARTMENT.match(bare) is not None and not _NOT_A_DEPARTMENT.search(bare)


def without_ward(title: str) -> str:
    """The title without the part of the employer in its bracket: ICU护士（综合ICU）."""
    return _WARD.sub("", title)


_POST_IN_BRACKETS = re.compile(r"^(.{4,}?)\s*[（(]([^()（）]{2,16})[)）]$")
# "Acme Trading Co., Ltd. Senior Buyer": nothing but the legal form parts the two.
_LEGAL_FORM = re.compile(
    r"^(.{2,60}?\b(?:Co\.?,?\s*Ltd|Pte\.?,?\s*Ltd|Pty\.?,?\s*Ltd|Ltd|Inc|LLC|LLP|Corp|Corporation|Company|GmbH|Limited|PLC|Group|Bank|Hospital|Laboratory|Labs?|University|Hotel)\b\.?(?:\s*[（(][^()（）]{2,24}[)）])?)\s*[,，]?\s+(\S.*)$"
)
_WARD = re.compile(r"\s*[（(][^()（）]{1,12}(?:科|室|部|组|ICU|病区|病房|车间|中心)[)）]$")
_ENDS_EMPLOYER = re.compile(
    r"(?:公司|集团|支行|分行|银行|医院|分所|事务所|研究院|学校|幼儿园|酒店|厂|服务部|中心|超市|百货|大学|学院|护理院|机构|店|[)）])$"
)


def split_employer_and_title(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """ "某某有限公司会计" as its two parts; text that is no such pair comes back whole."""
    latin = _LEGAL_FORM.match(text)
    if latin and title_score(latin[2], vocabulary) == TITLE and not employer_score(latin[2]):
        return latin[1], latin[2]
    bracket = _POST_IN_BRACKETS.match(text)
    if (
        bracket
        and title_score(bracket[2], vocabulary) == TITLE
        and title_score(bracket[1], vocabulary) < TITLE
        and not employer_score(bracket[2])
    ):
        return bracket[1], bracket[2]
    for cut in range(len(text) - 1, 3, -1):
        company, rest = text[:cut].rstrip(" ,，:：·|｜-—–"), text[cut:].strip(" ,，:：·|｜-—–")
        if (
            not rest.startswith(("（", "("))
            and _ENDS_EMPLOYER.search(company)
            and title_score(rest, vocabulary)
            and employer_score(company)
            and not employer_score(rest)
        ):
            return company, rest
    return (text,)
