"""Repair of homophones: the sound is right, the characters are not (京理 → 经理, 紧得正 → 景德镇).

A small Whisper model spells Mandarin by ear. Where it is unsure, words of the dictionary (and the hints) that
sound alike are proposed; each proposal is weighed by the model itself, which says how much less likely the
audio makes it, and by how much more likely the sentence becomes as Chinese. Measured: bench/results/engines.md.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.engines.numerals import Edit
from scoring.engines.pronunciation import HintedPronunciation
from scoring.engines.transcript_text import apply_edits, is_han, simplify, traditional

# Chosen on the plateau between .3 and .7 and between 0.5 and 1.5 where clips and recordings gain alike.
LANGUAGE_WEIGHT = 0.5  # natural-log units of the dictionary against those of the model
FOLDED_SYLLABLE_PENALTY = 0.5
MIN_GAIN = 1.0
MAX_PROPOSALS = 16  # weighed per window; each costs a pass of the decoder
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
    """Write `word` from `start` on. prior: what dictionary and sound say for it, in weighted log units."""

    start: int
    word: str
    prior: float

    @property
    def end(self) -> int:
        return self.start + len(self.word)

    @property
    def edit(self) -> Edit:
        return Edit(self.start, self.end, self.word)


def repair(
    written: Sequence[Character], dictionary: HintedPronunciation, likelihoods: Likelihoods
) -> list[Edit]:
    """The edits, in order, that make the text likelier than it was as sound and as Chinese together.

    written: one window as the model wrote it, traditional or simplified. likelihoods: log-probability of texts
    given the audio. The edits are in simplified characters.
    """
    raw = "".join(c.text for c in written)
    plain = simplify(raw)
    if len(plain) != len(raw):
        return []
    characters = [Character(s, c.probability) for s, c in zip(plain, written, strict=True)]
    proposals = _most_promising(characters, dictionary)
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
        if (hope := proposal.prior + _best_case(characters, proposal)) > MIN_GAIN
    ]
    hopes.sort(key=lambda pair: -pair[0])
    return [proposal for _, proposal in hopes[:MAX_PROPOSALS]]


def _proposals(characters: Sequence[Character], dictionary: HintedPronunciation) -> Iterator[Proposal]:
    for first, run in _runs("".join(c.text for c in characters)):
        before = dictionary.text_logprob(run)
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + dictionary.max_chars) + 1):
                for word in sorted(dictionary.candidates(run[start:end])):
                    gain = dictionary.text_logprob(run[:start] + word + run[end:]) - before
                    folded = dictionary.differing_syllables(run[start:end], word)
                    prior = LANGUAGE_WEIGHT * gain - FOLDED_SYLLABLE_PENALTY * folded
                    if prior > 0:
                        yield Proposal(first + start, word, prior)


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
