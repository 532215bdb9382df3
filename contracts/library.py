"""The reviewed clause library: wording with variables, and for each rule the wording that replaces an unlawful clause."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.findings import ContractsError

BLANK = "____"
_VARIABLE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")


@dataclass(frozen=True)
class LibraryClause:
    """One reviewed wording. text holds {{variables}}; replaces: the rules whose breach it repairs; item: the Art. 17 item it covers, or ""."""

    key: str
    title: str
    text: str
    replaces: tuple[str, ...]
    item: str
    reviewed_on: date

    @property
    def variables(self) -> tuple[str, ...]:
        """Names in order of first use."""
        return tuple(dict.fromkeys(_VARIABLE.findall(self.text)))

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its variables; a missing one is shown as ____ for a person to fill in."""
        return _VARIABLE.sub(lambda m: values.get(m.group(1), BLANK), self.text)


@dataclass(frozen=True)
class ClauseLibrary:
    """Every clause by key."""

    clauses: Mapping[str, LibraryClause]

    def rewrite(self, rule: str) -> str:
        """Lawful wording for a clause that breaks `rule`. Raises ContractsError(CT202) when the library has none."""
        for clause in self.clauses.values():
            if rule in clause.replaces:
                return clause.filled({})
        raise ContractsError("CT202", f"规则 {rule} 缺少合法替代条款，请管理员检查 config/clauses。")


def parse_library(documents: Sequence[Mapping[str, object]]) -> ClauseLibrary:
    """documents: the parsed TOML files with [[clause]] tables. Raises ContractsError(CT202)."""
    clauses: dict[str, LibraryClause] = {}
    for document in documents:
        entries = document.get("clause", [])
        for entry in entries if isinstance(entries, list) else []:
            parsed = _clause(entry)
            if parsed.key in clauses:
                raise ContractsError("CT202", f"条款编号重复：{parsed.key}。")
            clauses[parsed.key] = parsed
    return ClauseLibrary(clauses)


def _clause(entry: Mapping[str, object]) -> LibraryClause:
    reviewed, replaces = entry["reviewed_on"], entry.get("replaces", [])
    if not isinstance(reviewed, date) or not isinstance(replaces, list):
        raise ContractsError("CT202", f"条款 {entry.get('key')} 的格式不正确。")
    return LibraryClause(
        str(entry["key"]),
        str(entry["title"]),
        str(entry["text"]).strip(),
        tuple(map(str, replaces)),
        str(entry.get("item", "")),
        reviewed,
    )
