"""Words for name, gender, region and school replaced by one neutral word before anything is measured.

A score must not move with who a candidate is. Quotes are taken from the untouched answer.
"""

import re
from dataclasses import dataclass

SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]"
)
_PLACES = (
    "北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西"
    "|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|东北|西北|华北|华南|华东|西南|苏北|苏南|陕北|闽南|潮汕|广州|深圳|杭州"
    "|南京|苏州|无锡|宁波|温州|合肥|福州|厦门|泉州|南昌|济南|青岛|烟台|郑州|洛阳|武汉|长沙|东莞|佛山|珠海|南宁|桂林|海口|成都"
    "|绵阳|贵阳|昆明|大理|拉萨|西安|兰州|西宁|银川|乌鲁木齐|沈阳|大连|长春|哈尔滨|石家庄|太原|呼和浩特|唐山|保定|徐州|义乌|川渝"
)
_SCHOOL = "[\u4e00-\u9fff]{0,8}?(?:大学|学院|职校|技校|专科学校|职业学校)"
_REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(我(?:的名字)?(?:叫|是|姓)|名叫|姓名是){SURNAME}[\u4e00-\u9fff]{{0,2}}(?=[，。,；;、\s]|今年|来自|毕业|应聘|$)"
        ),
        r"\1某某",
    ),
    (
        re.compile(r"(?:清华|北大|复旦|交大|浙大|人大|武大|中大|厦大)(?=毕业|的?(?:学生|本科|硕士|研究生))"),
        "学校",
    ),
    (re.compile(rf"(毕业于|就读于|读的是|考上了?|考进了?|来自|我是|母校是?){_SCHOOL}"), r"\1学校"),
    (re.compile(rf"(?:{_PLACES})(?:省|市)?{_SCHOOL}"), "学校"),
    (re.compile(r"985|211|双一流|一本院校|二本院校|三本院校|名校|重点大学"), "学校"),
    (re.compile(rf"(?:{_PLACES})(?:省|市|县|区)?(?:那边|这边)?"), "外地"),
    (re.compile("她"), "他"),
    (
        re.compile(
            r"小?(?:男生|女生|男的|女的|男孩子?|女孩子?|男人|女人|男士|女士|小姑娘|姑娘|小伙子?|小妹|小哥|美女|帅哥|小姐姐|小哥哥)"
        ),
        "年轻人",
    ),
    (re.compile(r"女性|男性|女同志|男同志|女汉子|大男人"), "年轻人"),
    (re.compile(r"老先生|老太太|老大爷|老奶奶|老爷爷|大爷|大妈|大叔|大娘|大婶|大伯|奶奶|爷爷|阿姨"), "老人"),
    (re.compile(r"老公|老婆|丈夫|妻子|先生(?=说|在|也|陪)|男朋友|女朋友|男友|女友"), "爱人"),
    (re.compile(r"爸爸妈妈|爸妈|妈妈|爸爸|母亲|父亲|我妈|我爸"), "家长"),
    (re.compile(rf"{SURNAME}(?:哥|姐|叔|姨|先生|女士|小姐|大姐|大哥|师傅|阿姨)"), "老王"),
    (re.compile(rf"(?:小|老|阿){SURNAME}"), "小王"),
)


@dataclass(frozen=True, slots=True)
class Neutral:
    """text: the neutral wording. spans[i]: where text[i] stands in the answer, as (start, end)."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the answer behind text[start:end]; start < end."""
        return self.spans[start][0], self.spans[end - 1][1]


def neutral(text: str) -> Neutral:
    """The text with every such word replaced; equal for answers that differ in nothing else."""
    spans = [(index, index + 1) for index in range(len(text))]
    for pattern, word in _REPLACED:
        text, spans = _replace(pattern, word, text, spans)
    return Neutral(text, tuple(spans))


def _replace(
    pattern: re.Pattern[str], word: str, text: str, spans: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    pieces: list[str] = []
    placed: list[tuple[int, int]] = []
    position = 0
    for match in pattern.finditer(text):
        new = match.expand(word)
        whole = (spans[match.start()][0], spans[match.end() - 1][1])
        pieces += [text[position : match.start()], new]
        placed += [*spans[position : match.start()], *[whole] * len(new)]
        position = match.end()
    return "".join([*pieces, text[position:]]), [*placed, *spans[position:]]
