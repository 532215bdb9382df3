"""What is known about the job and the person beside a clause's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from contracts.findings import ContractsError
from contracts.quantities import dates

Number = float | None


@dataclass(frozen=True)
class Facts:
    """None means "not stated". Lengths are months, money is yuan, both as the contract states them."""

    term_months: Number = None
    contract_type: str | None = None
    term_start: date | None = None
    term_end: date | None = None
    probation_months: Number = None
    monthly_wage: Number = None
    probation_wage: Number = None
    same_post_min_wage: Number = None
    city_min_wage: Number = None
    position: str | None = None
    is_special_role: bool | None = None
    hours_system: str | None = None
    training_cost: Number = None
    service_period_months: Number = None
    served_months: Number = None
    service_penalty: Number = None
    noncompete_months: Number = None
    noncompete_monthly_comp: Number = None
    avg_wage_12m: Number = None
    noncompete_penalty: Number = None
    monthly_deduction: Number = None
    loss_amount: Number = None
    worker_total_years: Number = None
    annual_leave_days: Number = None
    overtime_hours_month: Number = None
    document_scope: str | None = None
    worker_gender: str | None = None
    ai_scores: Mapping[str, float] = field(default_factory=dict)
    same_post_template: Mapping[str, object] = field(default_factory=dict)
    prior_probation_served: bool | None = None
    democratic_procedure_done: bool | None = None


_TEXTS = {"contract_type", "position", "hours_system", "document_scope", "worker_gender"}
_FLAGS = {"is_special_role", "prior_probation_served", "democratic_procedure_done"}
_DATES = {"term_start", "term_end"}
_TABLES = {"ai_scores", "same_post_template"}


def parse_facts(stated: Mapping[str, object]) -> Facts:
    """Facts from the keys of a clause row's context; keys we don't know are left out. Raises ContractsError(CT102) on a wrong kind of value."""
    known = {f.name for f in fields(Facts)}
    given: dict[str, Any] = {
        key: _parse(key, value) for key, value in stated.items() if key in known and value is not None
    }
    return replace(Facts(), **given)  # each value was checked against its key in _parse


def _parse(key: str, value: object) -> object:
    if key in _TEXTS and isinstance(value, str):
        return value
    if key in _FLAGS and isinstance(value, bool):
        return value
    if key in _DATES and isinstance(value, str) and (found := dates(value)):
        return found[0][2]
    if key in _TABLES and isinstance(value, Mapping):
        return {str(k): v for k, v in value.items()}
    if (
        key not in _TEXTS | _FLAGS | _DATES | _TABLES
        and isinstance(value, int | float)
        and not isinstance(value, bool)
    ):
        return float(value)
    raise ContractsError("CT102", f"背景事实“{key}”的取值无法识别：{value!r}。请核对字段类型后重试。")
