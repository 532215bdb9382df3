"""Everything that drafting needs, read once: law, library, templates, variables, proposals, warnings, minimum wages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.clause_reader import ClauseReader
from contracts.findings import ContractsError
from contracts.law import LawBook, parse_law
from contracts.library import ClauseLibrary, parse_library
from contracts.offer import Offer, read_offer
from contracts.proposals import ProposalRule, parse_proposals
from contracts.templates import Template, parse_templates
from contracts.variables import Variable, parse_variables
from contracts.warnings import WarningRule, parse_warnings


@dataclass(frozen=True)
class ContractBook:
    law: LawBook
    library: ClauseLibrary
    templates: Mapping[str, Template]
    variables: Mapping[str, Variable]
    proposals: tuple[ProposalRule, ...]
    warnings: tuple[WarningRule, ...]
    minimum_wages: Mapping[str, int]

    @property
    def version(self) -> str:
        """The day of the last review of law or clauses, as a contract's version keeps it."""
        reviewed = max(c.reviewed_on for c in self.library.clauses.values())
        return max(reviewed, self.law.version).isoformat()

    def minimum_wage(self, offer: Offer) -> float | None:
        """The table's figure for the offer's city: a starting value that the administrator keeps current."""
        found = self.minimum_wages.get(str(offer.values.get("city", "")).removesuffix("市"))
        return None if found is None else float(found)

    def read_offer(self, entered: Mapping[str, str], options: Sequence[str]) -> Offer:
        return read_offer(
            entered,
            options,
            variables=self.variables,
            templates=self.templates,
            minimum_wages=self.minimum_wages,
        )


def parse_book(
    *,
    law: Sequence[Mapping[str, object]],
    reader: ClauseReader,
    clauses: Sequence[Mapping[str, object]],
    variables: Mapping[str, object],
    proposals: Mapping[str, object],
    warnings: Mapping[str, object],
    wages: Mapping[str, object],
) -> ContractBook:
    """The parsed TOML files of config/law and config/clauses. Raises ContractsError(CT201, CT202)."""
    library = parse_library(clauses)
    templates = parse_templates(clauses, library)
    return ContractBook(
        parse_law(law, reader),
        library,
        templates,
        parse_variables(variables),
        parse_proposals(proposals, templates),
        parse_warnings(warnings),
        _wages(wages),
    )


def _wages(document: Mapping[str, object]) -> Mapping[str, int]:
    cities = document.get("city")
    if not isinstance(cities, list):
        raise ContractsError("CT201", "最低工资表为空，请管理员检查 config/law。")
    return {str(c["name"]): int(c["monthly_yuan"]) for c in cities}
