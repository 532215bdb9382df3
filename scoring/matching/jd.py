"""Hard requirements and pluses from the free text of a job."""

import re
from collections.abc import Sequence

from scoring.matching.asked import (
    class_years_asked,
    degree_asked,
    majors_asked,
    not_counted,
    topic_of,
    topics_of,
    without_uncounted,
    years_asked,
    years_beyond,
)
from scoring.matching.clauses import Clause, Part, clauses
from scoring.matching.groups import distinct, groups_asked
from scoring.matching.posts import families_of, widened
from scoring.matching.requirements import Need, Requirements
from scoring.resume.vocabulary import Vocabulary, fold

_BRACKET = re.compile(r"[（(].*?[)）]")
# A trainee's title names where the way leads, not a trade that is asked for.
_TRAINEE = re.compile(r"培训生|管培|储备|校招|校园招聘|应届|trainee", re.IGNORECASE)
# "工程师（Java）": outside the bracket stands a rank, the trade is in it.
_RANK_ONLY = re.compile(r"^.{0,2}(?:工程师|经理|专员|主管|助理|顾问|教师|老师|研究员|技术员|设计师)$")


def read_job(title: str, city: str, text: str, vocabulary: Vocabulary) -> Requirements:
    """Everything the text asks for. Never raises; what isn't understood is left to HR to add."""
    parts = tuple(clauses(text))
    if not any(
        clause.part is Part.HARD for clause in parts
    ):  # a text without headings asks in its description
        parts = tuple(Clause(c.text, Part.HARD) if c.part is Part.DUTY else c for c in parts)
    hard, plus, duties, beyond = (
        [c.text for c in parts if c.part is part] for part in (Part.HARD, Part.PLUS, Part.DUTY, Part.BEYOND)
    )
    low, high, topics = years_asked([without_uncounted(text) for text in hard])
    musts = list(groups_asked(hard, Need.HARD, vocabulary))
    implied = frozenset({name for group in musts for name in group.names} | _words_of(title))
    pluses = groups_asked(plus, Need.PLUS, vocabulary, implied=implied)
    return Requirements(
        title=title,
        city=city,
        degree=degree_asked(hard),
        years_min=low,
        years_max=high or years_beyond(beyond),
        posts=tuple(sorted(_posts(title, topics, vocabulary))),
        not_counted=not_counted(hard),
        groups=distinct([*musts, *pluses]),
        majors=majors_asked(hard),
        class_years=class_years_asked([title, *(c.text for c in parts if c.part is not Part.BEYOND)]),
        duties=tuple(duties),
        topics=topics_of(topics),
    )


def _words_of(title: str) -> set[str]:
    """Every pair of characters: 采购 of 采购工程师."""
    return {title[i : i + 2] for i in range(len(title) - 1)}


def _posts(title: str, topics: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The trades whose years count: the title's, widened or joined by what the text says the years are to be in."""
    outside = _BRACKET.sub("", title).strip()
    own = families_of(outside, vocabulary)
    if not own and (_RANK_ONLY.match(outside) or not outside):
        own = families_of(title, vocabulary)
    asked: frozenset[str] = frozenset()
    for topic in topics:
        for piece in re.split(r"[/、或]", _BRACKET.sub("", topic)):
            asked |= families_of(topic_of(piece), vocabulary)
    if _TRAINEE.search(fold(title)) and not asked:
        return frozenset()
    if not own:
        return asked
    wider = {parent for name in own if (parent := vocabulary.posts[name].within) and parent in asked}
    return own | wider if widened(asked, vocabulary) & own or not asked else own | asked
