"""Interview questions and job texts: what may not be asked or demanded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contracts.encoder.text_encoder import TextEncoder
from contracts.findings import ContractsError
from contracts.ngrams import NgramModel, ngrams, probabilities, weighed
from contracts.normalise import Normalised, normalise

MAX_QUESTION_CHARS = 4_000
ONE_QUESTION_CHARS = 60  # 99 of 100 examples have fewer
LAWFUL = "可问"  # the reader's label for a question that asks about none of the subjects
# Of a long text the network reads the whole and as many sentences, those the n-grams like least: each takes it milliseconds.
MOST_SENTENCES = 4
# How much each model's logits count, and where recall and precision are near their goals: chosen on an author neither had seen (docs/contracts.md).
SHARE = 0.5
FORBIDDEN_FROM = 0.15
SENTENCE_FROM = 0.8  # a sentence out of a longer text has lost what stood around it

_POST = re.compile(r"\((?:应聘)?岗位:([^()]{1,30})\)")
_POST_SIZES = (1, 2)
_WHOLE = re.compile(r"\A.*\Z", re.DOTALL)
_SENTENCE = re.compile(r"[^。?!;]{4,}[。?!;]*")  # fewer characters say too little, and there may be thousands
_YOU = re.compile("你")
_PUNCTUATION = ' ,。;:!?、"-~()…'


class Subject(StrEnum):
    """The closed list of subjects; the value is what people read."""

    FAMILY_PLANS = "婚育"
    SEX = "性别"
    AGE = "年龄"
    HEALTH = "健康"
    ETHNICITY = "民族宗教"
    POLITICS = "政治面貌"
    ORIGIN = "户籍地域"
    LOOKS = "外貌身材"
    FORTUNE = "星座血型"
    HOUSEHOLD = "家庭背景"
    RECORD = "征信犯罪"
    PRIVACY = "隐私"
    SECRETS = "商业秘密"


@dataclass(frozen=True)
class QuestionFinding:
    """A forbidden subject in a question. span_text: the words that speak most for it, verbatim, at [span_start, span_end)."""

    subject: Subject
    law: str
    span_text: str
    span_start: int
    span_end: int


@dataclass(frozen=True)
class Spellings:
    """Other ways to write a word (pinyin, homophones, emoji), all read as the word."""

    pattern: re.Pattern[str]
    words: Mapping[str, str]


@dataclass(frozen=True)
class QuestionReader:
    """words: over n-grams. whole: the network. Both know the same labels, of which exactly one fits a question."""

    words: NgramModel
    whole: TextEncoder

    def read(self, text: str, question: "ReadQuestion") -> dict[str, float]:
        """The probability of each label. text: the question or a piece of it."""
        words = self.words.logits(text, question.marks)
        return probabilities(
            weighed(words, self.whole.logits(whole_text(text, question)), SHARE), one_of=True
        )


@dataclass(frozen=True)
class QuestionLaw:
    """The provisions against asking about each subject, and the reader that finds the subject."""

    by_subject: Mapping[Subject, str]
    spellings: Spellings
    reader: QuestionReader


@dataclass(frozen=True)
class ReadQuestion:
    """What the reader is given. post: named behind the question, apart from its words; empty where none is. marks: its n-grams."""

    words: Normalised
    post: str
    marks: frozenset[str]


def parse_question_law(document: Mapping[str, object], reader: QuestionReader) -> QuestionLaw:
    """document: the parsed TOML, [law] from subject to citation and [spellings] from word to its other spellings.

    Raises ContractsError(CT201) when a subject is missing.
    """
    table = document.get("law")
    if not isinstance(table, Mapping) or any(s.value not in table for s in Subject):
        raise ContractsError("CT201", "提问检查的法律依据不完整，请管理员检查 config/law/questions.toml。")
    if any(set(half.labels) != {LAWFUL, *Subject} for half in (reader.words, reader.whole)):
        raise ContractsError("CT201", "提问检查的读取模型与主题不符，请管理员重新生成。")
    return QuestionLaw({s: str(table[s.value]) for s in Subject}, parse_spellings(document), reader)


def parse_spellings(document: Mapping[str, object]) -> Spellings:
    """Raises ContractsError(CT201) when there are none."""
    table = document.get("spellings")
    if not isinstance(table, Mapping) or not table:
        raise ContractsError("CT201", "提问检查缺少异写词表，请管理员检查 config/law/questions.toml。")
    words = {str(other): str(word) for word, others in table.items() for other in others}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(_spelt(other) for other in longest_first))
    return Spellings(pattern, {other.replace(" ", ""): word for other, word in words.items()})


def lint_question(text: str, *, law: QuestionLaw) -> QuestionFinding | None:
    """The forbidden subject the question most likely asks about, or None. Raises ContractsError (CT103) on an empty or overlong text."""
    if not text.strip() or len(text) > MAX_QUESTION_CHARS:
        raise ContractsError("CT103", f"问题为空或超过 {MAX_QUESTION_CHARS} 字，请检查后重试。")
    question = read_question(text, law.spellings)
    found = _forbidden_piece(question, law.reader)
    if found is None:
        return None
    piece, chances = found
    subject = max(Subject, key=lambda s: chances[s])
    start, end = _shown(piece.group(), subject, law.reader.words)
    start, end = question.words.span(piece.start() + start, piece.start() + end)
    return QuestionFinding(subject, law.by_subject[subject], text[start:end], start, end)


def read_question(text: str, spellings: Spellings) -> ReadQuestion:
    """Normalised, other spellings read as the word they stand for, 你 as 您, and the post apart."""
    words = normalise(text)
    posts = [post[1] for post in _POST.finditer(words.text)]
    marks = frozenset(f"岗位:{gram}" for post in posts for gram in ngrams(post, _POST_SIZES) | {""})
    words = words.rewritten(_POST, lambda _m: "").rewritten(_YOU, lambda _m: "您")
    words = words.rewritten(spellings.pattern, lambda m: spellings.words[m.group().replace(" ", "")])
    return ReadQuestion(words, "".join(posts), marks)


def whole_text(text: str, question: ReadQuestion) -> str:
    """A piece of the question as the network reads it: behind the post."""
    return f"{question.post}。{text}" if question.post else text


def _forbidden_piece(
    question: ReadQuestion, reader: QuestionReader
) -> tuple[re.Match[str], dict[str, float]] | None:
    """The whole text or, of a long one, in which a question would drown, a sentence: whichever is likeliest forbidden, if any is likely enough."""
    text = question.words.text
    pieces = [(piece, FORBIDDEN_FROM) for piece in _WHOLE.finditer(text)]
    if len(text) > ONE_QUESTION_CHARS:
        sentences = sorted(
            _SENTENCE.finditer(text), key=lambda s: reader.words.read(s.group(), question.marks)[LAWFUL]
        )
        pieces += [(piece, SENTENCE_FROM) for piece in sentences[:MOST_SENTENCES]]
    read = [(piece, reader.read(piece.group(), question), least) for piece, least in pieces]
    found = [(piece, chances) for piece, chances, least in read if 1 - chances[LAWFUL] >= least]
    return min(found, key=lambda one: one[1][LAWFUL], default=None)


def _shown(text: str, subject: Subject, reader: NgramModel) -> tuple[int, int]:
    """The words that weigh most, without the punctuation around them."""
    start, end = reader.span(text, subject)
    words = text[start:end].strip(_PUNCTUATION)
    at = text.find(words, start) if words else start
    return at, at + len(words) if words else end


def _spelt(other: str) -> str:
    """Latin letters stand alone, with or without spaces between the syllables."""
    pattern = re.escape(other).replace(r"\ ", " ?")
    return rf"(?<![a-z]){pattern}(?![a-z])" if other.isascii() else pattern
