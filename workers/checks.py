"""What `mingmian doctor` looks at. Each check says what it found and, where something is missing, what mends it."""

import ctypes.util
import json
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import redis
from sqlalchemy.exc import OperationalError

from config.master_key import FILE_NAME, load_master_key
from config.settings import Settings, SettingsError
from hiring.errors import BoundaryError
from scoring.engines.model_catalogue import read_catalogue
from scoring.engines.models import ModelStore
from scoring.measures import NotMeasured, RubricQuestion
from storage.clock import SystemClock
from storage.migrate import is_current
from workers.second_rating import open_judge, second_rating
from workers.wiring import CONFIG_FOLDER, open_dingtalk

PROJECT = CONFIG_FOLDER.parent
PYTHON_MIN = (3, 11)
GRAPHICS_LIBRARIES = {"EGL": "libegl1", "GLESv2": "libgles2"}  # mediapipe links them; Debian package names
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
REACH_TIMEOUT_S = 3.0
BOT_SILENT_AFTER = timedelta(seconds=15)  # it writes its health file each 5 s

SAMPLE_QUESTION = RubricQuestion(
    "请讲一次您处理客户投诉的经历。",
    "服务意识",
    "柜员",
    {1: "推诿，不解决问题", 3: "按流程处理，没有查原因", 5: "查清原因，当场解决并回访"},
)
SAMPLE_ANSWER = "客户等了四十分钟，我先请他坐下，查到是系统卡单，当场补办，第二天打电话回访，他说没有问题了。"


class Level(StrEnum):
    GOOD = "good"
    OPTIONAL = "optional"  # the product runs without it, with less
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """mend: the command or the setting that puts it right; "" where nothing is to do."""

    what: str
    level: Level
    found: str
    mend: str = ""


Check = Callable[[Settings], list[Finding]]


def check_python(_settings: Settings) -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= PYTHON_MIN:
        return [Finding("Python", Level.GOOD, version)]
    return [
        Finding(
            "Python", Level.MISSING, version, "安装 Python 3.11 或更新版本，然后 make clean && make setup"
        )
    ]


def check_graphics(_settings: Settings) -> list[Finding]:
    missing = [package for name, package in GRAPHICS_LIBRARIES.items() if not ctypes.util.find_library(name)]
    if not missing:
        return [Finding("系统图形库（面部观察）", Level.GOOD, "libEGL、libGLESv2")]
    command = f"apt-get install -y {' '.join(missing)}"
    return [Finding("系统图形库（面部观察）", Level.OPTIONAL, "缺少，面部观察将显示数据不足", command)]


def check_models(settings: Settings) -> list[Finding]:
    store = ModelStore(settings.home / "models", read_catalogue(CONFIG_FOLDER / "models.toml"))
    return [
        Finding(f"模型 {model.name}", Level.GOOD, model.purpose)
        if store.is_complete(model.name)
        else Finding(
            f"模型 {model.name}",
            Level.MISSING,
            f"{model.purpose}：未安装",
            f"mingmian models pull --only {model.name}",
        )
        for model in store.catalogue.needed(settings.recogniser)
    ]


def check_front_end(_settings: Settings) -> list[Finding]:
    built = (PROJECT / "miniapp" / "dist" / "index.html").exists()
    if built:
        return [Finding("页面", Level.GOOD, "已构建")]
    return [Finding("页面", Level.MISSING, "尚未构建", "cd miniapp && npm ci && npm run build")]


def check_ports(settings: Settings) -> list[Finding]:
    findings = []
    for name, port in (("API_PORT", settings.api_port), ("SANDBOX_PORT", settings.sandbox_port)):
        if _listens(port):
            found = f"{port} 已被占用（明面正在运行时属正常）"
            findings.append(Finding(f"端口 {name}", Level.OPTIONAL, found, f"设置 {name} 为其他端口"))
        else:
            findings.append(Finding(f"端口 {name}", Level.GOOD, f"{port} 空闲"))
    return findings


def check_database(settings: Settings) -> list[Finding]:
    if not settings.database_url:
        return [Finding("PostgreSQL", Level.GOOD, "使用自带的数据库，由 mingmian up 启动")]
    try:
        current = is_current(settings.database_url)
    except OperationalError:
        return [Finding("PostgreSQL", Level.MISSING, "无法连接", "检查 DATABASE_URL 与数据库服务")]
    if current:
        return [Finding("PostgreSQL", Level.GOOD, "可连接，结构为最新")]
    return [Finding("数据库结构", Level.MISSING, "不是最新", "mingmian migrate")]


def check_queue(settings: Settings) -> list[Finding]:
    if not settings.redis_url:
        return [Finding("Valkey/Redis", Level.GOOD, "使用自带的队列，由 mingmian up 启动")]
    client = redis.Redis.from_url(settings.redis_url, socket_connect_timeout=REACH_TIMEOUT_S)
    try:
        policy = str(client.config_get("maxmemory-policy").get("maxmemory-policy", ""))
    except redis.ConnectionError:
        return [Finding("Valkey/Redis", Level.MISSING, "无法连接", "检查 REDIS_URL 与队列服务")]
    except redis.ResponseError:
        return [Finding("Valkey/Redis", Level.GOOD, "可连接（不允许读取其配置）")]
    if policy in ("noeviction", ""):
        return [Finding("Valkey/Redis", Level.GOOD, "可连接")]
    return [
        Finding(
            "Valkey/Redis",
            Level.OPTIONAL,
            f"maxmemory-policy 为 {policy}",
            "CONFIG SET maxmemory-policy noeviction",
        )
    ]


def check_master_key(settings: Settings) -> list[Finding]:
    path = settings.home / FILE_NAME
    if not settings.master_key.get_secret_value() and not path.exists():
        return [
            Finding("主密钥", Level.OPTIONAL, "尚未生成，首次启动时创建", "mingmian up；随后请备份该文件")
        ]
    try:
        load_master_key(settings)
    except SettingsError as error:
        return [Finding("主密钥", Level.MISSING, error.faults[0], "从备份恢复")]
    if path.exists() and path.stat().st_mode & 0o077:
        return [Finding("主密钥", Level.MISSING, "其他用户可读", f"chmod 600 {path}")]
    return [Finding("主密钥", Level.GOOD, "有效")]


def check_dingtalk(settings: Settings) -> list[Finding]:
    if not settings.has_dingtalk_app:
        return [
            Finding(
                "钉钉应用", Level.OPTIONAL, "未设置，只能使用沙箱演示", "按 docs/settings.md 设置 DINGTALK_*"
            )
        ]
    try:
        client = open_dingtalk(settings, SystemClock())
    except SettingsError as error:
        return [Finding("钉钉应用", Level.MISSING, error.faults[0], "修改 DINGTALK_* 设置")]
    try:
        client.check_credentials()
    except BoundaryError as error:
        return [
            Finding(
                "钉钉应用",
                Level.MISSING,
                f"取不到令牌（{error.reason}）",
                "核对 DINGTALK_CLIENT_ID 与 SECRET，及网络",
            )
        ]
    finally:
        client.close()
    return [
        Finding("钉钉应用", Level.GOOD, "令牌可用"),
        *_card_templates(settings),
        *_bot(settings.home / "run" / "bot.json"),
    ]


def check_judge(settings: Settings) -> list[Finding]:
    """Asks the judge about one made-up answer: whether it speaks the protocol shows in what it says."""
    what = "评审模型"
    if not settings.judge_url:
        return [Finding(what, Level.OPTIONAL, "未设置，不作第二次评级", "按 docs/settings.md 设置 JUDGE_*")]
    try:
        rating = second_rating(open_judge(settings))(SAMPLE_QUESTION, SAMPLE_ANSWER, "")
    except SettingsError as error:
        return [Finding(what, Level.MISSING, error.faults[0], "修改 JUDGE_URL")]
    if isinstance(rating, NotMeasured):
        return [Finding(what, Level.MISSING, f"试评一题：{rating.reason}", "核对 JUDGE_* 设置，或换用模型")]
    return [Finding(what, Level.GOOD, f"{rating.model}，试评一题：{rating.level} 级")]


def check_consent_texts(settings: Settings) -> list[Finding]:
    from config.consent.texts import load_consent_texts

    texts = load_consent_texts(settings)
    return [Finding("告知同意书", Level.GOOD, f"版本 {texts.version}")]


def check_browser(_settings: Settings) -> list[Finding]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return [Finding("Chromium（仅测试需要）", Level.GOOD, found)]
    return [
        Finding(
            "Chromium（仅测试需要）", Level.OPTIONAL, "缺少，浏览器测试会跳过", "apt-get install -y chromium"
        )
    ]


CHECKS: tuple[Check, ...] = (
    check_python,
    check_graphics,
    check_models,
    check_front_end,
    check_ports,
    check_database,
    check_queue,
    check_master_key,
    check_dingtalk,
    check_judge,
    check_consent_texts,
    check_browser,
)


def _card_templates(settings: Settings) -> list[Finding]:
    """A tenant's card builder gives ids of its own; DingTalk has no call that lists them, so the mapping is checked."""
    ours = {
        json.loads(path.read_text(encoding="utf-8"))["templateId"]
        for path in (CONFIG_FOLDER / "cards").glob("*.json")
    }
    unmapped = sorted(ours - settings.card_templates.keys())
    if not unmapped or settings.dingtalk_openapi_endpoint.startswith("http://127.0.0.1"):
        return [Finding("钉钉卡片模板", Level.GOOD, f"{len(ours)} 个")]
    mend = "按 config/cards/README.md 导入，并设置 DINGTALK_CARD_TEMPLATES"
    return [Finding("钉钉卡片模板", Level.MISSING, f"未对应：{'、'.join(unmapped)}", mend)]


def _bot(path: Path) -> list[Finding]:
    if not path.exists():
        return [Finding("钉钉机器人", Level.OPTIONAL, "未运行", "mingmian up")]
    health = json.loads(path.read_text(encoding="utf-8"))
    silent = datetime.now(UTC) - datetime.fromisoformat(health["written_at"])
    if silent > BOT_SILENT_AFTER:
        return [Finding("钉钉机器人", Level.OPTIONAL, "未运行", "mingmian up")]
    if not health["connected"]:
        return [
            Finding(
                "钉钉机器人", Level.MISSING, f"未连接：{health['last_error']}", "核对应用是否开启 Stream 模式"
            )
        ]
    return [Finding("钉钉机器人", Level.GOOD, f"已连接，重连 {health['reconnects']} 次")]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(REACH_TIMEOUT_S)
        return probe.connect_ex(("127.0.0.1", port)) == 0
