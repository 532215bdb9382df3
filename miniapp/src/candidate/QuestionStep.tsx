/** One question: prepare, answer by video, voice or text, see it saved, go on. */

import { type ReactNode, useEffect, useState } from "react";
import type { Invitation, Modality, Question } from "../api/types";
import { canRecordLive } from "../capture/support";
import { Screen } from "../ui/Screen";
import { ordinal } from "../wording/names";
import { spoken } from "../wording/time";
import { ClipAnswer } from "./ClipAnswer";
import { FlowSteps } from "./FlowSteps";
import { ModalityChoice } from "./ModalityChoice";
import { firstModality, openModalities, preferModality, preferredModality } from "./modalities";
import { RecordedAnswer } from "./RecordedAnswer";
import { TextAnswer } from "./TextAnswer";

export interface QuestionStepProps {
  invitation: Invitation;
  question: Question;
  /** What stands above the question's text. */
  head: ReactNode;
  /** Another way on, offered while nothing is being captured. */
  aside?: ReactNode;
  onNext: () => Promise<void>;
  footer: ReactNode;
}

/** While choosing, the way of answering may still be changed; while capturing, leaving would cost something. */
export type PanelPhase = "choosing" | "capturing" | "reviewing";

/** What an answering panel gives the page: its body, its buttons, and where it stands. */
export interface PanelProps {
  interviewId: string;
  question: Question;
  onNext: () => Promise<void>;
  onPhase: (phase: PanelPhase) => void;
  frame: (body: ReactNode, actions: ReactNode) => ReactNode;
}

export function QuestionStep({ invitation, question, head, aside, onNext, footer }: QuestionStepProps) {
  const open = openModalities(question.modalities, invitation.consents);
  const [modality, setModality] = useState<Modality>(firstModality(open, preferredModality(invitation.id)));
  const [phase, setPhase] = useState<PanelPhase>("choosing");
  useLeaveWarning(phase === "capturing");
  const choose = (next: Modality) => {
    preferModality(invitation.id, next);
    setModality(next);
  };
  const frame = (body: ReactNode, actions: ReactNode) => (
    <Screen
      footer={phase === "capturing" ? null : footer}
      actions={
        <>
          {actions}
          {phase === "choosing" && aside}
        </>
      }
    >
      <FlowSteps now={3} />
      <section className="question-card" aria-live="polite">
        {head}
        <p>{question.text}</p>
      </section>
      {phase === "choosing" && <ModalityChoice offered={open} chosen={modality} onChoose={choose} />}
      {body}
    </Screen>
  );
  const panel: PanelProps = { interviewId: invitation.id, question, onNext, onPhase: setPhase, frame };
  if (modality === "text") return <TextAnswer {...panel} />;
  if (!canRecordLive()) return <ClipAnswer {...panel} kind={modality} />;
  return <RecordedAnswer key={modality} {...panel} kind={modality} />;
}

export function QuestionHead({ question, total }: { question: Question; total: number }) {
  return (
    <div className="question-meta">
      <span>
        {ordinal(question)} <small>/ 共 {total} 题</small>
      </span>
      <small>
        准备 {spoken(question.preparation_s)} · 作答至多 {spoken(question.answer_limit_s)}
      </small>
    </div>
  );
}

function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}
