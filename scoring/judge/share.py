"""What a judge's rating does to a score: nothing, unless the company gave it a share."""

from dataclasses import replace

from scoring.judge.rating import JudgeRating
from scoring.measures import AnswerScore, Flag, NotMeasured
from scoring.rubric import to_score

# One and a half levels: further apart than two interviewers who use the same anchors should be. Our choice.
APART = 37.5


def with_judge(score: AnswerScore, rating: JudgeRating, *, share: float) -> AnswerScore:
    """The score moved by `share` (0–1) towards the judge's level, its interval reaching both.

    A judge far from the score is a flag for a person. A withheld score stays withheld: guards come first.
    """
    if isinstance(score.score, NotMeasured) or isinstance(score.interval, NotMeasured):
        return score
    judged = to_score(rating.level)
    apart = abs(judged - score.score) >= APART
    value = round((1 - share) * score.score + share * judged, 1)
    low, high = score.interval
    return replace(
        score,
        score=value,
        interval=(min(low, value), max(high, value)),
        flags=(*score.flags, Flag.JUDGE_DISAGREES) if apart else score.flags,
    )
