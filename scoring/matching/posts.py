"""Which posts are of one trade: by the families of the vocabulary, never by a job's own word list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from scoring.resume.dates import months_covered
from scoring.resume.fields import Month, Work, WorkType
from scoring.resume.vocabulary import Vocabulary, fold


class Relevance(StrEnum):
    """Nearest first."""

    SAME = "same"
    LIKELY = "likely"  # no family says so; the words and their meaning come near
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """Years in posts of the job's trade, in likely and in adjacent ones; what the last relevant post was."""

    relevant_years: float
    likely_years: float  # relevant ones included
    near_years: float
    has_relevant_internship: bool
    latest_relevant: Work | None
    holds_executive_post: bool


def families_of(title: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The families a title belongs to: the most specific word decides, general words only where there is no other."""
    folded = fold(title)
    words = {
        word
        for family in vocabulary.posts.values()
        for w in family.words
        if (word := fold(w)) in folded and _stands(word, folded)
    }
    if not words:
        return frozenset()
    special = words - vocabulary.general_post_words or words
    special = {word for word in special if not any(word != other and word in other for other in special)}
    longest = max(len(word) for word in special)
    chosen = {word for word in special if len(word) == longest}
    hits = {
        name: family
        for name, family in vocabulary.posts.items()
        if any(fold(w) in chosen for w in family.words)
    }
    inner = {
        name: f
        for name, f in vocabulary.posts.items()
        if f.within in hits and any(fold(w) in words for w in f.words)
    }
    return frozenset(inner or {name for name in hits if not any(f.within == name for f in hits.values())})


def _stands(word: str, folded: str) -> bool:
    """A Latin word counts as a whole word only."""
    if not word.isascii():
        return True
    at = folded.find(word)
    before, after = folded[at - 1 : at], folded[at + len(word) : at + len(word) + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def widened(families: frozenset[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The families with those they are part of."""
    outer = {parent for name in families if (parent := vocabulary.posts[name].within)}
    return families | outer


def relevance(
    title: str, wanted: Sequence[str], not_counted: Sequence[str], vocabulary: Vocabulary
) -> Relevance:
    """Is the post of the wanted trade, of an adjacent one, or of none?"""
    own = families_of(title, vocabulary)
    asked = frozenset(wanted)
    if widened(own, vocabulary) & asked:
        return Relevance.NEAR if _is_left_out(title, not_counted) else Relevance.SAME
    near = {n for name in asked for n in vocabulary.posts[name].near} | {
        p for name in asked if (p := vocabulary.posts[name].within)
    }
    siblings = {p for name in own if (p := vocabulary.posts[name].within)}
    return (
        Relevance.NEAR
        if (own | siblings) & near or any(asked & vocabulary.posts[name].near for name in own)
        else Relevance.NONE
    )


def _is_left_out(title: str, not_counted: Sequence[str]) -> bool:
    """The text's word within the title, or the title within it: 导游 in "导游带团不算"."""
    bare = fold(title)
    return any(fold(word) in bare or (len(bare) > 1 and bare in fold(word)) for word in not_counted)


def service(
    work: Sequence[Work],
    wanted: Sequence[str],
    not_counted: Sequence[str],
    *,
    today: Month,
    vocabulary: Vocabulary,
    graded: Mapping[int, Relevance] = MappingProxyType({}),
) -> Service:
    """Relevant months are a union: two posts at once count once. graded: entries by index, where no family knows them."""
    grades: list[tuple[Work, Relevance]] = []
    for i, entry in enumerate(work):
        grade = relevance(entry.title, wanted, not_counted, vocabulary)
        other = graded.get(i, Relevance.NONE)
        if other in (Relevance.SAME, Relevance.LIKELY) and _is_left_out(entry.title, not_counted):
            other = Relevance.NEAR
        grades.append((entry, min(grade, other, key=list(Relevance).index)))
    same = [entry for entry, grade in grades if grade is Relevance.SAME]
    employed = [entry for entry in same if entry.type is WorkType.EMPLOYED]
    likely = [e for e, grade in grades if grade is Relevance.LIKELY and e.type is WorkType.EMPLOYED]
    near = [entry for entry, grade in grades if grade is Relevance.NEAR and entry.type is WorkType.EMPLOYED]
    now = [entry for entry in work if entry.end is None and entry.type is WorkType.EMPLOYED]
    return Service(
        relevant_years=_years(employed, today),
        likely_years=_years([*employed, *likely], today),
        near_years=_years(near, today),
        has_relevant_internship=any(entry.type is WorkType.INTERN for entry in same),
        latest_relevant=max(employed, default=None, key=lambda e: (e.end is None, e.end or Month(0, 0))),
        holds_executive_post=any(is_executive(entry.title, vocabulary) for entry in now),
    )


def is_executive(title: str, vocabulary: Vocabulary) -> bool:
    return any(
        fold(word) in fold(title) and _stands(fold(word), fold(title))
        for word in vocabulary.ranks["executive"].by_key.values()
    )


def _years(entries: Sequence[Work], today: Month) -> float:
    return round(months_covered([(e.start, e.end or today) for e in entries if e.start]) / 12, 2)
