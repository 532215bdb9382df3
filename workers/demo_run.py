"""Runs the demo: starts the system, lets the play go on in a thread, and tends the processes meanwhile."""

import json
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from rich.console import Console

from config.settings import Settings
from workers.demo_clients import open_sandbox, sign_in
from workers.demo_company import join_sandbox_company, load_demo_company
from workers.demo_models import ensure_models
from workers.demo_play import Play, Played, add_applicant, choose_applicant, enter_company, hr_user
from workers.demo_recordings import load_part
from workers.demo_stage import Stage, StepFailed, show_report, show_views
from workers.supervisor import NotReady
from workers.system import System, running_demo, running_product, tend_until
from workers.wiring import CONFIG_FOLDER

STATUS_FAILED = 1
LOG_TAIL_LINES = 5
FRONT_END = CONFIG_FOLDER.parent / "miniapp" / "dist" / "index.html"


@dataclass
class DemoRun:
    """candidate "": start and enter the company, but play nothing."""

    console: Console
    settings: Settings
    candidate: str
    speed: float
    report_file: Path | None
    _played: Played | None = None
    _failure: str = ""
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def home_name(self) -> str:
        return str(self.settings.home)

    def start_and_play(self, stop: threading.Event, *, keep_running: bool) -> int:
        """The exit status."""
        stage = Stage(self.console)
        ensure_models(self.console, self.settings)
        if not FRONT_END.exists():
            self.console.print("[yellow]页面尚未构建，浏览器中无法打开；请运行 make setup。[/]")
        with ExitStack() as stack:
            try:
                with stage.step("启动数据库、队列、沙箱、接口、机器人"):
                    system = stack.enter_context(running_demo(self.settings, load_demo_company()))
            except NotReady as error:
                return self._failed(f"{error.name} 未能启动")
            self._follow(stage, system, stop)
            if self._failure:
                return self._failed(self._failure)
            if keep_running and not stop.is_set():
                self.console.print("\n系统正在运行，按 Ctrl-C 停止。")
                tend_until(system, stop)
            self.console.print("正在停止……")
        return 0 if self._over.is_set() else STATUS_FAILED

    def _follow(self, stage: Stage, system: System, stop: threading.Event) -> None:
        """The play waits for answers; the main thread must go on tending, since only it may start children."""
        actor = threading.Thread(target=self._act, args=(stage, system), daemon=True, name="play")
        actor.start()
        tend_until(system, stop, also=lambda: not actor.is_alive())

    def _act(self, stage: Stage, system: System) -> None:
        try:
            self._perform(stage, system)
        except StepFailed as error:
            self._failure = str(error)
        else:
            self._over.set()

    def _perform(self, stage: Stage, system: System) -> None:
        company, sandbox = load_demo_company(), open_sandbox(system.sandbox_url)
        with stage.step("HR 登录工作台，建立岗位与候选人") as notes:
            hr = sign_in(sandbox, system.api_url, hr_user(company))
            managers = {row["name"]: row["id"] for row in hr.get("/managers")["managers"]}
            notes += enter_company(company, hr, managers) or ["沿用已有"]
        if not self.candidate:
            show_views(self.console, {"全部": f"{system.sandbox_url}/sandbox/"})
            return
        post, part = company.posts[0], load_part(self.candidate)
        applicant, is_new = choose_applicant(company, hr, post)
        if is_new:
            with stage.step(f"新候选人 {applicant.name} 加入"):
                join_sandbox_company(system.company_file, applicant)
                sandbox.join(applicant)
                add_applicant(hr, applicant)
        play = Play(stage, sandbox, company, system.api_url, part, self.speed)
        self._tell(play.perform(applicant, post, hr=hr), post.manager, hr_user(company), system)

    def _tell(self, played: Played, manager: str, hr: str, system: System) -> None:
        show_report(self.console, played.report)
        self.console.print(f"最后一个回答传完到报告送达：{played.report_after_s:.1f} 秒")
        public, about = system.settings.public_url, played.interview_id
        pages = {
            "候选人  ": (played.candidate, f"{public}/i/{about}"),
            "HR      ": (hr, f"{public}/hr/interviews/{about}"),
            "用人经理": (manager, f"{public}/m/{about}"),
        }
        views = {who: view_url(system.sandbox_url, user, page) for who, (user, page) in pages.items()}
        show_views(self.console, views | {"全部    ": f"{system.sandbox_url}/sandbox/"})
        if self.report_file:
            figures = {
                "report_after_s": round(played.report_after_s, 1),
                "speed": self.speed,
                "composite": played.report["composite"],
                "views": views,
            }
            self.report_file.write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")

    def _failed(self, why: str) -> int:
        self.console.print(f"\n[red]演示未能完成：{why}[/]\n各进程的日志：")
        for path in sorted((self.settings.home / "logs").glob("*.log")):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_TAIL_LINES:]
            self.console.print(f"[b]{path}[/]", highlight=False)
            for line in lines:
                self.console.print(f"  {line[:300]}", markup=False, highlight=False)
        return STATUS_FAILED


def view_url(sandbox_url: str, user_id: str, page: str) -> str:
    """The sandbox's picture of one person's DingTalk with a page of the mini-app open in it."""
    return f"{sandbox_url}/sandbox/?{urlencode({'user': user_id, 'open': page})}"


def keep_up(console: Console, settings: Settings, stop: threading.Event) -> int:
    """The product with the company's own DingTalk app, until `stop`."""
    ensure_models(console, settings)
    with ExitStack() as stack:
        try:
            system = stack.enter_context(running_product(settings))
        except NotReady as error:
            console.print(f"[red]{error.name} 未能启动[/]，日志：{error.log_path}")
            return STATUS_FAILED
        console.print(f"明面已启动：{system.settings.public_url}，按 Ctrl-C 停止。")
        tend_until(system, stop)
        console.print("正在停止……")
    return 0
