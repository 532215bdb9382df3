"""The law data: every rule has words to quote, every unverified quote says so."""

from datetime import date

import pytest

from config.law.files import clause_reader, law_documents, minimum_wages
from contracts.findings import ContractsError
from contracts.law import parse_law
from contracts.rulebook import RULES


def test_every_rule_quotes_a_provision(law):
    for rule in RULES:
        basis = law.basis(rule.id)
        assert basis.quote.strip()
        assert basis.article
        assert all(a.effective <= a.reviewed_on for a in basis.articles)


def test_a_provision_from_memory_is_marked(law):
    unverified = {a.law for rule in RULES for a in law.basis(rule.id).articles if not a.verified}
    assert "劳动合同法" not in unverified
    assert "企业实施竞业限制合规指引（2025，倡导性）" in unverified


def test_product_policy_is_marked_as_guidance(law):
    assert {r.id for r in RULES if law.basis(r.id).guidance} == {"L13", "L14", "L33", "L34", "L38"}


def test_a_rule_that_cites_nothing_known_is_refused():
    documents = [*law_documents(), {"rule": {"L01": {"article": "x", "cites": ["no_such_article"]}}}]
    with pytest.raises(ContractsError, match="CT201"):
        parse_law(documents, clause_reader())


def test_every_minimum_wage_says_whether_it_was_checked():
    for city in minimum_wages()["city"]:
        assert {"name", "monthly_yuan", "effective", "checked"} <= set(city)
        assert isinstance(city["effective"], date)
