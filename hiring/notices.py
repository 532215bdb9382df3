"""Plain messages, one per code. Facts are filled in when the relay delivers."""

from hiring.links import Links
from hiring.model.ids import ContractId
from hiring.model.interview import Interview
from hiring.model.reschedule import RescheduleRequest
from hiring.wording import time_text

NOTICES: dict[str, str] = {
    "interview.withdrawn": "您好，{company} {job} 岗位的面试已取消。如有疑问请联系 HR。",
    "interview.declined": "{candidate} 谢绝了 {job} 岗位的面试。",
    "interview.evaluated": "您好，您在 {company} {job} 岗位的面试已评估完毕，正由用人经理复核。评估仅供参考，结果由人决定。",
    "interview.expired": "您好，{job} 岗位的面试已过截止时间，已录的内容仍然保留。如仍希望参加，请联系 HR。",
    "interview.expired_hr": "{candidate} 的 {job} 面试已过截止时间，尚未提交。您可以重新邀请。详情：{workbench}",
    "interview.decided": "{candidate} 的 {job} 面试已有结论，详情：{workbench}",
    "appeal.requested": "{candidate} 对 {job} 的面试结果申请人工复核，请在工作台“复核申请”中答复：{workbench}",
    "appeal.answered": "您好，您对 {job} 面试结果申请的人工复核已有答复，请打开查看：{page}",
    "appeal.closed": "{candidate} 对 {job} 面试结果的复核申请已由人答复。",
    "reschedule.accepted": "您好，{job} 岗位的面试已改至 {time}，届时请打开：{page}",
    "reschedule.settled": "{candidate} 的 {job} 面试已改至 {time}。",
    "reschedule.refused": "您好，{job} 岗位的面试暂时无法改期，仍定于 {time}。HR 留言：{reply}",
    "task.failed": "{candidate} 的 {job} 面试有一个处理步骤失败，需要人工查看：{workbench}",
    "delivery.unknown": "发给 {candidate} 的一条消息未能确认送达，请另行联系。详情：{workbench}",
    "contract.failed": "{candidate} 的劳动合同有一项交接（签署或钉钉预入职）未能完成，请在“待处理”中查看：{workbench}",
    "contract.submitted": "{candidate} 的劳动合同已提交，等待您审批：{approval}",
    "contract.signed": "{candidate} 的劳动合同双方已在钉钉电子签上签署：{contract}",
    "contract.declined": "{candidate} 拒绝签署劳动合同，请与其沟通；如需修改，请重新拟定合同：{contract}",
    "contract.expired": "{candidate} 的劳动合同到期仍未签署，电子签流程已过期，请重新拟定并交签：{contract}",
    "contract.stopped": "{candidate} 的劳动合同签署流程已在电子签平台被撤销或终止：{contract}",
    "delivery.dead": "发给 {candidate} 的一条消息未能送达，请另行联系。详情：{workbench}",
}

# Said to HR when a date of the law comes near. The day is the last one that counts.
CONTRACT_NOTICES: dict[str, str] = {
    "contract.written": "{candidate} 的书面劳动合同最迟应在 {day} 前签订（劳动合同法第10条），目前尚未记录为已签署：{page}",
    "contract.probation": "{candidate} 的试用期至 {day}（含当日）届满。是否符合录用条件须有事先告知的标准和记录，期满未依法解除即按期转正，不得延长：{page}",
    "contract.renewal": "{candidate} 的劳动合同于 {day} 期满，请提前与其书面协商续订或终止（劳动合同法第14条、第44条、第46条）：{page}",
}


def render_notice(
    text_code: str,
    *,
    interview: Interview,
    candidate_name: str,
    links: Links,
    reschedule: RescheduleRequest | None = None,
    subject_id: str = "",
) -> str:
    """The message as it is sent. subject_id: what it is about, where that is not the interview."""
    return NOTICES[text_code].format(
        company=interview.plan.company,
        job=interview.plan.job_title,
        candidate=candidate_name,
        time=time_text(interview.starts_at),
        page=links.interview(interview.id),
        workbench=links.workbench(interview.id),
        reply=reschedule.reply if reschedule else "",
        contract=links.contract(ContractId(subject_id)),
        approval=links.approval(ContractId(subject_id)),
    )
