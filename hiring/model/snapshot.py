"""The fingerprint of what an interview pins."""

import dataclasses
import hashlib
import json

from hiring.model.plan import InterviewPlan


def plan_sha256(plan: InterviewPlan) -> str:
    """Hex sha256 over the plan's canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(dataclasses.asdict(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
