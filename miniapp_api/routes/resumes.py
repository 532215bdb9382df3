"""HR: importing résumés, the talent pool, a person's file."""

from urllib.parse import quote

from flask import Response, request

from hiring.error_texts import text_of
from hiring.errors import NotFound
from hiring.model.delivery import AuditEntry
from hiring.model.ids import BatchId, CandidateId, JobId, ResumeId
from hiring.model.processing import TaskState
from hiring.usecases.importing import (
    FILE_MAX_BYTES,
    OTHER_TYPE,
    IncomingFile,
    OpenBatch,
    open_batch,
    receive_file,
)
from hiring.usecases.reading import retry_failed_items
from hiring.usecases.resume_files import CorrectField, OnTwin, correct_field, keep_apart, merge_twins
from miniapp_api import candidate_sheet, resume_view, tickets
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import CandidatePath, Done
from miniapp_api.schemas.documents import FileReply
from miniapp_api.schemas.hr import BatchError
from miniapp_api.schemas.resumes import (
    BatchCreated,
    BatchesReply,
    BatchFilePath,
    BatchPath,
    CandidateSheetReply,
    CorrectBody,
    FileNameQuery,
    ItemCreated,
    MergedReply,
    OpenBatchBody,
    PersonReply,
    PoolReply,
    PoolSearch,
    ResumeBatchReply,
    ResumeFileQuery,
    ResumePath,
    RetriedReply,
    SheetFault,
    TwinOut,
    TwinPath,
    TwinsReply,
)
from miniapp_api.services import actor, ports, services
from storage.reads.resumes import PoolQuery, batch_items, batch_lines, open_twins, pool

api = area("resumes", "Résumés: import, talent pool, one person's file")
files = area("resume_files", "The file as it came", signed_in=False)

_BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@api.post("/resume-batches", responses={201: BatchCreated})
def open_resume_batch(body: OpenBatchBody) -> Response:
    """Begin an import; files follow one by one."""
    command = OpenBatch(actor(), body.source, JobId(body.job_id) if body.job_id else None)
    return once(lambda: reply(BatchCreated(batch_id=open_batch(command, **ports())), 201))


@api.post("/resume-batches/<batch_id>/files/<int:ordinal>", responses={201: ItemCreated})
def bring_file(path: BatchFilePath, query: FileNameQuery) -> Response:
    """One file or zip, its bytes as the body. The same place again is the same item."""
    request.max_content_length = FILE_MAX_BYTES
    file = IncomingFile(BatchId(path.batch_id), path.ordinal, query.name, request.get_data())
    task_id = receive_file(file, actor=actor(), media=services().media, **ports())
    return reply(ItemCreated(task_id=task_id), 201)


@api.post("/resume-batches/<batch_id>/sheet", responses={200: CandidateSheetReply})
def bring_sheet(path: BatchPath) -> Response:
    """A list of candidates, XLSX or CSV, its bytes as the body; each good row becomes an item."""
    request.max_content_length = FILE_MAX_BYTES
    services().access.authorize(actor(), "resume.import")
    rows = candidate_sheet.read_candidates(request.get_data())
    good = [row for row in rows if row.error is None]
    for row in good:
        name = f"名单第 {row.row} 行 {row.name}"
        file = IncomingFile(BatchId(path.batch_id), row.row, name, row.text.encode())
        receive_file(file, actor=actor(), media=services().media, **ports())
    faults = [
        SheetFault(row=row.row, error=BatchError(code=row.error.code, message=text_of(row.error)))
        for row in rows
        if row.error is not None
    ]
    return reply(CandidateSheetReply(queued=len(good), faults=faults))


@api.get("/resume-template", responses={200: _BYTES})
def read_sheet_template() -> Response:
    """The Excel template of a list of candidates."""
    headers = {"Content-Disposition": "attachment; filename=candidates.xlsx"}
    return Response(candidate_sheet.template_file(), mimetype=_XLSX, headers=headers)


@api.get("/resume-batches", responses={200: BatchesReply})
def read_batches() -> Response:
    """The latest imports with their progress."""
    with services().uow() as uow:
        return reply(BatchesReply(batches=[resume_view.batch_out(one) for one in batch_lines(uow.session)]))


@api.get("/resume-batches/<batch_id>", responses={200: ResumeBatchReply})
def read_batch(path: BatchPath) -> Response:
    """One import with what failed and what was there already."""
    batch_id = BatchId(path.batch_id)
    with services().uow() as uow:
        lines = batch_lines(uow.session, batch_id)
        if not lines:
            raise NotFound("CV404")
        items = batch_items(uow.session, batch_id, (TaskState.FAILED, TaskState.SKIPPED))
        return reply(
            ResumeBatchReply(
                batch=resume_view.batch_out(lines[0]), items=[resume_view.item_out(one) for one in items]
            )
        )


@api.post("/resume-batches/<batch_id>/retry", responses={200: RetriedReply})
def retry_batch(path: BatchPath) -> Response:
    """Read the failed ones again."""
    return reply(RetriedReply(queued=retry_failed_items(BatchId(path.batch_id), actor=actor(), **ports())))


@api.get("/resume-twins", responses={200: TwinsReply})
def read_twins() -> Response:
    """Who seems to be somebody known, for a person to decide."""
    with services().uow() as uow:
        rows = open_twins(uow.session)
    return reply(
        TwinsReply(
            twins=[
                TwinOut(
                    id=twin.id,
                    reason=twin.reason,
                    reason_name=resume_view.REASON_NAMES[twin.reason],
                    candidate_id=twin.candidate_id,
                    candidate_name=name,
                    other_id=twin.other_id,
                    other_name=other,
                )
                for twin, name, other in rows
            ]
        )
    )


@api.post("/resume-twins/<twin_id>/merge", responses={200: MergedReply})
def merge_people(path: TwinPath) -> Response:
    """One person: the files go to the one who stays."""
    command = OnTwin(actor(), path.twin_id)
    return reply(MergedReply(candidate_id=merge_twins(command, media=services().media, **ports())))


@api.post("/resume-twins/<twin_id>/keep-apart", responses={200: Done})
def keep_people_apart(path: TwinPath) -> Response:
    """Two people."""
    return reply(Done(changed=keep_apart(OnTwin(actor(), path.twin_id), **ports())))


@api.get("/talent-pool", responses={200: PoolReply})
def search_pool(query: PoolSearch) -> Response:
    """Everybody whose résumé was read, the newest first."""
    wanted = PoolQuery(
        words=resume_view.pool_words(query.q),
        skills=resume_view.known_skills(query.skills),
        degrees=resume_view.pool_words(query.degrees),
        years_min=query.years_min,
        city=query.city,
    )
    with services().uow() as uow:
        page = pool(uow.session, wanted)
    return reply(PoolReply(rows=[resume_view.pool_row(line) for line in page.lines], cut=page.cut))


@api.get("/candidates/<candidate_id>/file", responses={200: PersonReply})
def read_person(path: CandidatePath) -> Response:
    """One person: files as read and corrected, matches with reasons, interviews."""
    with services().uow() as uow:
        return reply(resume_view.person(CandidateId(path.candidate_id), uow))


@api.put("/resumes/<resume_id>/fields", responses={200: Done})
def correct(path: ResumePath, body: CorrectBody) -> Response:
    """Correct one field; what was read is kept beside it."""
    value = resume_view.correction_value(body.field, body.value)
    command = CorrectField(actor(), ResumeId(path.resume_id), body.field, value)
    return reply(Done(changed=correct_field(command, vocabulary=services().vocabulary, **ports())))


@api.post("/resumes/<resume_id>/file", responses={200: FileReply})
def open_original(path: ResumePath) -> Response:
    """An address for the file as it came; who asked is in the audit log."""
    s = services()
    with s.uow() as uow:
        file = uow.resumes.get_file(ResumeId(path.resume_id))
        entry = AuditEntry(actor().audit_name, "resume.open", f"resume:{file.id}", s.clock.now(), {})
        uow.audit.record(entry)
        uow.commit()
    return reply(FileReply(url=f"/api/resume-files/{file.id}?ticket={tickets.mint(file.id, actor())}"))


@files.get("/resume-files/<resume_id>", responses={200: _BYTES})
def read_original(path: ResumePath, query: ResumeFileQuery) -> Response:
    """PDF and pictures to be shown, everything else to be saved: a page of somebody's making never runs here."""
    s, resume_id = services(), ResumeId(path.resume_id)
    tickets.check(query.ticket, resume_id)
    with s.uow() as uow:
        file = uow.resumes.get_file(resume_id)
    if file.stored_at is None or file.unpacked_at is not None:
        raise NotFound("CV404")
    content = b"".join(s.media.read(file.media_key, file.candidate_id))
    how = "attachment" if file.mime_type == OTHER_TYPE else "inline"
    answer = Response(content, mimetype=file.mime_type)
    name = quote(file.file_name or file.id, safe="")
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{name}"
    return answer
