"""Words for name, gender, region, school, age and family replaced by one neutral word before anything is measured.

Hesitations are left out, and words of one region are written as everybody would say them.

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
    "|绵阳|贵阳|昆明|大理|拉萨|西安|兰州|西宁|银川|乌鲁木齐|沈阳|大连|长春|哈尔滨|石家庄|太原|呼和浩特|唐山|保定|徐州|义乌|川渝|邯郸|邢台|沧州|廊坊|秦皇岛|张家口|承德|运城|临汾|包头|赤峰|鄂尔多斯"
    "|鞍山|锦州|丹东|吉林市|通化|延边|齐齐哈尔|牡丹江|佳木斯|常州|南通|扬州|盐城|连云港|淮安|镇江|泰州|宿迁|嘉兴|湖州|绍兴|金华|台州|衢州|丽水|舟山"
    "|芜湖|蚌埠|阜阳|安庆|亳州|宿州|马鞍山|漳州|莆田|龙岩|宁德|九江|赣州|吉安|宜春|上饶|景德镇|淄博|潍坊|临沂|济宁|泰安|威海|菏泽|聊城|德州|新乡"
    "|南阳|信阳|周口|商丘|驻马店|许昌|安阳|宜昌|襄阳|荆州|黄冈|孝感|十堰|恩施|株洲|湘潭|衡阳|岳阳|常德|邵阳|郴州|永州|怀化|湘西|汕头|惠州|中山|江门|湛江|茂名|揭阳"
    "|梅州|清远|柳州|玉林|百色|三亚|德阳|宜宾|泸州|南充|达州|乐山|凉山|攀枝花|遵义|毕节|曲靖|红河|西双版纳|日喀则|咸阳|宝鸡|汉中|榆林|延安|临夏|喀什|伊犁|和田|高雄|台北"
)
_SCHOOL = "[\u4e00-\u9fff]{0,8}?(?:大学|学院|职校|技校|中专|专科学校|职业学校|卫校|师范)"
_SHORT_SCHOOL = "清华|北大|复旦|交大|浙大|人大|武大|中大|厦大|南大|川大|同济|哈工大|中科大|北航|华科|北师大|华师|西交|山大|郑大"
_NUMERAL = "[0-9一二三四五六七八九十两]{1,3}"
_NAME_END = r"(?=[，。,；;、\s我]|今年|来自|毕业|应聘|$)"
_REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    # Hesitations: speech has them, writing and most recognisers leave them out.
    (re.compile(r"(?:[嗯呃唔]+|(?<![\u4e00-\u9fff])额+(?![\u4e00-\u9fff]))[，、。…\s]*"), ""),
    (re.compile(r"(那个|这个|就是|然后)[，、…]*(?=\1)"), ""),
    (
        re.compile(
            rf"(^[^。]{{0,20}}?我(?:的名字)?叫)(?:[\u4e00-\u9fff·]{{2,10}}?|[A-Za-z ]{{2,20}}?){_NAME_END}"
        ),
        r"\1某某",
    ),
    (
        re.compile(rf"(我(?:的名字)?(?:叫|是|姓)|名叫|姓名是){SURNAME}[\u4e00-\u9fff]{{0,2}}{_NAME_END}"),
        r"\1某某",
    ),
    (re.compile(rf"(?:{_SHORT_SCHOOL})(?=毕业|读|念|上的?学|的?(?:学生|本科|硕士|研究生|博士))"), "学校"),
    (
        re.compile(rf"(毕业于|就读于|读的是|考上了?|考进了?|来自|我是|母校是?|(?<=我)在|从){_SCHOOL}"),
        r"\1学校",
    ),
    (re.compile(rf"(?:{_PLACES})(?:省|市)?{_SCHOOL}"), "学校"),
    (re.compile(r"985|211|双一流|双非|一本院校|二本院校|三本院校|名校|重点大学|普通大学|民办大学"), "学校"),
    (re.compile(rf"(?:{_PLACES})(?:省|市|县|区)?(?:那边|这边)?"), "外地"),
    (
        re.compile(
            r"(?<=我是)(?:农村|城里|乡下|县城|山里|城市)(?=的|人|来的|长大)|农村户口|城镇户口|城市户口"
        ),
        "外地",
    ),
    (re.compile(r"(?:外地){2,}"), "外地"),
    (
        re.compile(
            r"(?:汉|回|满|壮|苗|藏|彝|侗|瑶|白|傣|蒙古|维吾尔|土家|布依|朝鲜|哈萨克|黎|畲)族(?!群|谱)"
        ),
        "民族",
    ),
    # Age, marriage, children and family: who a candidate is, not what was done.
    (re.compile(rf"((?:我|本人)(?:今年|现在|都|快|已经|刚|马上)*){_NUMERAL}多?岁(?:多)?"), r"\1三十岁"),
    (re.compile(r"(?:60|70|80|85|90|95|00|六零|七零|八零|八五|九零|九五|零零|〇〇)后"), "三十岁"),
    (
        re.compile(
            r"(?:我)?(?:已婚(?:已育|未育)?|未婚(?:未育)?|离异|离过婚|单身|结婚了|结了婚|还?没结婚|没对象|有对象)"
        ),
        "我成家",
    ),
    (
        re.compile(
            r"(?:刚)?(?:休完|休了)(?:产假|陪产假|育儿假|病假)|刚生完(?:二胎|三胎|孩子|小孩)|怀孕(?:的时候|期间)|备孕"
        ),
        "休假",
    ),
    (re.compile("[她它牠妳]"), "他"),
    (
        re.compile(
            r"小?(?:男生|女生|男的|女的|男孩子?|女孩子?|男人|女人|男士|女士|小姑娘|姑娘|小伙子?|小妹|小哥|美女|帅哥|小姐姐|小哥哥|妹子|小伙儿)"
        ),
        "年轻人",
    ),
    (re.compile(r"女性|男性|女同志|男同志|女汉子|大男人|大老爷们|女同事|男同事"), "年轻人"),
    (
        re.compile(
            r"老先生|老太太|老大爷|老奶奶|老爷爷|老头儿?|老太婆|大爷|大妈|大叔|大娘|大婶|大伯|奶奶|爷爷|外婆|外公|姥姥|姥爷|阿姨"
        ),
        "老人",
    ),
    (
        re.compile(
            r"老公|老婆|丈夫|妻子|先生(?=说|在|也|陪)|太太|媳妇儿?|男朋友|女朋友|男友|女友|我家那口子|孩子他?[爸妈]"
        ),
        "爱人",
    ),
    (
        re.compile(
            r"爸爸妈妈|爸妈|妈妈|爸爸|母亲|父亲|(?<=我)[妈爸]|公公婆婆|婆婆|公公|岳父|岳母|丈母娘|老丈人"
        ),
        "家长",
    ),
    (re.compile(r"儿子|女儿|闺女|大宝|二宝|[男女]孩儿?|娃儿?|伢子?|崽"), "孩子"),
    (
        re.compile(
            r"哥哥|姐姐|弟弟|妹妹|表哥|表姐|表弟|表妹|堂哥|堂弟|舅舅|姑姑|姑妈|叔叔|我[哥姐弟妹](?![们])"
        ),
        "亲人",
    ),
    (re.compile(rf"{SURNAME}(?:哥|姐|叔|姨|先生|女士|小姐|大姐|大哥|师傅|阿姨)"), "老王"),
    (re.compile(rf"(?:小|老|阿){SURNAME}"), "小王"),
    # Words of one region, as everybody would say them.
    (re.compile(r"俺们|咱们?|阿拉|我哋"), "我们"),
    (re.compile(r"俺|偶(?=[觉就想们])"), "我"),
    (re.compile(r"咋(?:个|地|样)?(?=[办做会想说弄])|啷个|咋"), "怎么"),
    (re.compile(r"啥子?|么子(?=[事时个])|咩"), "什么"),
    (re.compile(r"晓得|知晓"), "知道"),
    (re.compile(r"侬|恁"), "你"),
    (re.compile(r"唠嗑|摆龙门阵|倾偈|唠"), "聊"),
    (re.compile(r"寻思"), "想"),
    (re.compile(r"瞅|睇"), "看"),
    (re.compile(r"忒|贼(?=[快好累忙难大多])|老(?=[多好忙累]了)"), "太"),
    (re.compile(r"蛮|怪(?=[好累忙难])"), "挺"),
    (re.compile(r"整(?=明白|好了|利索|清楚)|搞(?=定|清|明|好|了|完)"), "弄"),
    (re.compile(r"巴适|得劲"), "好"),
    (re.compile(r"冇|木有|么得"), "没有"),
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
