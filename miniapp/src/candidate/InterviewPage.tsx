/** One interview from invitation to feedback. The server's next_step decides what is shown. */

import { useState } from "react";
import type { Invitation } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";
import { AnswerStep } from "./AnswerStep";
import { CandidateFooter } from "./CandidateFooter";
import { ClosedStep } from "./ClosedStep";
import { ConsentStep } from "./ConsentStep";
import { FeedbackStep } from "./FeedbackStep";
import { InvitationStep } from "./InvitationStep";
import { PrepareStep } from "./PrepareStep";
import { StatusStep } from "./StatusStep";
import { DevicesProvider } from "./devices";

export default function InterviewPage({ id }: { id: string }) {
  const { value, error, reload } = useRead<Invitation>(`/api/interviews/${id}/invitation`);
  useTitle(value ? `${value.job_title} · 面试` : "面试");
  if (error && !value) {
    return (
      <Screen>
        <Failure message={error} onRetry={() => void reload()} />
      </Screen>
    );
  }
  if (!value) {
    return (
      <Screen>
        <Loading />
      </Screen>
    );
  }
  return (
    <DevicesProvider>
      <Flow invitation={value} reload={reload} />
    </DevicesProvider>
  );
}

export interface StepProps {
  invitation: Invitation;
  reload: () => Promise<void>;
}

function Flow({ invitation, reload }: StepProps) {
  // Between confirming and answering, a candidate who returns first sees what was agreed.
  const [entered, setEntered] = useState(false);
  const step = { invitation, reload, footer: <CandidateFooter invitation={invitation} reload={reload} /> };
  switch (invitation.next_step) {
    case "confirm":
      return <InvitationStep key="confirm" {...step} onEnter={() => setEntered(true)} />;
    case "consent":
      return entered ? <ConsentStep {...step} /> : <InvitationStep {...step} onEnter={() => setEntered(true)} />;
    case "start":
      return entered ? <PrepareStep {...step} /> : <InvitationStep {...step} onEnter={() => setEntered(true)} />;
    case "answer":
      return <AnswerStep {...step} />;
    case "wait":
      return <StatusStep {...step} />;
    case "feedback":
      return <FeedbackStep {...step} />;
    case "closed":
      return <ClosedStep {...step} />;
  }
}
