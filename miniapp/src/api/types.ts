/** The API's values under the names that the pages use. schema.d.ts is generated: `npm run types`. */

import type { components } from "./schema";

type Schemas = components["schemas"];

export type Absent = Schemas["NotMeasuredOut"];
export type Measured<T = number> = T | Absent;

export type Role = Schemas["Role"];
export type InterviewState = Schemas["InterviewState"];
export type NextStep = Schemas["NextStep"];
export type Modality = Schemas["Modality"];
export type ConsentKind = Schemas["ConsentKind"];

export type Config = Schemas["ConfigReply"];
export type Me = Schemas["Me"];
export type SignedIn = Schemas["SignedInReply"];

export type MyInterview = Schemas["MyInterview"];
export type Progress = Schemas["Progress"];
export type Consents = Schemas["ConsentsOut"];
export type OwnReschedule = Schemas["RescheduleOut"];
export type Invitation = Schemas["InvitationReply"];
export type ConsentText = Schemas["ConsentTextOut"];
export type ConsentTexts = Schemas["ConsentTextsReply"];
export type Question = Schemas["QuestionOut"];
export type Probe = Schemas["ProbeOut"];
export type ProbeReport = Schemas["ProbeReportOut"];
export type Exercise = Schemas["ExerciseOut"];
export type Questions = Schemas["QuestionsReply"];
export type InterviewStatus = Schemas["StatusReply"];
export type Feedback = Schemas["FeedbackReply"];
export type FeedbackDimension = Schemas["FeedbackDimension"];

export type OwnTranscripts = Schemas["TranscriptsReply"];
export type OwnTranscript = Schemas["OwnTranscript"];
export type Standing = Measured<Schemas["PercentileOut"]>;
export type FileAddress = Schemas["FileReply"];

export type OutcomeKind = Schemas["OutcomeKind"];
export type OutcomeCounts = Schemas["OutcomesReply"];
export type Recorded = Schemas["RecordedReply"];
export type Corrected = Schemas["CorrectedOut"];
export type Suggestion = Schemas["SuggestionOut"];
export type Validity = Schemas["ValidityReply"];

export type Person = Schemas["NamedStaff"];
export type JobRow = Schemas["JobRow"];
export type JobDetail = Schemas["JobReply"];
export type QuestionTemplate = Schemas["BankTemplate"];
export type CandidateRow = Schemas["CandidateRow"];
export type InterviewRow = Schemas["InterviewRow"];
export type InterviewDetail = Schemas["InterviewReply"];
export type InterviewEvent = Schemas["InterviewEvent"];
export type DeliveryRow = Schemas["DeliveryRow"];
export type RescheduleRow = Schemas["RescheduleRow"];
export type BatchResults = Schemas["BatchReply"];

export type Ranking = Schemas["RankingReply"];
export type RankedRow = Schemas["RankedRow"];
export type SheetResults = Schemas["SheetReply"];

export type AppealRow = Schemas["AppealRow"];

export type ReviewRow = Schemas["ReviewRow"];
export type Transcript = Schemas["TranscriptOut"];
export type TranscriptSegment = Schemas["SegmentOut"];
export type Evidence = Schemas["EvidenceOut"];
export type AnswerScore = Schemas["AnswerScoreOut"];
export type SpeechMeasures = Schemas["SpeechOut"];
export type FaceObservation = Schemas["FaceOut"];
export type AnswerReport = Schemas["AnswerReportOut"];
export type Correction = Schemas["CorrectionOut"];
export type DimensionReport = Schemas["DimensionOut"];
export type ReportBody = Schemas["ReportBodyOut"];
export type Decision = Schemas["DecisionOut"];
export type Report = Schemas["ReportReply"];

export type RatingSheet = Schemas["RatingSheetOut"];
export type RatingQueue = Schemas["RatingQueueReply"];
export type RatingSheetReply = Schemas["RatingSheetReply"];
export type GivenRating = Schemas["GivenRatingRow"];
export type Obstacle = Schemas["Obstacle"];
export type Agreement = Schemas["AgreementReply"];
export type AgreementRow = Schemas["AgreementRowOut"];
export type AgreementEstimate = Schemas["AgreementEstimateOut"];
export type ScoringProfiles = Schemas["ProfilesReply"];
export type ScoringProfile = Schemas["ProfileRow"];

export type Estimate = Schemas["EstimateOut"];

export function isAbsent(value: unknown): value is Absent {
  return typeof value === "object" && value !== null && "not_measured" in value;
}

export type ContractRow = Schemas["ContractRow"];
export type ContractsList = Schemas["ContractsReply"];
export type ContractDetail = Schemas["ContractReply"];
export type ContractVariable = Schemas["VariableOut"];
export type ContractClause = Schemas["ClauseOut"];
export type ContractProposal = Schemas["ProposalOut"];
export type ContractChoice = Schemas["ChoiceOut"];
export type ContractDifference = Schemas["DifferenceReply"];
export type LintFinding = Schemas["FindingOut"];
export type TextLint = Schemas["TextLintReply"];
export type OutsideText = Schemas["OutsideTextReply"];
export type QuestionLint = Schemas["QuestionLintReply"];
export type ClausePolicy = Schemas["PolicyReply"];
export type RiskNotes = Schemas["RiskNotesReply"];

export type ResumeBatch = Schemas["BatchOut"];
export type ResumeBatchDetail = Schemas["ResumeBatchReply"];
export type ResumeTwin = Schemas["TwinOut"];
export type CandidateSheet = Schemas["CandidateSheetReply"];
export type PoolRow = Schemas["PoolRow"];
export type PoolResult = Schemas["PoolReply"];
export type PersonFile = Schemas["PersonReply"];
export type ResumeFields = Schemas["ResumeOut"];
export type ResumeFlag = Schemas["FlagOut"];
export type JobMatch = Schemas["MatchOut"];
export type CorrectedField = Schemas["CorrectedField"];
export type Requirements = Schemas["RequirementsReply"];
export type RequirementGroup = Schemas["GroupOut"];
export type Screening = Schemas["ScreeningReply"];
export type ScreeningRow = Schemas["ScreeningRow"];
export type ScreeningResults = Schemas["ScreeningResults"];
