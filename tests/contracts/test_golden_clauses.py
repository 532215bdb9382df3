"""The golden clauses: written from the law, ours to keep right. The unseen figure is another matter: docs/contracts.md."""

from collections import Counter

from contracts.rulebook import BY_ID, RULES

MIN_ILLEGAL, MIN_LEGAL, MIN_TRICKY = 5, 5, 3  # of each rule
MIN_RECALL = MIN_PRECISION = 0.97


def test_every_rule_has_illegal_legal_and_tricky_samples(golden_clauses):
    illegal, legal, tricky = Counter(), Counter(), Counter()
    for row in golden_clauses:
        rules = [e["rule"] for e in row["expected"]]
        (illegal if rules else legal).update(rules or [row["about"]])
        tricky.update((rules or [row["about"]]) if row["tricky"] else [])
    for rule in BY_ID:
        assert (illegal[rule] >= MIN_ILLEGAL, legal[rule] >= MIN_LEGAL, tricky[rule] >= MIN_TRICKY) == (
            True,
            True,
            True,
        ), rule


def test_blocking_rules_are_found_and_lawful_clauses_pass(golden_clauses, lint):
    expected = found = blocked = lawful_blocked = 0
    wrong = []
    for row in golden_clauses:
        got = lint(row["text"], **row["context"])
        must_block = [e["rule"] for e in row["expected"] if e["severity"] == "E"]
        blocks = any(f.severity.value == "E" for f in got.values())
        expected += len(must_block)
        found += sum(rule in got for rule in must_block)
        blocked += bool(must_block) and blocks
        lawful_blocked += not row["expected"] and blocks
        if any(rule not in got for rule in must_block) or (not row["expected"] and blocks):
            wrong.append((row["id"], row["text"], must_block, sorted(got)))
    assert found / expected >= MIN_RECALL, wrong
    assert blocked / (blocked + lawful_blocked) >= MIN_PRECISION, wrong


def test_warnings_stay_warnings(golden_clauses, lint):
    for row in golden_clauses:
        severities = {e["rule"]: e["severity"] for e in row["expected"]}
        if severities and set(severities.values()) == {"W"}:
            got = lint(row["text"], **row["context"])
            assert all(got[rule].severity.value == "W" for rule in severities if rule in got), row


def test_the_rulebook_is_the_forty_rules_in_order():
    assert [rule.id for rule in RULES] == [f"L{n:02d}" for n in range(1, 41)]
