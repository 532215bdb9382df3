"""The facts of one contract: what HR entered, checked one by one and against each other, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.calendar import last_day, written
from contracts.facts import Facts
from contracts.templates import Template
from contracts.variables import Fault, Value, Variable, read_value, required, shown_value

FIXED, OPEN_ENDED, BY_TASK = "固定期限", "无固定期限", "以完成一定工作任务为期限"
ORDINARY_ROLE = "一般人员"
_PAY_SHARE = Decimal("0.8")  # 劳动合同法 20


@dataclass(frozen=True)
class Offer:
    """values: what is given and valid, by variable. options: the optional clauses a person added, by key. faults: what must be put right."""

    values: Mapping[str, Value]
    options: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def facts(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that clauses depend on, each with the values it has."""
        given = {k: (v,) for k, v in self.values.items() if isinstance(v, str)}
        return given | {"has_probation": ("是" if self.probation_months else "否",), "option": self.options}

    @property
    def probation_months(self) -> int:
        months = self.values.get("probation_months")
        return months if isinstance(months, int) and self.values.get("term_kind") != BY_TASK else 0

    @property
    def starts_on(self) -> date | None:
        found = self.values.get("term_start")
        return found if isinstance(found, date) else None

    @property
    def ends_on(self) -> date | None:
        """The last day of a fixed term."""
        months = self.values.get("term_months")
        if self.starts_on is None or not isinstance(months, int) or self.values.get("term_kind") != FIXED:
            return None
        return last_day(self.starts_on, months=months)

    @property
    def probation_ends_on(self) -> date | None:
        """The last day of the probation, which still belongs to it."""
        if self.starts_on is None or not self.probation_months:
            return None
        return last_day(self.starts_on, months=self.probation_months)

    def shown(self) -> dict[str, str]:
        """Every value as a clause shows it, with the dates that follow."""
        found = {name: shown_value(value) for name, value in self.values.items()}
        if self.ends_on:
            found["term_end"] = written(self.ends_on)
        if self.probation_ends_on:
            found["probation_end"] = written(self.probation_ends_on)
        return found

    def lint_facts(self, *, city_min_wage: float | None) -> Facts:
        """What the linter is told beside the words."""
        kind = self.values.get("term_kind")
        return Facts(
            term_months=_number(self.values.get("term_months")) if kind == FIXED else None,
            contract_type=kind if isinstance(kind, str) else None,
            term_start=self.starts_on,
            term_end=self.ends_on,
            probation_months=float(self.probation_months) if self.probation_months else None,
            monthly_wage=_number(self.values.get("monthly_wage")),
            probation_wage=_number(self.values.get("probation_wage")) if self.probation_months else None,
            city_min_wage=city_min_wage,
            position=self.shown().get("position"),
            is_special_role=None
            if "role_kind" not in self.values
            else self.values["role_kind"] != ORDINARY_ROLE,
            hours_system=self.shown().get("hours_system"),
            training_cost=_number(self.values.get("training_cost")),
            service_period_months=_number(self.values.get("service_months")),
            noncompete_months=_number(self.values.get("noncompete_months")),
            noncompete_monthly_comp=_number(self.values.get("noncompete_comp")),
            worker_gender=None,
            democratic_procedure_done=True if "democratic_date" in self.values else None,
        )


def read_offer(
    entered: Mapping[str, str],
    options: Sequence[str],
    *,
    variables: Mapping[str, Variable],
    templates: Mapping[str, Template],
    minimum_wages: Mapping[str, int],
) -> Offer:
    """Faults never raise: a draft may be incomplete; it only can't be submitted."""
    read = {
        n: read_value(variables[n], t.strip()) for n, t in entered.items() if n in variables and t.strip()
    }
    values = {n: v for n, v in read.items() if not isinstance(v, Fault)}
    faults = [v for v in read.values() if isinstance(v, Fault)]
    faults += [Fault(n, "没有这一项。") for n in entered if n not in variables]
    bare = Offer(values, tuple(dict.fromkeys(options)), ())
    faults += [
        Fault(v.name, "请填写。")
        for v in variables.values()
        if v.name not in read and required(v, bare.facts)
    ]
    faults += _options_faults(bare, templates)
    faults += _across(bare, minimum_wages)
    return Offer(values, bare.options, tuple(faults))


def _options_faults(offer: Offer, templates: Mapping[str, Template]) -> list[Fault]:
    known = {key for key, t in templates.items() if t.optional}
    faults = [Fault("options", f"没有“{key}”这一可选条款。") for key in offer.options if key not in known]
    for key in offer.options:
        if key in known and not templates[key].fits(offer.facts):
            title = templates[key].clause.title
            faults.append(
                Fault("options", f"“{title}”不适用于该岗位的人员类别，请删除该条款或者核对人员类别。")
            )
    return faults


def _across(offer: Offer, minimum_wages: Mapping[str, int]) -> list[Fault]:
    faults = []
    if offer.probation_months > (cap := probation_cap(offer)):
        faults.append(Fault("probation_months", f"按劳动合同法第19条，该合同的试用期最长 {cap} 个月。"))
    if offer.values.get("term_kind") == BY_TASK and offer.values.get("probation_months"):
        faults.append(Fault("probation_months", "以完成一定工作任务为期限的合同不得约定试用期，请填 0。"))
    wage, low = offer.values.get("monthly_wage"), offer.values.get("probation_wage")
    floor = minimum_wages.get(str(offer.values.get("city", "")).removesuffix("市"))
    for name, amount in (("monthly_wage", wage), ("probation_wage", low)):
        if floor is not None and isinstance(amount, Decimal) and amount < floor:
            faults.append(Fault(name, f"低于该市最低工资标准 {floor} 元/月（参考值，请核对当地最新通知）。"))
    if offer.probation_months and isinstance(wage, Decimal) and isinstance(low, Decimal):
        if low < wage * _PAY_SHARE:
            faults.append(Fault("probation_wage", "低于约定工资的 80%（劳动合同法第20条）。"))
        if low > wage:
            faults.append(Fault("probation_wage", "高于转正后的月工资，请核对。"))
    decided, start = offer.values.get("democratic_date"), offer.starts_on
    if isinstance(decided, date) and start is not None and decided > start:
        faults.append(Fault("democratic_date", "制度的公示日期晚于合同起始日期，请核对。"))
    return faults


def probation_cap(offer: Offer) -> int:
    """Months that 劳动合同法 19 allows for this term."""
    kind, months = offer.values.get("term_kind"), offer.values.get("term_months")
    if kind == OPEN_ENDED:
        return 6
    if kind != FIXED or not isinstance(months, int):
        return 0 if kind == BY_TASK else 6
    return 0 if months < 3 else (1 if months < 12 else (2 if months < 36 else 6))


def _number(value: Value | None) -> float | None:
    return float(value) if isinstance(value, int | Decimal) else None
