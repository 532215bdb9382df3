"""智能人事: who is there, since when, and who left. It offers no performance ratings, so none are read.

Field codes and shapes: dingtalk.md §3.9, and the official client's models. Nothing here decides anything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from alibabacloud_dingtalk.hrm_1_0 import client as hrm_client
from alibabacloud_dingtalk.hrm_1_0 import models as hrm_models
from alibabacloud_tea_openapi.models import Config

from dingtalk.openapi import runtime
from dingtalk.settings import DingTalkSettings
from hiring.model.ids import DingTalkUserId
from hiring.model.outcome import ExitReason
from hiring.ports import Employment

LEAVERS_A_PAGE = 50
EXITS_A_CALL = 50
ROSTER_A_CALL = 100
HAS_LEFT = 2  # status of dimissionInfos: 1 about to leave, 2 left, 3 stays after all
ENTERED, MOBILE, NAME = "sys00-confirmJoinTime", "sys00-mobile", "sys00-name"
CONTRACT_ENDED = "合同到期"
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class LeaverPage:
    user_ids: tuple[str, ...]
    next_token: int | None


class Roster:
    """Raises TeaException as the client does."""

    def __init__(self, settings: DingTalkSettings) -> None:
        parts = urlsplit(settings.openapi_endpoint)
        self._agent_id = int(settings.agent_id) if settings.agent_id.isdigit() else None
        self._hrm = hrm_client.Client(
            Config(protocol=parts.scheme, endpoint=parts.netloc, region_id="central")
        )

    def leavers(self, token: str, next_token: int) -> LeaverPage:
        request = hrm_models.QueryDismissionStaffIdListRequest(
            next_token=next_token, max_results=LEAVERS_A_PAGE
        )
        headers = hrm_models.QueryDismissionStaffIdListHeaders(x_acs_dingtalk_access_token=token)
        body = self._hrm.query_dismission_staff_id_list_with_options(request, headers, runtime()).body
        return LeaverPage(tuple(body.user_id_list or ()), body.next_token if body.has_more else None)

    def exits(self, token: str, user_ids: Sequence[str]) -> dict[str, tuple[date, ExitReason]]:
        """Last working day and reason of those who left; at most EXITS_A_CALL ids."""
        request = hrm_models.QueryHrmEmployeeDismissionInfoRequest(user_id_list=list(user_ids))
        headers = hrm_models.QueryHrmEmployeeDismissionInfoHeaders(x_acs_dingtalk_access_token=token)
        body = self._hrm.query_hrm_employee_dismission_info_with_options(request, headers, runtime()).body
        return {
            one.user_id: (_day_of_ms(one.last_work_day), _reason(one.voluntary_reason, one.passive_reason))
            for one in body.result or ()
            if one.status == HAS_LEFT and one.last_work_day
        }

    def fields(self, token: str, user_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        """Name, mobile and day of entry by field code; at most ROSTER_A_CALL ids."""
        request = hrm_models.GetEmployeeRosterByFieldRequest(
            user_id_list=list(user_ids),
            field_filter_list=[ENTERED, MOBILE, NAME],
            app_agent_id=self._agent_id,
        )
        headers = hrm_models.GetEmployeeRosterByFieldHeaders(x_acs_dingtalk_access_token=token)
        body = self._hrm.get_employee_roster_by_field_with_options(request, headers, runtime()).body
        return {one.user_id: _values(one.field_data_list or ()) for one in body.result or ()}


def employment(user_id: str, fields: Mapping[str, str], exit_: tuple[date, ExitReason] | None) -> Employment:
    entered = fields.get(ENTERED, "")
    return Employment(
        user_id=DingTalkUserId(user_id),
        mobile=fields.get(MOBILE, "").replace("-", ""),
        name=fields.get(NAME, ""),
        entered_on=date.fromisoformat(entered) if _DAY.fullmatch(entered) else None,
        left_on=exit_[0] if exit_ else None,
        reason=exit_[1] if exit_ else ExitReason.OTHER,
    )


def in_parts(user_ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (user_ids[start : start + size] for start in range(0, len(user_ids), size))


def _values(fields: Sequence[Any]) -> dict[str, str]:
    return {
        field.field_code: str(field.field_value_list[0].value or "")
        for field in fields
        if field.field_value_list
    }


def _reason(voluntary: Sequence[str] | None, passive: Sequence[str] | None) -> ExitReason:
    if any(CONTRACT_ENDED in reason for reason in (*(voluntary or ()), *(passive or ()))):
        return ExitReason.EXPIRED
    if voluntary:
        return ExitReason.RESIGNED
    return ExitReason.DISMISSED if passive else ExitReason.OTHER


def _day_of_ms(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(_SHANGHAI).date()
