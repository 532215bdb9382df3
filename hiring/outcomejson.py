"""Outcome facts as JSON, for storage."""

from pydantic import TypeAdapter

from hiring.model.outcome import KIND_OF, OutcomeFacts, OutcomeKind

_ADAPTERS: dict[OutcomeKind, TypeAdapter[OutcomeFacts]] = {
    kind: TypeAdapter(fact) for fact, kind in KIND_OF.items()
}


def outcome_json(facts: OutcomeFacts) -> str:
    return _ADAPTERS[KIND_OF[type(facts)]].dump_json(facts).decode()


def read_outcome(kind: OutcomeKind, text: str) -> OutcomeFacts:
    return _ADAPTERS[kind].validate_json(text)
