"""Who a candidate is, and how the answer is written down, moves no score by more than a point (writing: a few)."""

import pytest

from scoring.embedding_port import Embedder
from scoring.engines.transcript_text import plain, traditional
from scoring.fit.answers import Graded, graded_answers
from scoring.measures import NotMeasured
from scoring.neutral import neutral
from scoring.profile import Profile
from scoring.rubric import score_answer

# Each line: openings of otherwise equal answers.
PERSONS = (
    ("我叫王丽，", "我叫张强，", "我叫欧阳明日，", "我叫阿依古丽，", "我叫Lily，"),
    ("我是女生，", "我是男生，", "我是女的，", "我是男的，"),
    ("我是北京人，", "我是河南人，", "我是黑龙江人，", "我是遵义人，", "我是潮汕人，"),
    ("我毕业于清华大学，", "我毕业于湖南工业职业技术学院，", "我毕业于某某大学，", "我毕业于长沙卫校，"),
    ("我在清华读的书，", "我在复旦读的书，"),
    ("我今年二十三岁，", "我今年45岁，", "我今年五十岁，"),
    ("我是90后，", "我是七零后，", "我是00后，"),
    ("我已婚，", "我未婚，", "我离异，", "我单身，"),
    ("我刚休完产假，", "我刚休完陪产假，", "我刚休完病假，"),
    ("我是回族，", "我是汉族，", "我是维吾尔族，"),
    ("我老公支持我，", "我老婆支持我，", "我女朋友支持我，", "我媳妇支持我，"),
    ("我儿子上小学，", "我女儿上小学，", "我闺女上小学，"),
    ("我婆婆帮我带孩子，", "我丈母娘帮我带孩子，", "我妈妈帮我带孩子，"),
    ("俺觉得可以说说，", "我觉得可以说说，"),
    ("咱们那时候挺忙的，", "我们那时候蛮忙的，"),
    ("我晓得为啥问这个，", "我知道为什么问这个，"),
)
SWAPS_INSIDE = (
    ("他", "她"),
    ("小周", "小刘"),
    ("老李", "老赵"),
    ("什么", "啥"),
    ("知道", "晓得"),
    ("挺", "蛮"),
)
POINT = 1.0
# How a text is written down may move a little: where it is cut into units changes with its punctuation.
FILLED, REWRITTEN, UNPUNCTUATED = 1.0, 2.0, 25.0
SAMPLE = tuple(
    row
    for row in graded_answers("graded_answers")
    if row.answer_id in {"D01-a4", "D04-a2", "D09-a1", "D13-a3"}
)
ANSWERS = pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row.answer_id)


def score(row: Graded, answer: str, embedder: Embedder, profile: Profile) -> float:
    found = score_answer(row.question, plain(answer).text, embedder=embedder, profile=profile).score
    return -1.0 if isinstance(found, NotMeasured) else found


@pytest.mark.parametrize("openings", PERSONS, ids=lambda openings: openings[0])
def test_openings_that_differ_in_who_speaks_are_measured_as_one_text(openings: tuple[str, ...]) -> None:
    rows = graded_answers("graded_answers")
    for row in rows:
        assert len({neutral(opening + row.answer).text for opening in openings}) == 1


@pytest.mark.parametrize(("one", "other"), SWAPS_INSIDE)
def test_swaps_inside_an_answer_are_measured_as_one_text(one: str, other: str) -> None:
    texts = [row.answer for name in ("graded_answers", "written_answers") for row in graded_answers(name)]
    touched = [text for text in texts if one in text]
    assert touched
    same = [neutral(text).text == neutral(text.replace(one, other)).text for text in touched]
    assert all(same)


@ANSWERS
def test_no_opening_moves_a_score_by_more_than_a_point(
    row: Graded, embedder: Embedder, profile: Profile
) -> None:
    for openings in PERSONS:
        scores = [score(row, opening + row.answer, embedder, profile) for opening in openings]
        assert max(scores) - min(scores) <= POINT


@ANSWERS
def test_hesitations_move_no_score(row: Graded, embedder: Embedder, profile: Profile) -> None:
    filled = row.answer.replace("。", "。嗯，").replace("，", "，呃", 2)
    before, after = (score(row, text, embedder, profile) for text in (row.answer, filled))
    assert abs(before - after) <= FILLED


@ANSWERS
def test_traditional_and_full_width_writing_move_no_score(
    row: Graded, embedder: Embedder, profile: Profile
) -> None:
    before = score(row, row.answer, embedder, profile)
    for other in (traditional(row.answer), row.answer.replace("，", ",").replace("。", ". ")):
        assert abs(before - score(row, other, embedder, profile)) <= REWRITTEN


def test_digits_and_chinese_numerals_read_the_same() -> None:
    assert (
        plain("排了40分钟，错了2次，降到百分之5").text == plain("排了四十分钟，错了两次，降到百分之五").text
    )


def test_each_character_of_the_plain_text_stands_for_its_place_in_the_answer() -> None:
    answer = "店裡只有２天，練了30筆。"
    read = plain(answer)
    at = read.text.index("三十笔")
    start, end = read.origin(at, at + 3)
    assert answer[start:end] == "30筆"


@ANSWERS
def test_an_answer_without_punctuation_stands_near_the_written_one(
    row: Graded, embedder: Embedder, profile: Profile
) -> None:
    bare = "".join(c for c in row.answer if c not in "，。？！；：、“”…")
    before, after = (score(row, text, embedder, profile) for text in (row.answer, bare))
    assert abs(before - after) <= UNPUNCTUATED
