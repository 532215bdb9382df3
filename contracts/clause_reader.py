"""What reviewed examples say of a clause: by its n-grams (a linear model) and read whole (a network), beside the rules.

The rules know numbers and turns of phrase that somebody listed; the reader knows how lawful and unlawful clauses were written.
It doesn't judge what only a reckoning decides (RECKONED). contracts/fit fits both models, contracts/judgement.py weighs them against the rules.
"""

import re
from dataclasses import dataclass

from contracts.clause import Clause
from contracts.encoder.text_encoder import TextEncoder
from contracts.ngrams import NgramModel, probabilities, weighed

UNLAWFUL = "unlawful"  # the label that says whether any blocking rule is broken; the other labels are rules
# Broken by a number, a date, a template or by what is missing: no wording tells.
RECKONED = frozenset({"L01", "L05", "L19", "L24", "L34", "L40"})
# How much each model's log odds count: chosen on authors whom neither had seen (docs/contracts.md, "How well it does").
SHARE = 0.6

_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^0-9]")
_BREAKS = "。,;"
# 第五条, 一、, 3.2、, (二): how a contract counts its clauses says nothing of what they say.
_NUMBER = re.compile(
    r"第[0-9一二三四五六七八九十百]{1,4}条(?![第规所之以的款项]|[^。;,]{0,6}(?:规定|情形))[:、]?|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}(?:、|\.(?![0-9]))|\([0-9一二三四五六七八九十]{1,3}\)"
)
_EDGE = "^"


@dataclass(frozen=True)
class Reading:
    """unlawful: the probability that a blocking rule is broken. rules: of each, that it is the broken one."""

    unlawful: float
    rules: dict[str, float]

    @property
    def likeliest(self) -> str:
        return max(self.rules, key=lambda rule: self.rules[rule])

    def likely(self, at_least: float) -> set[str]:
        return {rule for rule, chance in self.rules.items() if chance >= at_least}


@dataclass(frozen=True)
class ClauseReader:
    """words: over n-grams. whole: the network. Both know the same labels."""

    words: NgramModel
    whole: TextEncoder

    def read(self, clause: Clause) -> Reading:
        words, whole = self.words.logits(reading_text(clause)), self.whole.logits(whole_text(clause))
        said = weighed(words, whole, SHARE)
        at_once = said.pop(UNLAWFUL)
        said |= {UNLAWFUL: (at_once + max(said.values())) / 2}  # asked at once, and rule by rule
        found = probabilities(said, one_of=False)
        return Reading(found.pop(UNLAWFUL), found)

    def span(self, clause: Clause, rule: str) -> tuple[int, int]:
        """[start, end) in the clause's text: the part of a sentence that speaks most for the rule."""
        starts = [m.start() for m in _PIECE.finditer(clause.text, _number_end(clause.text))]
        start, end = self.words.span(reading_text(clause), rule)
        last = starts[min(max(end - 2, 0), len(starts) - 1)]
        first = starts[min(max(start - 1, 0), len(starts) - 1)]
        return _parts_around(clause.text, first, max(first, last) + 1)


def reading_text(clause: Clause) -> str:
    """The clause as the model reads it: one 0 for any number, one mark for any stop, and whether the post is a special one."""
    said = _PIECE.findall(clause.text, _number_end(clause.text))
    pieces = (_EDGE if p in _BREAKS else "0" if p[0].isdigit() else p for p in said)
    special = clause.facts.is_special_role
    return _EDGE + "".join(pieces) + ("" if special is None else "特" if special else "普")


def whole_text(clause: Clause) -> str:
    """The clause as the network reads it: behind what is known of the post and the kind of contract."""
    facts = clause.facts
    special = {True: "特殊岗位", False: "普通岗位", None: None}[facts.is_special_role]
    known = (facts.position, special, facts.contract_type, facts.hours_system)
    return "".join(f"{fact}。" for fact in known if fact) + clause.text[_number_end(clause.text) :]


def _number_end(text: str) -> int:
    """Where the clause begins behind its number."""
    number = _NUMBER.match(text)
    return number.end() if number else 0


def _parts_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widened to whole parts of a sentence: a person reads those, not n-grams."""
    while start < end - 1 and text[start] in _BREAKS:
        start += 1
    left = max(text.rfind(c, 0, start) for c in _BREAKS) + 1
    stops = [i for c in _BREAKS if (i := text.find(c, end - 1)) >= 0]
    return left, min(stops, default=len(text))
