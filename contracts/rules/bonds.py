"""L09: money or papers held back. 劳动合同法 9."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import EMPLOYER, gap, near, pattern
from contracts.quantities import MONEY

_DEPOSIT = pattern(
    r"(?P<v>押[金款]|保证金|抵押金|抵押款|质押金|履约金|风险金|信用金|诚信金|保证款|担保金|担保费|入职费|报名费|建档费|服装费|工装费|工服费|培训押|风险抵押|抵押物|质押|(?<!预)定金|订金|预授权|集资|入股金|保证书金|上岗费|介绍费|管理押|诚意金|承诺金|意向金|稳岗金|忠诚金|互助金|安全金|责任金|信誉金|廉洁金|廉政金|合作金|名额费|岗位费|工牌费|宿舍押|设备押|[压押][0-9.]{1,12}元|[压押](?:第[一1]个?|[首头][一1]?个?|当|上)月(?:的)?(?:工资|薪)|(?:工资|薪水?|工钱)(?:先|都|给)?[压押][着下住在]|[压押](?:薪|[0-9.]{1,12}个?月|[0-9.]{1,12}[天日](?:的)?(?:工资|薪)|1?半))"
)
_DEPOSIT_PAID = re.compile(
    r"[押压]|备用|缴|交|收|付|存|扣|预留|垫|提供|出具|退|返还|留|押|抵|先行|支付|代扣|出资"
)
_NO_DEPOSIT = re.compile(
    r"(?:保证金|押金|定金|保人|担保)\"?,?[^。;,]{0,8}(?:一律|一概|概|均|都|全|从)?不(?:收|设|要|交|缴|押|用)|(?:不(?:得|会|再)?(?:收取|要求|缴|交|收|设|以|扣|押|向|另|代管|须|需|存在|巧立)|无(?:须|需)|严禁|禁止|绝不|从不|免收|免缴|免交)[^。;]{0,40}(?:押|保证金|抵押|担保|财物|费|风险金)|(?:甲方|公司)(?:承担|负担|免费)[^。;]{0,10}(?:服装|工装|工服)费|住房公积|由(?!乙方|员工|本人)[^。;,]{0,8}自行[缴交]|客户|客人|会员|保管[^。;]{0,16}(?:保证金|押金)|顾客|业主|租客|住客|供应商|投标|拒[付交绝]|举报|租赁保证金由甲方|退还乙方已缴|(?:已|全部)[^。;]{0,10}退还[^。;]{0,10}不再|经济补偿"
)
_PAPERS = r"(?:身份证|居民身份证|毕业证|学位证|学历证|学历(?:学位)?证书|资格证|职业资格|职称证|执业证|驾驶证|驾照|护照|户口[本簿]|上岗证|从业资格证|技能证|证书原件|证件原件|证照|证件|档案(?!室)|通行证|健康证|教师证|会计证|建造师证|银行卡|社保卡|执照|[师员工]证|注册证|资质证|(?:执业|资格|从业|职称)证?书|证书(?=正本|原件)|(?:证书|证件)(?:正本|原件))"
_KEEP = rf"(?:[放留搁存交](?:在|到|于|给|由)?{EMPLOYER}|保留|扣存|扣押|扣留|扣下|保管|代管|托管|收存|代存|留存|暂存|收缴|暂扣|抵押|质押|留置|锁[柜入在存]|存放于|存于|存放|交存|统一收|收取|收走|上交|上缴|收执|收管|执管|掌管|交由|交给|交至|缴存|封存|(?:集中|统一|代为|代)保存|保存(?:于|在)(?:公司|甲方|人事)|押在|押于|滞留|集中管理|统一管理|由(?!本人|乙方|员工|其?自己|个人)[^,。;]{{0,10}}(?:持有|管|收|存))"
_KEEPS_PAPERS = pattern(rf"(?:{_PAPERS}{gap(24)}(?P<v>{_KEEP})|(?P<w>{_KEEP}){near(16)}{_PAPERS})")
_COPIES = re.compile(
    r"妥善保管(?:好)?(?:本人|自己|个人)|乙方[^,。;]{0,8}保管(?:好)?(?:本人|自己|其)|复印件|扫描件|影印件|当场(?:归还|退还|返还)|核验后|验后|即时(?:归还|退还)|电子版|副本|不(?:得)?(?:扣|代管|保管|留存原件|收)|无需上交|十五日内|15日内|档案和社会|转移手续|自行[^,。;]{0,4}保管|乙方[^,。;甲]{0,10}保管|本人保管|离职时?[^。;]{0,8}(?:转移|移交)档案"
)
_GUARANTEE = pattern(
    rf"(?:提供|出具|找|寻|提交|具备|须有|应有|需有|缴|落实|办理|设定|指定|由){gap(24)}(?P<v>担保人?|保证人|保人|连带(?:责任|保证|担保|赔偿)|抵押|质押|房产证|房本|担保书|保函|保书|具保)(?!公司业务|部|岗|物业)|(?:留存|扣存|扣下|预留|留下){near(8)}{MONEY}{gap(20)}(?P<x>担保|保证)(?!人|不)|(?:薪|工资){near(8)}作为?{near(4)}(?P<y>保证|担保|押){near(6)}[留存扣压]|(?P<w>亲属|父母|配偶|家属|保人|担保人|保证人|直系){near(20)}(?:担保|连带|保证责任|作保)"
)
_GUARANTEED_BY = r"担保|保证人|[铺人]保|保人|抵押|质押"
_OTHER_FEE = pattern(
    rf"(?:乙方|员工|入职者|应聘者|本人|其|新人|新员工|职工)?{near(12)}(?:入职|入行|进[店厂]|上岗|报到|录用|签约|岗前|入场|到岗){gap(20)}?(?P<v>缴纳|交纳|缴付|缴存|预交|预缴|先交|上交|支付|交付|缴|交|自费购买|购买|认购){near(14)}(?:[0-9]{{1,12}}元|指定|工具|制服|工装|器材|费用|培训费|服装|体检费|会费|押|金)"
)
_WORK_ONLY = re.compile(
    r"5险|五险|离职后|违约金|社会保险|社保|个税|税|公积金|复印|材料|证明|文件|资料|体检报告|档案|照片|登记表"
)


def deposit_denied(clause: Clause) -> bool:
    """Does every sentence about deposits, guarantors or papers rule them out?"""
    about = pattern(rf"{_DEPOSIT.pattern}|{_GUARANTEED_BY}")
    sentences = [m.group() for m in re.finditer(r"[^。;!?]+", clause.text)]
    denied = [_NO_DEPOSIT.search(s) is not None for s in sentences if about.search(s)]
    return bool(denied) and all(denied) and not any(True for _ in deposit_or_papers_held(clause))


def deposit_or_papers_held(clause: Clause) -> Iterator[Hit]:
    """L09. No deposit, no guarantor, no papers kept, whatever the payment is called."""
    for m in clause.affirms(_DEPOSIT, unless=_NO_DEPOSIT):
        if _DEPOSIT_PAID.search(clause.sentence_at(m.start(), m.end())):
            yield hit(m)
    for m in clause.affirms(_KEEPS_PAPERS, unless=_COPIES):
        yield hit(m)
    for m in clause.affirms(_GUARANTEE, unless=_NO_DEPOSIT):
        if not re.search(
            r"(?:甲方|公司)(?:为|向)(?:乙方|员工)[^。;]{0,8}担保|对外担保|担保法|担保业务|信贷|连带责任保险",
            clause.sentence_at(m.start(), m.end()),
        ):
            yield hit(m)
    for m in clause.affirms(_OTHER_FEE, unless=_WORK_ONLY):
        if not re.search(
            EMPLOYER + r"(?:承担|负担|支付|缴|出|购|为|免费|报销)", clause.sentence_at(m.start(), m.end())
        ):
            yield hit(m)
