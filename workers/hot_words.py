"""Words that are likely to be said in an answer: from the job, the question and the company's own list.

The recogniser never writes one of them unless something sounds like it (scoring/engines/homophones.py).
"""

import warnings
from pathlib import Path

from hiring.model.answer import Answer
from hiring.model.probe import asked_question_key
from hiring.views import Lease

JOB_WORDS = 20  # more are ordinary words, which the recogniser's dictionary knows anyway
QUESTION_WORDS = 8
NOUNS = (
    "n",
    "nr",
    "ns",
    "nt",
    "nz",
    "vn",
    "eng",
    "l",
)  # jieba's parts of speech; names of things and of work
MAX_GLOSSARY_WORDS = 500


def hot_words(lease: Lease, answer: Answer, glossary: Path) -> tuple[str, ...]:
    """Each word once: company and job title, question vocabulary, the company's list, then what the texts name."""
    plan = lease.plan
    question = plan.question(asked_question_key(answer.question_key))
    words = (
        plan.company,
        plan.job_title,
        *question.hints,
        *glossary_words(glossary),
        *named_things(lease.job_description, JOB_WORDS),
        *named_things(question.rubric.question, QUESTION_WORDS),
    )
    return tuple(dict.fromkeys(words))


def named_things(text: str, limit: int) -> list[str]:
    """The nouns that tell a text from others, most telling first (TF-IDF over jieba's corpus)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # jieba leaves its tables' files to the collector
        import jieba
        import jieba.analyse  # loads them: not at the top of the module

        jieba.setLogLevel("WARNING")
        return list(jieba.analyse.extract_tags(text, topK=limit, allowPOS=NOUNS))


def glossary_words(file: Path) -> list[str]:
    """One word a line; empty lines and lines that begin with # are left out. No file: no words."""
    if not file.is_file():
        return []
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")][:MAX_GLOSSARY_WORDS]
