"""What a reckoning rules out, whatever reviewed examples the wording resembles: the reader of examples sees no numbers."""

from collections.abc import Callable

from contracts.clause import Clause, declares_void
from contracts.rules.bonds import deposit_denied
from contracts.rules.hours_kept import hours_kept, overtime_kept, overtime_pay_kept
from contracts.rules.insurance import insurance_kept
from contracts.rules.noncompete import leaves_free, length_reckoned_lawful
from contracts.rules.pay import instalments_reckoned_lawful
from contracts.rules.penalties import nothing_due_for_leaving, nothing_taken
from contracts.rules.probation_kept import fits_its_term, inside_its_contract, once_and_no_longer
from contracts.rules.resignation import notice_reckoned_lawful
from contracts.rules.service_period import service_reckoned_lawful
from contracts.rules.together import SENTENCE

_RULED_OUT: dict[str, Callable[[Clause], bool]] = {
    "L02": once_and_no_longer,
    "L03": inside_its_contract,
    "L04": fits_its_term,
    "L07": nothing_taken,
    "L08": service_reckoned_lawful,
    "L09": deposit_denied,
    "L10": length_reckoned_lawful,
    "L11": leaves_free,
    "L15": overtime_kept,
    "L16": overtime_pay_kept,
    "L17": hours_kept,
    "L19": instalments_reckoned_lawful,
    "L26": insurance_kept,
    "L31": notice_reckoned_lawful,
    "L37": nothing_due_for_leaving,
}


def is_ruled_out(rule: str, clause: Clause) -> bool:
    """Do the clause's own numbers show that this rule is kept, or does it only say what is void?"""
    return _only_declares_void(clause) or (rule in _RULED_OUT and _RULED_OUT[rule](clause))


def _only_declares_void(clause: Clause) -> bool:
    return all(declares_void(m.group()) for m in SENTENCE.finditer(clause.text))
