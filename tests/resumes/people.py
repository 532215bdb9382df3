"""Résumé texts of people who don't exist, as many as a test wants; each differs in name, phone and e-mail."""

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
_GIVEN = "文博雅宁子涵思远嘉怡浩然欣悦明哲若溪一鸣静秋志强晓燕"


def a_person(number: int, *, years: int = 4, skills: str = "Python、MySQL、Redis") -> str:
    """The text of person `number`: a software engineer with that many years."""
    name = _FAMILY[number % len(_FAMILY)] + _GIVEN[number % 15 * 2 : number % 15 * 2 + 2]
    begins = 2026 - years
    return f"""{name}
手机：1{30 + number % 9}{number:08d}　邮箱：person{number}@example.com
期望城市：杭州
工作经历
{begins}.03-至今　云帆{number}科技有限公司　后端开发工程师
负责订单服务的开发，使用Python和MySQL，接口耗时下降30%
教育经历
{begins - 4}.09-{begins}.06　浙江工业大学　计算机科学与技术　本科
专业技能
{skills}
"""
