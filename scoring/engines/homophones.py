"""Repair of homophones: the sound is right, the characters are not (京理 → 经理, 紧得正 → 景德镇).

A small Whisper model spells Mandarin by ear. Where it is unsure, two kinds of change are proposed: words of the
dictionary (and the hints) that sound alike, and what the other texts of the beam say there. Each proposal is
weighed by the model itself, which says how much less likely the audio makes it, and by how much more likely the
sentence becomes as Chinese. Measured: bench/results/engines.md.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scoring.engines.numerals import Edit
from scoring.engines.pronunciation import HintedPronunciation
from scoring.engines.transcript_text import apply_edits, is_han, simplify, traditional

# Chosen on the plateau between .3 and .7 and between 0.5 and 1.5 where clips and recordings gain alike.
LANGUAGE_WEIGHT = 0.5  # natural-log units of the dictionary against those of the model
FOLDED_SYLLABLE_PENALTY = 0.5
HINT_BONUS = 3.0  # somebody who knows the job said that this word may occur
MIN_GAIN = 1.0
ALTERNATIVE_MIN_GAIN = 2.0  # the dictionary knows words, not grammar: it judges single characters badly
PROMISE_SLACK = 1.0  # the best case is counted in characters, the model counts in pieces of characters
MAX_PROPOSALS = 24  # weighed per window; each costs a pass of the decoder
MIN_PROBABILITY = 1e-3
MAX_PROBABILITY = 0.999

Likelihoods = Callable[[Sequence[str]], list[float]]


@dataclass(frozen=True, slots=True)
class Character:
    """One written character and the model's probability for it."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Write `word` for characters start..end. prior: what dictionary and sound say for it, in weighted log units."""

    start: int
    end: int
    word: str
    prior: float

    @property
    def edit(self) -> Edit:
        return Edit(self.start, self.end, self.word)


def repair(
    written: Sequence[Character],
    dictionary: HintedPronunciation,
    likelihoods: Likelihoods,
    *,
    alternatives: Sequence[str] = (),
) -> list[Edit]:
    """The edits, in order, that make the text likelier than it was as sound and as Chinese together.

    written: one window as the model wrote it, traditional or simplified. likelihoods: log-probability of texts
    given the audio. alternatives: other texts for the whole window. The edits are in simplified characters.
    """
    raw = "".join(c.text for c in written)
    plain = simplify(raw)
    if len(plain) != len(raw):
        return []
    characters = [Character(s, c.probability) for s, c in zip(plain, written, strict=True)]
    proposals = _most_promising(characters, dictionary) + _from_alternatives(plain, alternatives, dictionary)
    if not proposals:
        return []
    spell = str if plain == raw else traditional
    texts = [apply_edits(raw, [Edit(p.start, p.end, spell(p.word))]) for p in proposals]
    before, *after = likelihoods([raw, *texts])
    gains = [(p.prior + (heard - before), p) for p, heard in zip(proposals, after, strict=True)]
    return [p.edit for p in sorted(_best_apart(gains), key=lambda p: p.start)]


def _most_promising(characters: Sequence[Character], dictionary: HintedPronunciation) -> list[Proposal]:
    hopes = [
        (hope, proposal)
        for proposal in _proposals(characters, dictionary)
        if (hope := proposal.prior + _best_case(characters, proposal)) > MIN_GAIN - PROMISE_SLACK
    ]
    hopes.sort(key=lambda pair: -pair[0])
    return [proposal for _, proposal in hopes[:MAX_PROPOSALS]]


def _from_alternatives(text: str, others: Sequence[str], dictionary: HintedPronunciation) -> list[Proposal]:
    """Where another text of the beam differs and reads better."""
    found: dict[Edit, Proposal] = {}
    for other in others:
        other = simplify(other)
        for tag, start, end, other_start, other_end in SequenceMatcher(
            None, text, other, autojunk=False
        ).get_opcodes():
            word = other[other_start:other_end]
            # Of equal length: a dictionary of words always prefers the shorter text.
            if tag != "replace" or len(word) != end - start or not all(map(is_han, text[start:end] + word)):
                continue
            gain = _run_logprob(text, start, end, word, dictionary) - _run_logprob(
                text, start, end, text[start:end], dictionary
            )
            prior = LANGUAGE_WEIGHT * gain - (ALTERNATIVE_MIN_GAIN - MIN_GAIN)
            if prior > 0:
                found[Edit(start, end, word)] = Proposal(start, end, word, prior)
    return list(found.values())[:MAX_PROPOSALS]


def _run_logprob(text: str, start: int, end: int, word: str, dictionary: HintedPronunciation) -> float:
    """Log-probability of the stretch of Chinese characters around start..end, with `word` there."""
    first, last = start, end
    while first > 0 and is_han(text[first - 1]):
        first -= 1
    while last < len(text) and is_han(text[last]):
        last += 1
    return dictionary.text_logprob(text[first:start] + word + text[end:last])


def _proposals(characters: Sequence[Character], dictionary: HintedPronunciation) -> Iterator[Proposal]:
    for first, run in _runs("".join(c.text for c in characters)):
        before = dictionary.text_logprob(run)
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + dictionary.max_chars) + 1):
                for word in sorted(dictionary.candidates(run[start:end])):
                    gain = dictionary.text_logprob(run[:start] + word + run[end:]) - before
                    folded = dictionary.differing_syllables(run[start:end], word)
                    bonus = HINT_BONUS if dictionary.is_hint(word) else 0.0
                    prior = LANGUAGE_WEIGHT * gain - FOLDED_SYLLABLE_PENALTY * folded + bonus
                    if prior > 0:
                        yield Proposal(first + start, first + end, word, prior)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of Chinese characters, with where they start."""
    start = 0
    for position in range(len(text) + 1):
        if position < len(text) and is_han(text[position]):
            continue
        if position - start >= 2:
            yield start, text[start:position]
        start = position + 1


def _best_case(characters: Sequence[Character], proposal: Proposal) -> float:
    """No alternative can have more probability than the written character left over.

    The characters inside and just behind the change may become certain at best.
    """
    change = 0.0
    for offset, new in enumerate(proposal.word):
        old = characters[proposal.start + offset]
        if old.text != new:
            change += math.log(1.0 - min(old.probability, MAX_PROBABILITY))
    reach = characters[proposal.start : proposal.end + 1]
    return change - sum(math.log(max(c.probability, MIN_PROBABILITY)) for c in reach)


def _best_apart(gains: Sequence[tuple[float, Proposal]]) -> list[Proposal]:
    """The best proposals that do not overlap."""
    chosen: list[Proposal] = []
    for gain, proposal in sorted(gains, key=lambda pair: -pair[0]):
        if gain <= MIN_GAIN:
            break
        if all(proposal.end <= other.start or other.end <= proposal.start for other in chosen):
            chosen.append(proposal)
    return chosen
