"""Each identifier is its own type, so that a candidate's id never passes for an interview's."""

from typing import NewType

StaffId = NewType("StaffId", str)
CandidateId = NewType("CandidateId", str)
JobId = NewType("JobId", str)
InterviewId = NewType("InterviewId", str)
AnswerId = NewType("AnswerId", str)
ExerciseId = NewType("ExerciseId", str)
ProbeId = NewType("ProbeId", str)
UploadId = NewType("UploadId", str)
TaskId = NewType("TaskId", str)
ReportId = NewType("ReportId", str)
RescheduleId = NewType("RescheduleId", str)
RatingId = NewType("RatingId", str)
DingTalkUserId = NewType("DingTalkUserId", str)
ContractId = NewType("ContractId", str)
BatchId = NewType("BatchId", str)
ResumeId = NewType("ResumeId", str)
ResumeTaskId = NewType("ResumeTaskId", str)
OutsideTextId = NewType("OutsideTextId", str)
CardId = NewType("CardId", str)  # the outTrackId of a delivered card, equal to its outbox id
