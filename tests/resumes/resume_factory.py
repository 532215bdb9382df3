"""Résumés of people who don't exist, as the lines a reader hands over."""

from functools import cache

from config.resume.files import vocabulary_documents
from scoring.resume.document import Concealed, Document, FileKind, Line
from scoring.resume.fields import Month, Resume
from scoring.resume.parse import parse_resume
from scoring.resume.vocabulary import Vocabulary, parse_vocabulary

TODAY = Month(2026, 11)


@cache
def the_vocabulary() -> Vocabulary:
    return parse_vocabulary(vocabulary_documents())


def a_document(text: str, *, concealed: tuple[Concealed, ...] = ()) -> Document:
    """One line of text a line; ¦ between the cells of a row."""
    lines = tuple(
        Line("  ".join(cells), cells, 1, 0, None, False, None, 1.0)
        for row in text.strip().splitlines()
        if (cells := tuple(cell.strip() for cell in row.split("¦") if cell.strip()))
    )
    return Document(FileKind.TEXT, lines, concealed, 1)


def a_resume(text: str, *, concealed: tuple[Concealed, ...] = ()) -> Resume:
    return parse_resume(a_document(text, concealed=concealed), today=TODAY, vocabulary=the_vocabulary())


QUALITY_ENGINEER = """
张建国
男 | 1990-05 | 手机: 138-1234-5678 | zhangjg88 [at] 163.com
求职意向：品质经理 ¦ 期望城市：苏州/昆山
工作经历
苏州华达电子有限公司 ¦ 品质主管 ¦ 2019.3—至今
主导8D改善，导入SPC，客户投诉率下降40%
管理检验团队18人，推行PFMEA评审
昆山立达精密有限公司 ¦ 品质工程师 ¦ 2015.7-2019.2
负责PPAP提交，使用三坐标测量
教育背景
2011.9-2015.6 ¦ 南京工程学院 ¦ 机械设计制造及其自动化 ¦ 本科
技能
8D、SPC、MSA、FMEA、团队管理
证书
六西格玛绿带、内审员证书、英语四级
"""
