"""`mingmian`: the command line. Commands are imported when they are called, so that each starts fast."""

import importlib

import click

# name -> (module, attribute, one line of help). The help stands here, so that the list needs no import.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("workers.cli_run", "demo", "演示：启动全部服务，并完整走一遍面试流程。Play one interview."),
    "up": ("workers.cli_run", "up", "启动全部服务。Run everything on this machine."),
    "doctor": ("workers.cli_doctor", "doctor", "检查缺少什么，以及如何补上。What is missing."),
    "transcribe": ("workers.cli_engines", "transcribe", "把录音或录像转成文字。Speech to text."),
    "observe": ("workers.cli_engines", "observe", "描述画面中可见的情况。What the picture shows."),
    "score-answers": ("workers.cli_scoring", "score_answers", "按评分标准给文字回答评分。Score answers."),
    "resume": ("workers.cli_resume", "resume", "简历：读取、解析、与岗位匹配。Résumés: read, parse, match."),
    "calibrate": (
        "workers.cli_calibrate",
        "calibrate_profile",
        "用本企业的盲评校准评分方案。Fit your own profile.",
    ),
    "profile": ("workers.cli_calibrate", "profile", "评分方案：查看、启用、停用。Scoring profiles."),
    "contract": ("workers.cli_contracts", "contract", "合同条款合规检查（非法律意见）。Labour-law lint."),
    "question": ("workers.cli_contracts", "question", "面试问题与招聘条件合规检查。Question lint."),
    "outcomes": (
        "workers.cli_outcomes",
        "outcomes",
        "结果回流：导入、分析、权重建议。Outcomes and validity.",
    ),
    "models": ("workers.cli_engines", "models", "模型文件：下载、校验、列出。The model files."),
    "migrate": ("workers.cli_admin", "migrate", "把数据库升级到最新结构。Bring the schema up to date."),
    "seed": ("workers.cli_admin", "seed", "写入示范公司的人员。Enter the demo company's people."),
    "audit": ("workers.cli_admin", "audit", "审计日志。The audit log."),
    "deliveries": ("workers.cli_admin", "deliveries", "未能送达的消息。What could not be delivered."),
    "worker": ("workers.cli_processes", "worker", "处理一个队列的工作进程。One queue's worker."),
    "relay": ("workers.cli_processes", "relay", "投递消息的进程。Delivers cards, messages and jobs."),
    "reconciler": ("workers.cli_processes", "reconciler", "找回遗漏任务的进程。Finds forgotten work."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click passes it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click passes it
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click passes it
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, _, help_line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mingmian")
def main() -> None:
    """明面 Mingmian：把面试的评分摆在明面上。Every score shows its evidence."""


if __name__ == "__main__":
    main()
