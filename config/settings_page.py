"""docs/settings.md, made from the Settings class: `python -m config.settings_page > docs/settings.md`."""

import sys

from pydantic import SecretStr

from config.settings import Settings

_HEAD = """# Settings · 设置

Read from the environment by every process at its start; a wrong value stops it with the list of all faults.
每个进程启动时从环境变量读取；有错误时一次列出全部问题并停止启动。

Made by `python -m config.settings_page > docs/settings.md`; a test holds it to the code.

| name | default | meaning | 含义 |
|---|---|---|---|
"""


def settings_page() -> str:
    return _HEAD + "".join(_row(name) for name in Settings.model_fields)


def _row(name: str) -> str:
    field = Settings.model_fields[name]
    default = "" if isinstance(field.default, SecretStr) else str(field.default)
    extra = field.json_schema_extra
    chinese = extra["zh"] if isinstance(extra, dict) else ""
    return f"| `{name.upper()}` | {f'`{default}`' if default else '–'} | {field.description} | {chinese} |\n"


if __name__ == "__main__":
    sys.stdout.write(settings_page())
