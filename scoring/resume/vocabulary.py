"""The words résumés are read with: skills, certificates, schools, cities and families of posts, found in running text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_ALNUM = re.compile(r"[a-z0-9]")
_SQUEEZE = re.compile(r"[\s\-_·・]+")
# Below this a Latin name is an ordinary word more often than a skill, unless it is written in capitals: go, es, ps.
_SHORT_LATIN = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] names `name`."""

    name: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case and half width, one character for one character."""
    return "".join(_narrow(c) for c in text)


def key(text: str) -> str:
    """What two spellings of one name have in common."""
    return _SQUEEZE.sub("", fold(unicodedata.normalize("NFKC", text)))


def _narrow(char: str) -> str:
    wide = unicodedata.normalize("NFKC", char).lower()
    return wide if len(wide) == 1 else char


@dataclass(frozen=True)
class Names:
    """Canonical names with their aliases. Finding takes the longest name at each place; Latin names match whole words."""

    by_key: Mapping[str, str]
    _by_first: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)

    def canonical(self, printed: str) -> str | None:
        return self.by_key.get(key(printed))

    def find(self, text: str) -> tuple[Mention, ...]:
        return tuple(self._walk(text, fold(text)))

    def _walk(self, text: str, folded: str) -> Iterator[Mention]:
        position = 0
        while position < len(folded):
            hit = self._at(text, folded, position)
            if hit:
                yield hit
            position = hit.end if hit else position + 1

    def _at(self, text: str, folded: str, start: int) -> Mention | None:
        for spelling, name in self._by_first.get(folded[start], ()):
            end = start + len(spelling)
            if folded.startswith(spelling, start) and _is_whole(text, folded, start, end):
                return Mention(name, start, end)
        return None


def _is_whole(text: str, folded: str, start: int, end: int) -> bool:
    first, last = folded[start], folded[end - 1]
    if _ALNUM.match(first) and start and _ALNUM.match(folded[start - 1]):
        return False
    if _ALNUM.match(last) and end < len(folded) and (_ALNUM.match(folded[end]) or folded[end] in "+#"):
        return False
    written = text[start:end]
    return not (written.isascii() and len(written) <= _SHORT_LATIN and written.islower())


def names_of(table: Mapping[str, Sequence[str]]) -> Names:
    """table: canonical name -> aliases."""
    by_key = {key(alias): name for name, aliases in table.items() for alias in (*aliases, name)}
    spellings: dict[str, str] = {}
    for name, aliases in table.items():
        for alias in (name, *aliases):
            folded = fold(alias)
            for spelling in {folded, folded.replace(" ", "")}:
                spellings.setdefault(spelling, name)
    by_first: dict[str, list[tuple[str, str]]] = {}
    for spelling, name in spellings.items():
        by_first.setdefault(spelling[0], []).append((spelling, name))
    ordered = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}
    return Names(by_key, ordered)


@dataclass(frozen=True, slots=True)
class PostFamily:
    """Posts of one trade. near: adjacent families. within: the wider family that this one also counts for."""

    name: str
    words: tuple[str, ...]
    near: frozenset[str]
    within: str | None


@dataclass(frozen=True)
class Vocabulary:
    skills: Names
    certificates: Names
    schools: Names
    cities: Names
    posts: Mapping[str, PostFamily]
    post_words: Names
    general_post_words: frozenset[str]  # folded; any other family's word goes before them
    ranks: Mapping[str, Names]
    disciplines: Mapping[str, tuple[str, ...]]
    satisfied_by: Mapping[str, tuple[str, ...]]  # skill -> skills that prove it
    skill_trades: Mapping[str, str]  # canonical skill -> trade


def parse_vocabulary(documents: Mapping[str, Mapping[str, object]]) -> Vocabulary:
    """documents: the parsed TOML files of config/resume by name."""
    trades = {trade: _lists(table) for trade, table in documents["skills"].items()}
    skills = {name: aliases for table in trades.values() for name, aliases in table.items()}
    families = {name: _family(name, row) for name, row in _table(documents["posts"]["families"]).items()}
    ranks = {
        name: names_of(dict.fromkeys(words, ()))
        for name, words in _lists(documents["posts"]["ranks"]).items()
    }
    return Vocabulary(
        skills=names_of(skills),
        certificates=names_of(_lists(documents["certificates"]["certificates"])),
        schools=names_of(_lists(documents["schools"]["schools"])),
        cities=names_of({city: (f"{city}市",) for city in str(documents["cities"]["names"]).split()}),
        posts=families,
        post_words=names_of({word: () for family in families.values() for word in family.words}),
        general_post_words=frozenset(
            fold(str(word)) for word in _lists(documents["posts"]["general"])["words"]
        ),
        ranks=ranks,
        disciplines=_lists(documents["majors"]["disciplines"]),
        satisfied_by=_lists(documents["implied"]["satisfied_by"]),
        skill_trades={name: trade for trade, table in trades.items() for name in table},
    )


def _table(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _lists(value: object) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(str(a) for a in aliases)
        for name, aliases in _table(value).items()
        if isinstance(aliases, list)
    }


def _family(name: str, row: object) -> PostFamily:
    table = _table(row)
    words, near, within = table["words"], table.get("near", []), table.get("within")
    assert isinstance(words, list)
    assert isinstance(near, list)
    return PostFamily(name, tuple(words), frozenset(near), str(within) if within else None)
