"""The composite names what is missing and never counts it as zero."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.composite import Composite, Group, Part, Weight, by_group, composite, dimension_part
from scoring.measures import AnswerScore, NotMeasured

SERVICE = Weight("服务意识", 2.0, Group.ABILITY)
LOGIC = Weight("逻辑思维", 1.0, Group.ABILITY)
STRESS = Weight("抗压能力", 1.0, Group.PERSONALITY)
JOB = (SERVICE, LOGIC, STRESS)

values = st.floats(0, 100)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    return Part(value, (low, high))


def an_answer(score: float | NotMeasured, interval: tuple[float, float] | NotMeasured) -> AnswerScore:
    return AnswerScore("服务意识", score, interval, 0.8, (), (), (), "s", "1")


def test_a_missing_dimension_is_named_and_not_counted_as_zero() -> None:
    found = composite({"服务意识": Part(80, (70, 90)), "逻辑思维": Part(50, (40, 60))}, JOB)
    assert found.value == 70.0  # (2·80 + 1·50) / 3
    assert found.missing == ("抗压能力",)
    assert found.coverage == 0.75


def test_a_missing_dimension_widens_the_interval() -> None:
    known = {"服务意识": Part(70, (60, 80)), "逻辑思维": Part(70, (60, 80)), "抗压能力": Part(70, (60, 80))}
    without = {name: part for name, part in known.items() if name != "抗压能力"}
    # √((2·10)² + 10² + 10²) / 4 = 6.1; with 抗压能力 unknown √(500 + 40²) / 4 = 11.5
    assert composite(known, JOB).interval == (63.9, 76.1)
    assert composite(without, JOB).interval == (58.5, 81.5)


def test_less_than_half_of_the_weight_gives_no_figure() -> None:
    found = composite({"逻辑思维": Part(90, (80, 100))}, JOB)
    assert isinstance(found.value, NotMeasured)
    assert found.missing == ("服务意识", "抗压能力")


def test_each_group_is_joined_by_its_own_weights() -> None:
    groups = by_group({"抗压能力": Part(40, (30, 50))}, JOB)
    assert groups[Group.PERSONALITY] == Composite(40.0, (30.0, 50.0), 1.0, ())
    assert isinstance(groups[Group.ABILITY].value, NotMeasured)


def test_two_answers_on_one_dimension_are_averaged_and_the_withheld_one_lowers_coverage() -> None:
    withheld = NotMeasured("说得太少")
    part = dimension_part([an_answer(60.0, (50.0, 70.0)), an_answer(withheld, withheld)])
    assert part == Part(60.0, (50.0, 70.0), 0.4)
    assert isinstance(dimension_part([an_answer(withheld, withheld)]), NotMeasured)


@given(parts(), parts(), values)
def test_a_better_dimension_never_lowers_the_composite(service: Part, logic: Part, higher: float) -> None:
    better = Part(max(service.value, higher), service.interval)
    before = composite({"服务意识": service, "逻辑思维": logic}, JOB)
    after = composite({"服务意识": better, "逻辑思维": logic}, JOB)
    assert isinstance(before.value, float)
    assert isinstance(after.value, float)
    assert after.value >= before.value


@given(parts(), parts())
def test_the_composite_lies_in_bounds_and_inside_its_interval(service: Part, logic: Part) -> None:
    found = composite({"服务意识": service, "逻辑思维": logic}, JOB)
    assert isinstance(found.value, float)
    assert not isinstance(found.interval, NotMeasured)
    assert 0.0 <= found.interval[0] <= found.value <= found.interval[1] <= 100.0
