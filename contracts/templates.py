"""The clauses a contract is made of: reviewed wording, its law, and under which facts it is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.findings import ContractsError
from contracts.library import ClauseLibrary, LibraryClause

Conditions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Template:
    """One clause of a contract. optional: printed only when a person adds it. only_for: facts without which it may not be added."""

    clause: LibraryClause
    law: str
    optional: bool
    when: Conditions
    only_for: Conditions

    @property
    def key(self) -> str:
        return self.clause.key

    def fits(self, facts: Mapping[str, Sequence[str]]) -> bool:
        """Do the facts call for this clause (or, for an optional one, allow it)?"""
        return all(set(facts.get(k, ())) & set(v) for k, v in {**self.when, **self.only_for}.items())


def parse_templates(
    documents: Sequence[Mapping[str, object]], library: ClauseLibrary
) -> Mapping[str, Template]:
    """The clauses that name their law, in print order. Raises ContractsError(CT202)."""
    found = {}
    for document in documents:
        entries = document.get("clause", [])
        for entry in entries if isinstance(entries, list) else []:
            if "law" in entry:
                found[str(entry["key"])] = Template(
                    library.clauses[str(entry["key"])],
                    str(entry["law"]),
                    bool(entry.get("optional", False)),
                    _conditions(entry.get("when", {})),
                    _conditions(entry.get("only_for", {})),
                )
    if not found:
        raise ContractsError("CT202", "合同条款库为空，请管理员检查 config/clauses。")
    return found


def _conditions(table: object) -> Conditions:
    if not isinstance(table, Mapping):
        raise ContractsError("CT202", f"条款的适用条件应当是一个表：{table!r}。")
    return {str(k): tuple(map(str, v)) for k, v in table.items()}
