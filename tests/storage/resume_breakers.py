"""Statements that break each rule of the tables of résumés and of other files once."""

from collections.abc import Mapping

_DEFAULTS: Mapping[str, dict[str, str]] = {
    "resume_batch": {"id": "'b'", "source": "'upload'", "created_at": "now()"},
    "resume_file": {
        "id": "'f'",
        "candidate_id": "'ca_1'",
        "sha256": "repeat('a', 64)",
        "media_key": "'k'",
        "media_bytes": "1",
        "mime_type": "''",
        "created_at": "now()",
        "degree": "''",
        "city": "''",
        "skills": "'{}'",
        "certificates": "'{}'",
        "flags": "'{}'",
        "fingerprints": "'{}'",
    },
    "resume_task": {
        "id": "'t'",
        "kind": "'match'",
        "resume_id": "'f'",
        "candidate_id": "'ca_1'",
        "created_at": "now()",
        "job_id": "'jb_1'",
        "ordinal": "0",
        "state": "'queued'",
        "attempt": "0",
        "error_code": "''",
    },
    "outside_text": {
        "id": "'o'",
        "created_by": "'st_hr'",
        "created_at": "now()",
        "content_sealed": "'x'",
        "state": "'queued'",
        "attempt": "0",
        "error_code": "''",
    },
    "resume_correction": {
        "id": "'c'",
        "resume_id": "'f'",
        "candidate_id": "'ca_1'",
        "field": "'name'",
        "value_sealed": "'x'",
        "corrected_by": "'st_hr'",
        "corrected_at": "now()",
    },
    "job_requirements": {
        "id": "'r'",
        "job_id": "'jb_1'",
        "number": "1",
        "payload": "'{}'",
        "confirmed_by": "'st_hr'",
        "confirmed_at": "now()",
    },
    "resume_twin": {
        "id": "'w'",
        "candidate_id": "'ca_1'",
        "other_id": "'ca_9'",
        "reason": "'phone'",
        "created_at": "now()",
        "state": "'open'",
    },
    "screening": {
        "id": "'s'",
        "job_id": "'jb_1'",
        "candidate_id": "'ca_1'",
        "outcome": "'hold'",
        "reason_sealed": "'x'",
        "decided_by": "'st_hr'",
        "decided_at": "now()",
    },
}


def _insert(table: str, **changes: str) -> str:
    row = _DEFAULTS[table] | changes
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(row.values())})"


RESUME_BREAKERS = {
    "resume_batch_source_ck": _insert("resume_batch", source="'rumour'"),
    "resume_file_sha256_ck": _insert("resume_file", sha256="'short'"),
    "resume_task_kind_ck": _insert("resume_task", kind="'guess'"),
    "resume_task_job_ck": _insert("resume_task", job_id="NULL"),
    "resume_task_batch_ck": _insert("resume_task", batch_id="'b'"),
    "resume_task_counts_ck": _insert("resume_task", ordinal="-1"),
    "resume_task_state_ck": _insert("resume_task", state="'asleep'"),
    "resume_task_lease_ck": _insert("resume_task", leased_until="now()"),
    "resume_task_running_ck": _insert("resume_task", state="'running'"),
    "resume_task_finished_ck": _insert("resume_task", finished_at="now()"),
    "resume_correction_field_ck": _insert("resume_correction", field="'gender'"),
    "resume_correction_corrected_by_fk": (
        _insert("resume_file") + "; " + _insert("resume_correction", corrected_by="'nobody'")
    ),
    "job_requirements_number_ck": _insert("job_requirements", number="0"),
    "job_requirements_append_only_tg": _insert("job_requirements") + "; DELETE FROM job_requirements",
    "resume_twin_reason_ck": _insert("resume_twin", reason="'face'"),
    "resume_twin_state_ck": _insert(
        "resume_twin", state="'merged'", decided_by="'st_hr'", decided_at="now()"
    ),
    "resume_twin_two_ck": _insert("resume_twin", other_id="'ca_1'"),
    "resume_twin_decided_ck": _insert("resume_twin", state="'distinct'"),
    "resume_twin_by_ck": _insert("resume_twin", decided_at="now()"),
    "screening_outcome_ck": _insert("screening", outcome="'reject'"),
    "screening_hold_ck": _insert("screening", interview_id="'iv_1'"),
    "outside_text_state_ck": _insert("outside_text", state="'asleep'"),
    "outside_text_attempt_ck": _insert("outside_text", attempt="-1"),
    "outside_text_lease_ck": _insert("outside_text", leased_until="now()"),
    "outside_text_running_ck": _insert("outside_text", state="'running'"),
    "outside_text_finished_ck": _insert("outside_text", content_sealed="NULL", finished_at="now()"),
    "outside_text_emptied_ck": _insert("outside_text", state="'failed'", finished_at="now()"),
    "outside_text_read_ck": _insert("outside_text", text_sealed="'x'"),
    "outside_text_created_by_fk": _insert("outside_text", created_by="'nobody'"),
    "screening_decided_by_fk": _insert("screening", decided_by="'the machine'"),
}
