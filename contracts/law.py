"""The law behind each rule: citation, exact words, since when, last reviewed. The texts are data (config/law/*.toml), parsed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.clause_reader import ClauseReader
from contracts.findings import ContractsError


@dataclass(frozen=True)
class Article:
    """One provision. verified: compared word by word with a stored copy of the statute (False: from secondary pages or memory)."""

    law: str
    article: str
    quote: str
    effective: date
    reviewed_on: date
    verified: bool


@dataclass(frozen=True)
class Basis:
    """What a rule rests on. article: the citation. quote: the first provision's words. guidance: policy or guidance rather than the letter of a statute."""

    article: str
    quote: str
    articles: tuple[Article, ...]
    guidance: bool


@dataclass(frozen=True)
class LawBook:
    """Every rule's basis; version is the day of the last review. reader: what reviewed examples say of a clause."""

    bases: Mapping[str, Basis]
    version: date
    reader: ClauseReader

    def basis(self, rule: str) -> Basis:
        """Raises ContractsError(CT201) for a rule without a basis."""
        if rule not in self.bases:
            raise ContractsError("CT201", f"规则 {rule} 缺少法律依据，请管理员检查 config/law。")
        return self.bases[rule]


def parse_law(documents: Sequence[Mapping[str, object]], reader: ClauseReader) -> LawBook:
    """documents: the parsed TOML files; [[article]] tables in any of them, [rule.Lxx] tables that cite them by key. Raises ContractsError(CT201)."""
    articles: dict[str, Article] = {}
    rules: dict[str, Mapping[str, object]] = {}
    for document in documents:
        for entry in _tables(document, "article"):
            articles[str(entry["key"])] = _article(entry)
        section = document.get("rule", {})
        if isinstance(section, Mapping):
            rules |= {str(k): v for k, v in section.items() if isinstance(v, Mapping)}
    if not articles:
        raise ContractsError("CT201", "法律条文为空，请管理员检查 config/law。")
    return LawBook(
        {rule: _basis(rule, entry, articles) for rule, entry in rules.items()},
        max(a.reviewed_on for a in articles.values()),
        reader,
    )


def _tables(document: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    entries = document.get(name, [])
    return [e for e in entries if isinstance(e, Mapping)] if isinstance(entries, list) else []


def _article(entry: Mapping[str, object]) -> Article:
    effective, reviewed = entry["effective"], entry["reviewed_on"]
    if not isinstance(effective, date) or not isinstance(reviewed, date):
        raise ContractsError("CT201", f"条文 {entry['key']} 的日期格式不正确。")
    return Article(
        str(entry["law"]),
        str(entry["article"]),
        str(entry["quote"]),
        effective,
        reviewed,
        bool(entry["verified"]),
    )


def _basis(rule: str, entry: Mapping[str, object], articles: Mapping[str, Article]) -> Basis:
    keys = entry["cites"]
    if not isinstance(keys, list) or not keys or any(k not in articles for k in keys):
        raise ContractsError("CT201", f"规则 {rule} 引用了不存在的条文：{keys!r}。")
    cited = tuple(articles[str(k)] for k in keys)
    return Basis(str(entry["article"]), cited[0].quote, cited, bool(entry.get("guidance", False)))
