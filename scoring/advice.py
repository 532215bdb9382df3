"""What would raise a score, said to the candidate with their own words."""

from scoring.features.acts import ACT_NAMES, Act
from scoring.features.assemble import Measured
from scoring.lexicon import PATTERNS
from scoring.text import Unit, spoken

MOST_ADVICE = 3
# A quote in advice longer than this reads as a reproach.
QUOTE_CHARS = 24


def advice_for(measured: Measured) -> tuple[str, ...]:
    """At most three pieces of advice, the most useful first; none reveals the rubric."""
    found = [
        _about_slogans(measured),
        _about_blame(measured),
        _about_facts(measured),
        _about_result(measured),
        _about_check(measured),
        _about_change(measured),
    ]
    return tuple(text for text in found if text)[:MOST_ADVICE]


def _about_slogans(measured: Measured) -> str:
    unit = _matching(measured, "slogan")
    if unit is None or measured.number("slogan") <= measured.number("own_act"):
        return ""
    return f"您说到“{short(unit)}”，这是原则。换成一件您亲手做过的事，说清做了什么、怎么做的，会更有说服力。"


def _about_blame(measured: Measured) -> str:
    unit = _matching(measured, "blame") or _matching(measured, "hostile")
    if unit is None or measured.number("ownership") + measured.number("others_view") > 0:
        return ""
    return f"说到“{short(unit)}”时，可以补充您自己能做的那一部分，以及当时您了解到对方为什么这样。"


def _about_facts(measured: Measured) -> str:
    if measured.number("number") + measured.number("time_point") > 0:
        return ""
    unit = _matching(measured, "own_act") or _matching(measured, "general")
    where = f"“{short(unit)}”这里" if unit else "讲经过的时候"
    return f"{where}可以加上时间、数量或金额，让人知道事情有多大、花了多久。"


def _about_result(measured: Measured) -> str:
    if _share(measured, Act.RESULT) or measured.number("outcome") > 0:
        return ""
    return f"您最后说到“{short(measured.units[-1])}”。再补一句结果会更完整：后来怎样了，前后有什么变化。"


def _about_check(measured: Measured) -> str:
    unit = _matching(measured, "own_act")
    if measured.number("check") > 0 or unit is None:
        return ""
    return f"做完“{short(unit)}”之后，您怎么确认它有效？说出核对或回访的办法，会让人放心。"


def _about_change(measured: Measured) -> str:
    if _share(measured, Act.PREVENT) or measured.number("habit") > 0:
        return ""
    return "可以说说这件事之后您改了什么做法，下一次怎样避免。"


def _matching(measured: Measured, pattern: str) -> Unit | None:
    return next((unit for unit in measured.units if PATTERNS[pattern].search(spoken(unit.text))), None)


def _share(measured: Measured, act: Act) -> bool:
    """Whether some unit most likely performs the act."""
    column = ACT_NAMES.index(f"act_{act.value}")
    return bool((measured.acts.argmax(axis=1) == column).any())


def short(unit: Unit) -> str:
    """The unit as it is quoted back: cut where it would read as a reproach."""
    return unit.text if len(unit.text) <= QUOTE_CHARS else unit.text[:QUOTE_CHARS] + "…"
