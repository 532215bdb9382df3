"""The forty rules: number, title, usual severity, and the function that reads a clause for it. docs/contracts.md explains each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from contracts.clause import Clause
from contracts.findings import Hit, Severity
from contracts.ruled_out import is_ruled_out
from contracts.rules import (
    arithmetic,
    bonds,
    change,
    confirmation,
    copies,
    ending,
    equality,
    formalities,
    hours,
    insurance,
    leave,
    noncompete,
    noncompete_pay,
    noncompete_role,
    noncompete_unpaid,
    overtime,
    overtime_pay,
    pay,
    penalties,
    probation,
    probation_again,
    probation_alone,
    probation_pay,
    resignation,
    rights,
    same_post,
    service_period,
)
from contracts.rules.everyday import EVERYDAY
from contracts.rules.together import TABLE, reader

E, W = Severity.BLOCK, Severity.WARN


@dataclass(frozen=True)
class Rule:
    """One rule. severity: the usual one; a hit may carry another (L11, L16, L28)."""

    id: str
    title: str
    severity: Severity
    check: Callable[[Clause], Iterator[Hit]]


RULES: tuple[Rule, ...] = (
    Rule("L01", "试用期超过法定上限", E, probation.probation_too_long),
    Rule("L02", "再次约定或延长试用期", E, probation_again.probation_twice_or_extended),
    Rule("L03", "仅约定试用期，或试用期在合同期限之外", E, probation_alone.probation_only),
    Rule("L04", "不得约定试用期的合同约定了试用期", E, probation.probation_where_none_may_be),
    Rule("L05", "试用期工资过低", E, probation_pay.probation_pay_too_low),
    Rule("L06", "为转正设置前置条件", E, confirmation.confirmation_conditioned),
    Rule("L07", "法定情形之外的违约金", E, penalties.penalty_outside_law),
    Rule("L08", "服务期违约金超过应分摊的培训费用", E, service_period.service_penalty_over_cost),
    Rule("L09", "收取押金、要求担保或扣押证件", E, bonds.deposit_or_papers_held),
    Rule("L10", "竞业限制超过二年", E, noncompete.noncompete_too_long),
    Rule("L11", "竞业限制的人员范围不当", E, noncompete_role.noncompete_wrong_role),
    Rule("L12", "竞业限制未按月给予补偿", E, noncompete_unpaid.noncompete_without_monthly_pay),
    Rule("L13", "竞业限制补偿偏低", W, noncompete_pay.noncompete_pay_low),
    Rule("L14", "竞业限制违约金偏高", W, noncompete_pay.noncompete_penalty_high),
    Rule("L15", "强制加班或超过加班上限", E, overtime.overtime_forced),
    Rule("L16", "不付或少付加班工资", E, overtime_pay.overtime_unpaid),
    Rule("L17", "超过标准工时且无特殊工时审批", E, hours.hours_over_standard),
    Rule("L18", "罚款或扣减工资", E, pay.wage_taken),
    Rule("L19", "赔偿扣款超过20%或低于最低工资", E, pay.loss_recovered_too_fast),
    Rule("L20", "绩效工资缺少公式或程序", W, pay.performance_pay_open),
    Rule("L21", "末位淘汰、自动离职", E, ending.ended_by_fiction),
    Rule("L22", "法定情形之外的解除或终止条件", E, ending.extra_ground),
    Rule("L23", "限制结婚、生育", E, equality.marriage_and_birth),
    Rule("L24", "缺少女职工特殊保护条款", E, formalities.women_protection_missing),
    Rule("L25", "歧视性条件", E, equality.discrimination),
    Rule("L26", "放弃、折现或转嫁社会保险", E, insurance.social_insurance_waived),
    Rule("L27", "免除工伤责任", E, insurance.injury_waived),
    Rule("L28", "单方任意调岗调薪", E, change.unilateral_change),
    Rule("L29", "缺少必备条款", E, formalities.mandatory_items_missing),
    Rule("L30", "合同文本未交付劳动者", W, copies.copy_not_given),
    Rule("L31", "限制劳动者辞职", E, resignation.resignation_hindered),
    Rule("L32", "对人脸、个人信息或成果的无限授权", E, rights.boundless_licence),
    Rule("L33", "以算法评分作为合同内容或依据", E, change.score_as_term),
    Rule("L34", "因评分给予劣于同岗位模板的条件", E, same_post.worse_for_low_score),
    Rule("L35", "年休假低于法定标准", W, leave.annual_leave_short),
    Rule("L36", "约定外国法律或境外管辖", W, rights.foreign_law),
    Rule("L37", "为提前离职约定赔偿", E, penalties.penalty_for_leaving),
    Rule("L38", "含糊的股权承诺", W, change.equity_promise),
    Rule("L39", "排除劳动仲裁或放弃救济", E, rights.arbitration_excluded),
    Rule("L40", "数字或日期前后矛盾", E, arithmetic.numbers_contradict),
)

_MEANINGS = TABLE + EVERYDAY
_SECOND_READERS = {rule: reader(rule, _MEANINGS) for rule in {entry.rule for entry in _MEANINGS}}


def hits(rule: Rule, clause: Clause) -> Iterator[Hit]:
    """Everything the rule finds: its own patterns first, then the second reader, which sees no numbers."""
    yield from rule.check(clause)
    if rule.id in _SECOND_READERS:
        found = list(_SECOND_READERS[rule.id](clause))
        if found and not is_ruled_out(rule.id, clause):
            yield from found


def gravest_hits(clause: Clause) -> dict[str, Hit]:
    """Each rule's gravest hit, in the order of the rules."""
    found = ((rule.id, _gravest(hits(rule, clause))) for rule in RULES)
    return {rule: hit for rule, hit in found if hit is not None}


def _gravest(hits: Iterable[Hit]) -> Hit | None:
    """A blocking hit before a warning, then the one with a reckoning, then the first."""
    return min(hits, key=lambda h: (h.severity is not Severity.BLOCK, not h.note, h.start), default=None)


BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
