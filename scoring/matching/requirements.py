"""What a job asks for, as read from its text and confirmed by HR."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.resume.fields import Degree


class Need(StrEnum):
    HARD = "hard"
    PLUS = "plus"


class Kind(StrEnum):
    DEGREE = "degree"
    YEARS = "years"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    MAJOR = "major"
    CLASS_YEAR = "class_year"
    INTERNSHIP = "internship"


INTERNSHIP = "实习经历"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Names of which one is enough. source: the words of the job text."""

    kind: Kind
    need: Need
    names: tuple[str, ...]
    source: str
    licence: bool = False  # the post may not be held without it


@dataclass(frozen=True, slots=True)
class Requirements:
    """posts: families of posts whose years count. not_counted: words of posts the text leaves out. years_max None: not stated; else the range's end or from where on the text
    says that the post is below the person.

    topics: what the years are to be in, in the text's words.
    duties: clauses that say what the work is. restrictions are left to the linter and never get here.
    """

    title: str
    city: str
    degree: Degree | None
    years_min: float | None
    years_max: float | None
    posts: tuple[str, ...]
    not_counted: tuple[str, ...]
    groups: tuple[AnyOf, ...]
    majors: tuple[str, ...]
    class_years: tuple[int, ...]
    duties: tuple[str, ...]
    topics: tuple[str, ...] = ()

    @property
    def has_musts(self) -> bool:
        """Whether anything must be met. Without it everybody meets everything, which says nothing about anybody."""
        hard = any(group.need is Need.HARD for group in self.groups)
        return bool(self.degree or self.years_min or self.majors or self.class_years or hard)

    def of(self, kind: Kind, need: Need) -> tuple[AnyOf, ...]:
        return tuple(group for group in self.groups if group.kind is kind and group.need is need)
