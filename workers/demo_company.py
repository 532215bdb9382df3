"""The demo's company: read from config/company/demo.toml, written for the sandbox, entered into the product."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hiring.model.ids import DingTalkUserId, StaffId
from hiring.model.people import Role, Staff
from hiring.usecases.company import add_staff
from workers.wiring import CONFIG_FOLDER, Runtime

DEMO_FILE = CONFIG_FOLDER / "company" / "demo.toml"


@dataclass(frozen=True, slots=True)
class App:
    corp_id: str
    client_id: str
    client_secret: str
    robot_code: str
    agent_id: str


@dataclass(frozen=True, slots=True)
class Colleague:
    user_id: str
    name: str
    title: str
    mobile: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """user_id "": somebody outside the organisation."""

    user_id: str
    name: str
    mobile: str
    email: str


@dataclass(frozen=True, slots=True)
class Post:
    """manager: the user id of who decides. question_keys empty: the whole template."""

    title: str
    description: str
    template: str
    manager: str
    question_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoCompany:
    app: App
    staff: tuple[Colleague, ...]
    posts: tuple[Post, ...]
    applicants: tuple[Applicant, ...]
    more_names: tuple[str, ...]

    def newcomer(self, number: int) -> Applicant:
        """Somebody who plays a further run. number: from 1."""
        name = self.more_names[number - 1] if number <= len(self.more_names) else f"候选人{number}"
        return Applicant(
            user_id=f"newcomer{number:03d}",
            name=name,
            mobile=f"137{number:08d}",
            email=f"newcomer{number:03d}@example.com",
        )

    def with_role(self, role: Role) -> Colleague:
        return next(person for person in self.staff if role in person.roles)


def load_demo_company(path: Path = DEMO_FILE) -> DemoCompany:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return DemoCompany(
        app=App(**table["app"]),
        staff=tuple(
            Colleague(**(row | {"roles": tuple(Role(role) for role in row["roles"])}))
            for row in table["staff"]
        ),
        posts=tuple(Post(**(row | {"question_keys": tuple(row["question_keys"])})) for row in table["jobs"]),
        applicants=tuple(Applicant(**({"user_id": ""} | row)) for row in table["candidates"]),
        more_names=tuple(table["more_names"]),
    )


def write_sandbox_company(company: DemoCompany, path: Path, *, public_url: str) -> None:
    """The company file of `python -m sandbox`. People who joined in an earlier run are kept."""
    joined = _people_in(path)
    people = [_colleague_json(person) for person in company.staff]
    people += [applicant_json(person) for person in company.applicants if person.user_id]
    known = {person["userId"] for person in people}
    people += [person for person in joined if person["userId"] not in known]
    content = {
        "corpId": company.app.corp_id,
        "clientId": company.app.client_id,
        "clientSecret": company.app.client_secret,
        "robotCode": company.app.robot_code,
        "agentId": company.app.agent_id,
        "people": people,
        "cardTemplates": [],
        "apps": [
            {"name": "面试工作台", "url": f"{public_url}/hr", "roles": ["hr", "admin"]},
            {"name": "待我复核", "url": f"{public_url}/m", "roles": ["manager"]},
            {"name": "我的面试", "url": f"{public_url}/my", "roles": ["candidate"]},
        ],
    }
    _write(path, content)


def join_sandbox_company(path: Path, applicant: Applicant) -> None:
    """Keep somebody who joined while the sandbox runs, for its next start."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["people"].append(applicant_json(applicant))
    _write(path, content)


def applicant_json(applicant: Applicant) -> dict[str, str]:
    return {
        "userId": applicant.user_id,
        "unionId": f"union-{applicant.user_id}",
        "name": applicant.name,
        "mobile": applicant.mobile,
        "title": "应聘者",
        "role": "candidate",
    }


def seed_staff(company: DemoCompany, runtime: Runtime) -> int:
    """Enter the staff who are not there yet; returns how many."""
    added = 0
    for person in company.staff:
        user_id = DingTalkUserId(person.user_id)
        with runtime.storage.new_uow() as uow:
            known = uow.people.find_staff_by_dingtalk(user_id)
        if known is None:
            staff = Staff(
                id=StaffId(runtime.ids.new("st")),
                name=person.name,
                dingtalk_user_id=user_id,
                union_id=f"union-{person.user_id}",
                roles=frozenset(person.roles),
            )
            add_staff(staff, uow=runtime.storage.new_uow(), clock=runtime.clock)
            added += 1
    return added


def _colleague_json(person: Colleague) -> dict[str, str]:
    sandbox_role = next(role for role in (Role.HR, Role.MANAGER, Role.ADMIN) if role in person.roles)
    return {
        "userId": person.user_id,
        "unionId": f"union-{person.user_id}",
        "name": person.name,
        "mobile": person.mobile,
        "title": person.title,
        "role": sandbox_role.value,
    }


def _people_in(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    people = json.loads(path.read_text(encoding="utf-8"))["people"]
    return [{str(key): str(value) for key, value in person.items()} for person in people]


def _write(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
