"""Every setting of the product, read from the environment once, at the start of an entry point.

A fault never comes alone: SettingsError lists all of them, in English and Chinese.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

MASTER_KEY_BYTES = 32  # AES-256

# One DingTalk app is described by all of these or none of them.
APP_SETTINGS = (
    "DINGTALK_CORP_ID",
    "DINGTALK_CLIENT_ID",
    "DINGTALK_CLIENT_SECRET",
    "DINGTALK_ROBOT_CODE",
    "DINGTALK_AGENT_ID",
)

DINGTALK_SIGNING = "dingtalk"

JUDGE_SETTINGS = ("JUDGE_MODEL", "JUDGE_OPERATOR")


class SettingsError(Exception):
    """The program can't start as it is set. faults: one line each, English and Chinese."""

    def __init__(self, faults: list[str]) -> None:
        lines = [f"{len(faults)} setting(s) need attention · 有 {len(faults)} 项设置需要修改:", *faults]
        super().__init__("\n  - ".join(lines))
        self.faults = faults


def decode_master_key(text: str) -> bytes:
    """Raises ValueError unless it is 32 bytes in base64."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != MASTER_KEY_BYTES:
        raise ValueError(f"{len(key)} bytes instead of {MASTER_KEY_BYTES}")
    return key


def _setting(default: object, *, en: str, zh: str, **limits: Any) -> Any:
    return Field(default, description=en, json_schema_extra={"zh": zh}, **limits)


class Settings(BaseModel):
    """Names in the environment are the field names in capitals. docs/settings.md is made from this class."""

    model_config = ConfigDict(frozen=True)

    mingmian_home: Path = _setting(
        Path("var"),
        en="folder that holds all state: database, queue, recordings, models, logs",
        zh="存放全部状态的目录：数据库、队列、录制文件、模型、日志",
    )
    company_name: str = _setting(
        "明面示范银行",
        en="the company's name as candidates read it",
        zh="候选人看到的公司名称",
        min_length=1,
        max_length=60,
    )
    database_url: str = _setting(
        "",
        en="PostgreSQL, as postgresql://user:password@host/name; empty: our own under MINGMIAN_HOME",
        zh="PostgreSQL 地址，形如 postgresql://用户:密码@主机/库名；留空则使用 MINGMIAN_HOME 下自带的数据库",
        pattern=r"^(postgres(ql)?(\+psycopg)?://.*)?$",
    )
    redis_url: str = _setting(
        "",
        en="Valkey or Redis, as redis://host:6379/0; empty: our own under MINGMIAN_HOME",
        zh="Valkey/Redis 地址，形如 redis://主机:6379/0；留空则使用 MINGMIAN_HOME 下自带的队列",
        pattern=r"^((rediss?|unix)://.*)?$",
    )
    media_url: str = _setting(
        "",
        en="where recordings lie, an fsspec address such as s3://bucket/path; empty: MINGMIAN_HOME/media",
        zh="录制文件的存放地址（fsspec 形式，如 s3://桶/路径）；留空则为 MINGMIAN_HOME/media",
        pattern=r"^([a-z0-9+]+://.+)?$",
    )
    master_key: SecretStr = _setting(
        SecretStr(""),
        en="32 bytes in base64 that wrap every candidate's key; empty: MINGMIAN_HOME/master.key is made and used",
        zh="base64 编码的 32 字节主密钥，用于加密每位候选人的密钥；留空则生成并使用 MINGMIAN_HOME/master.key",
    )
    public_url: str = _setting(
        "http://127.0.0.1:8700",
        en="address under which phones reach the pages, http(s)://host without a trailing slash",
        zh="手机访问页面的地址，形如 https://主机，末尾不带斜杠",
        pattern=r"^https?://[^/\s]+(/[^\s]*[^/\s])?$",
    )
    api_host: str = _setting(
        "127.0.0.1", en="address the web server listens on", zh="网页服务监听的地址", min_length=1
    )
    api_port: int = _setting(
        8700, en="port of the web server, 1–65535", zh="网页服务的端口，1–65535", ge=1, le=65535
    )
    api_threads: int = _setting(
        16,
        en="threads of the web server, 2–256; every open page of HR holds one for live progress",
        zh="网页服务的线程数，2–256；每个打开的 HR 页面占用一个线程接收实时进度",
        ge=2,
        le=256,
    )
    sandbox_port: int = _setting(
        8701,
        en="port of the DingTalk sandbox in the demo, 1–65535",
        zh="演示用钉钉沙箱的端口，1–65535",
        ge=1,
        le=65535,
    )
    dingtalk_corp_id: str = _setting("", en="the organisation's CorpId", zh="钉钉组织的 CorpId")
    dingtalk_client_id: str = _setting("", en="the app's Client ID (AppKey)", zh="应用的 Client ID（AppKey）")
    dingtalk_client_secret: SecretStr = _setting(
        SecretStr(""), en="the app's Client Secret (AppSecret)", zh="应用的 Client Secret（AppSecret）"
    )
    dingtalk_robot_code: str = _setting("", en="the robot's robotCode", zh="机器人的 robotCode")
    dingtalk_agent_id: str = _setting("", en="the app's AgentId", zh="应用的 AgentId")
    dingtalk_openapi_endpoint: str = _setting(
        "https://api.dingtalk.com",
        en="host of DingTalk's OpenAPI; the sandbox in the demo",
        zh="钉钉 OpenAPI 的地址；演示时为沙箱",
        pattern=r"^https?://[^/\s]+$",
    )
    dingtalk_oapi_endpoint: str = _setting(
        "https://oapi.dingtalk.com",
        en="host of DingTalk's older API; the sandbox in the demo",
        zh="钉钉旧版接口的地址；演示时为沙箱",
        pattern=r"^https?://[^/\s]+$",
    )
    dingtalk_jsapi_url: str = _setting(
        "",
        en="script that gives the pages `dd`; empty: the official one inside the pages",
        zh="为页面提供 dd 对象的脚本地址；留空则使用页面内置的官方脚本",
        pattern=r"^(https?://\S+)?$",
    )
    dingtalk_card_templates: str = _setting(
        "",
        en="ids that DingTalk's card builder gave our templates: ours=theirs,ours=theirs; empty: our own ids",
        zh="钉钉卡片平台为各模板分配的 ID，形如 我们的ID=平台ID，以逗号分隔；留空则使用我们自己的 ID",
        pattern=r"^([^=,\s]+=[^=,\s]+(,[^=,\s]+=[^=,\s]+)*)?$",
    )
    contract_signing: str = _setting(
        "folder",
        en="where approved contracts go to be signed: folder (MINGMIAN_HOME/signing) or dingtalk (e签宝, needs its app and contracts)",
        zh="已批准的合同去何处签署：folder（MINGMIAN_HOME/signing 目录）或 dingtalk（钉钉 e签宝，需已开通并购买合同份数）",
        pattern=r"^(folder|dingtalk)$",
    )
    whisper_model: str = _setting(
        "base",
        en="speech recognition model; its files are listed in config/models.toml as whisper-<name>",
        zh="语音识别模型；文件在 config/models.toml 中以 whisper-<名称> 列出",
        pattern=r"^[a-z0-9.-]+$",
    )
    glossary_file: str = _setting(
        "",
        en="words of the company that the recogniser should expect, one a line (UTF-8); empty: MINGMIAN_HOME/glossary.txt, if there is one",
        zh="公司常用词表（产品名、系统名、术语，每行一个，UTF-8），供语音识别参考；留空则使用 MINGMIAN_HOME/glossary.txt（如有）",
    )
    judge_url: str = _setting(
        "",
        en="base address of an OpenAI-compatible model that rates answers a second time; empty: none does",
        zh="对回答作第二次评级的模型服务地址（OpenAI 兼容，形如 https://主机/v1）；留空则不使用",
        pattern=r"^(https?://[^\s?#]+)?$",
    )
    judge_model: str = _setting("", en="the judge's model name", zh="评审模型的名称", max_length=120)
    judge_api_key: SecretStr = _setting(SecretStr(""), en="the judge's API key", zh="评审模型服务的密钥")
    judge_operator: str = _setting(
        "",
        en="who runs the judge, as candidates read it in the notice",
        zh="评审模型由谁运行，写入候选人看到的告知书",
        max_length=60,
    )
    judge_share: float = _setting(
        0,
        en="share of the judge in a score, 0–0.5; 0 shows its rating beside the score only",
        zh="评审模型在评分中的占比，0–0.5；0 表示只并列显示，不影响评分",
        ge=0,
        le=0.5,
    )
    retention_media_days: int = _setting(
        30,
        en="days that recordings are kept after their interview closed, 1–3650; the consent texts show it",
        zh="面试结束后录音录像的保存天数，1–3650；知情同意书中显示此数",
        ge=1,
        le=3650,
    )
    retention_personal_days: int = _setting(
        180,
        en="days that a candidate's data are kept after their last interview closed, 1–3650; shown in the consent texts",
        zh="候选人最后一场面试结束后个人资料的保存天数，1–3650；知情同意书中显示此数",
        ge=1,
        le=3650,
    )
    reconcile_interval_s: float = _setting(
        15,
        en="seconds between two looks for work that nobody does, 1–60",
        zh="两次检查无人处理的任务之间的秒数，1–60",
        ge=1,
        le=60,
    )

    @field_validator("master_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            decode_master_key(value.get_secret_value())
        return value

    @property
    def home(self) -> Path:
        return self.mingmian_home.expanduser().resolve()

    @property
    def recogniser(self) -> str:
        """Its name in config/models.toml."""
        return f"whisper-{self.whisper_model}"

    @property
    def glossary(self) -> Path:
        """The company's word list; the file need not be there."""
        return Path(self.glossary_file).expanduser() if self.glossary_file else self.home / "glossary.txt"

    @property
    def card_templates(self) -> dict[str, str]:
        pairs = (pair.partition("=") for pair in self.dingtalk_card_templates.split(",") if pair)
        return {ours: theirs for ours, _, theirs in pairs}

    @property
    def dingtalk_app(self) -> dict[str, Any]:
        """The keyword arguments of dingtalk.settings.DingTalkSettings, which refuses what is not safe."""
        return {
            "corp_id": self.dingtalk_corp_id,
            "client_id": self.dingtalk_client_id,
            "client_secret": self.dingtalk_client_secret.get_secret_value(),
            "robot_code": self.dingtalk_robot_code,
            "agent_id": self.dingtalk_agent_id,
            "openapi_endpoint": self.dingtalk_openapi_endpoint,
            "oapi_endpoint": self.dingtalk_oapi_endpoint,
            "card_templates": self.card_templates,
        }

    @property
    def has_dingtalk_app(self) -> bool:
        return bool(self.dingtalk_client_id)

    def with_changes(self, **changes: object) -> Self:
        """A copy for a child process or a test; values are taken as they are."""
        return self.model_copy(update=changes)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment (os.environ by default). Raises SettingsError with every fault in it."""
    given = os.environ if environment is None else environment
    values = {name: given[name.upper()] for name in Settings.model_fields if name.upper() in given}
    faults = [*_incomplete_app(given), *_incomplete_judge(given)]
    try:
        settings = Settings(**values)  # type: ignore[arg-type]  # parsed from text by pydantic
    except ValidationError as error:
        raise SettingsError([*(_fault(e["loc"], given) for e in error.errors()), *faults]) from None
    if faults:
        raise SettingsError(faults)
    return settings


def to_environment(settings: Settings) -> dict[str, str]:
    """The settings as the environment of a child process, secrets included."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    return {
        name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in values.items()
    }


def _fault(place: tuple[int | str, ...], given: Mapping[str, str]) -> str:
    name = str(place[0])
    field = Settings.model_fields[name]
    shown = "" if field.annotation is SecretStr else f" (got {given.get(name.upper(), '')!r})"
    extra = field.json_schema_extra
    chinese = extra["zh"] if isinstance(extra, dict) else ""
    return f"{name.upper()}{shown}: expected {field.description} · 应为：{chinese}"


def _incomplete_judge(given: Mapping[str, str]) -> list[str]:
    """A judge that candidates were not told about must not read their answers."""
    if not given.get("JUDGE_URL"):
        return []
    return [
        f"{name}: missing; a judge needs JUDGE_URL, {', '.join(JUDGE_SETTINGS)} · 缺少：评审模型需要同时设置以上各项"
        for name in JUDGE_SETTINGS
        if not given.get(name)
    ]


def _incomplete_app(given: Mapping[str, str]) -> list[str]:
    missing = [name for name in APP_SETTINGS if not given.get(name)]
    if not missing or len(missing) == len(APP_SETTINGS):
        return []
    return [
        f"{name}: missing; a DingTalk app needs all of {', '.join(APP_SETTINGS)} · 缺少：钉钉应用需要同时设置以上各项"
        for name in missing
    ]
