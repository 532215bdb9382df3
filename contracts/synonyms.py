"""Words that mean the same to every rule, written as the one word the rules know.

By class, one row each; a row's words must mean its term wherever they stand in a contract.
"""

import re

from contracts.normalise import Normalised

_CLASSES: tuple[tuple[str, str], ...] = (
    ("员工", r"雇员|受雇[人者]|受限人|义务人|打工人|伙计"),
    ("乙方", r"(?<![给由让])你(?![我们方])|(?<=[给由让])你(?![我们方])"),
    (
        "公司",
        r"(?<![本])店[里方](?!的)|本[店厂校院园](?!长)|厂[里方](?!的)|[校院]方|老板(?!娘)|雇主|雇佣方|用工方|资方|我司",
    ),
    ("离职", r"离任|离[店厂](?!里)|离[院园队](?!内)"),
    ("工资", r"工钱|课酬|课时费|饷银|薪饷"),
    ("提成", r"手工费"),
    ("年终奖", r"花红|年终红包"),
    ("扣", r"抠(?=[0-9半当全])|(?<=里)减(?=[0-9])"),
    ("每天", r"逐日|天天|日日|每个?工作日"),
    ("每月", r"逐月"),
    ("拒绝", r"谢绝|婉拒|推辞|推却"),
    ("无须", r"毋庸|毋须|无庸|无需|用不着"),
    ("不得", r"不许|(?<![看拿说吃摸算定])不准|甭|别(?=去|再|想|找|碰|提|告)"),
    ("视为", r"视同|视作|等同于"),
    ("放弃", r"舍弃|弃权"),
    ("待", r"俟"),
    ("怀孕", r"怀(?:上)?(?:孩子|娃)|显怀|有喜|身孕|怀胎|受孕"),
    ("结婚", r"办(?:酒席|喜事|喜酒|酒(?![店水吧]))|领证|完婚|嫁娶"),
    ("生育", r"生[娃崽]|添丁|生儿育女"),
    ("哺乳", r"喂奶"),
    ("乙肝", r"[大小]三阳|表面抗原阳性"),
    ("年假", r"年休(?![息假])|公休假"),
    ("辞退", r"请(?:他|她|其|人)走|撵走|扫地出门"),
)
_WORDS = re.compile("|".join(f"(?P<t{i}>{words})" for i, (_term, words) in enumerate(_CLASSES)))


def with_common_terms(text: Normalised) -> Normalised:
    """The text in the rules' own terms, each character still traced to its place."""
    return text.rewritten(_WORDS, lambda m: _CLASSES[int((m.lastgroup or "t0")[1:])][0])
