"""L34: a term worse than the same post's template for the one who scored low. 劳动法 46, 个人信息保护法 24; product policy."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit
from contracts.lexicon import AI_SCORE, OVERTIME, gap, near, pattern
from contracts.rules.change import HUMAN_DECIDES
from contracts.rules.template_terms import is_worse

_BECAUSE_LOW = pattern(
    rf"(?:鉴于|因|由于|基于|考虑到|针对|根据|按){near(20)}(?:{AI_SCORE}|(?:抗压|沟通|协作|情绪|技术|团队|文化|逻辑|学习|稳定|性格|能力)[^。;,]{{0,10}}(?:偏低|较低|不足|欠缺|较弱|偏弱|一般|低|不高|较差|弱)){gap(60)}(?P<v>较(?:同岗|其他)|多[0-9]|按同岗|同岗(?:位)?(?:员工)?的?[0-9]|特(?:别)?(?:约定|增设|设|定|附加)?|另(?:行)?(?:约定|增设|加)?|仅(?:适用|对|就)|单独|额外|附加|增设|降低|下调|延长|加班|减|不低于|不少于|执行|从低|低于|较低|约定)"
)
_ONLY_THIS_PERSON = re.compile(
    r"仅此[1一]人|唯独[^。;,]{0,6}(?:乙方|本人|其)|不享(?:受|有)?[^。;,]{0,6}同岗|同岗[^。;,]{0,10}(?:之上|以上|之外|外)[^。;,]{0,4}(?:加|增|多)|(?:源自|缘于|因为|由于)[^。;,]{0,16}(?:分|测评|画像|评分)[^。;,]{0,4}(?:低|不高|差|弱)|仅(?:适用于|对|针对|就|约束)(?:于)?(?:乙方|本人|其)|(?:其他|同岗)(?:员工|人员|同事|岗位)[^。;]{0,12}(?:不适用|不受|除外|无此)|低于同岗|较同岗[^。;]{0,8}(?:低|少|长|严|多(?![0-9]{1,5}(?:元|天)))|同岗位?[^。;]{0,10}(?:低|少)[0-9]"
)
_SAME_AS_POST = re.compile(r"与同岗[^。;]{0,30}(?:一致|相同)|同岗(?:位)?(?:员工)?适用的标准")


def worse_for_low_score(clause: Clause) -> Iterator[Hit]:
    """L34. A term worse than the same post's template for this one person, shown by the template or said in the text."""
    for m in clause.affirms(_BECAUSE_LOW, unless=HUMAN_DECIDES):
        if clause.has(_ONLY_THIS_PERSON) or re.search(
            OVERTIME
            + r"|较同岗|按同岗|同岗[^。;,]{0,4}[0-9.]{1,12}%|降低|下调|延长|减|从低|低于|不少于|不低于|特|增设|附加|额外",
            clause.sentence_at(m.start(), m.end()),
        ):
            yield hit(m)
            return
    if clause.facts.ai_scores and (m2 := _ONLY_THIS_PERSON.search(clause.text)):
        yield hit(m2)
        return
    if clause.has(_SAME_AS_POST):
        return
    worse = [key for key in clause.facts.same_post_template if is_worse(clause, key)]
    if worse:
        yield whole(clause, note="劣于同岗位模板：" + "、".join(worse))
