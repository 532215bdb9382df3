/** The questions, one by one; a return after a reload starts at the same one. */

import { Button } from "antd-mobile";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { get, messageOf } from "../api/client";
import type { Exercise, Invitation, Probe, Question, Questions } from "../api/types";
import { unsentTakes } from "../capture/take";
import type { KeptTake } from "../capture/sliceStore";
import { Failure, Loading, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { ordinal } from "../wording/names";
import { useDevices } from "./devices";
import { ExerciseStep } from "./ExerciseStep";
import { FlowSteps } from "./FlowSteps";
import type { StepProps } from "./InterviewPage";
import { ProbeStep } from "./ProbeStep";
import { ProbesWait } from "./ProbesWait";
import { QuestionHead, QuestionStep } from "./QuestionStep";
import { RecoverStep } from "./RecoverStep";
import { SubmitStep } from "./SubmitStep";

type AnswerStepProps = StepProps & { footer: ReactNode };

export function AnswerStep({ invitation, reload, footer }: AnswerStepProps) {
  const devices = useDevices();
  const { questions, probes, probing, exercises, error, refresh } = useQuestions(invitation.id);
  const [entered, setEntered] = useState(devices.stream !== null || invitation.progress.answered === 0);
  const [unsent, setUnsent] = useUnsent(invitation.id);
  if (error && !questions) {
    return (
      <Screen footer={footer}>
        <Failure message={error} onRetry={() => void refresh()} />
      </Screen>
    );
  }
  if (!questions || unsent === null) {
    return (
      <Screen footer={footer}>
        <Loading />
      </Screen>
    );
  }
  const question = questions.find((each) => each.state === "current") ?? null;
  const probe = probes.find((each) => each.state === "current") ?? null;
  const current = question ?? probe;
  const cutOff = unsent.find((take) => take.questionKey === current?.key);
  if (current && cutOff) {
    const over = () => setUnsent([]);
    return <RecoverStep take={cutOff} question={current} total={questions.length} footer={footer} onOver={() => void refresh().then(over)} />;
  }
  if (!current && probing === "open") return <ProbesWait interviewId={invitation.id} onSettled={refresh} footer={footer} />;
  const exercise = exercises.find((each) => !each.done);
  if (!current && exercise) return <ExerciseStep key={exercise.key} interviewId={invitation.id} exercise={exercise} onDone={refresh} footer={footer} />;
  if (!current) return <SubmitStep invitation={invitation} questions={questions} reload={reload} footer={footer} />;
  if (!entered) return <WelcomeBack question={current} total={questions.length} probe={probe !== null} onGo={() => setEntered(true)} footer={footer} />;
  if (probe && !question) return <ProbeStep key={probe.key} invitation={invitation} probe={probe} probes={probes} onNext={refresh} footer={footer} />;
  return <QuestionStep key={current.key} invitation={invitation} question={current} head={<QuestionHead question={current} total={questions.length} />} onNext={refresh} footer={footer} />;
}

interface WelcomeBackProps {
  question: Question;
  total: number;
  probe: boolean;
  onGo: () => void;
  footer: ReactNode;
}

function WelcomeBack({ question, total, probe, onGo, footer }: WelcomeBackProps) {
  return (
    <Screen
      footer={footer}
      actions={
        <Button block color="primary" size="large" onClick={onGo}>
          {probe ? "继续追问" : `继续${ordinal(question)}`}
        </Button>
      }
    >
      <FlowSteps now={3} />
      <h1>欢迎回来</h1>
      <p className="lead">
        前面的回答都已保存。{probe ? "题目都已答完，还有追问，可以跳过。" : `还剩 ${total - question.index} 题，从${ordinal(question)}继续。`}
      </p>
      <Note>准备好环境后再点继续，题目会在下一页显示。</Note>
    </Screen>
  );
}

function useQuestions(interviewId: string) {
  const [questions, setQuestions] = useState<Question[] | null>(null);
  const [probes, setProbes] = useState<Probe[]>([]);
  const [probing, setProbing] = useState<Questions["probing"]>("off");
  const [exercises, setExercises] = useState<Exercise[]>([]);
  const [error, setError] = useState<string | null>(null);
  const refresh = useCallback(async () => {
    try {
      const asked = await get<Questions>(`/api/interviews/${interviewId}/questions`);
      setExercises(asked.exercises);
      setProbes(asked.probes);
      setProbing(asked.probing);
      setQuestions(asked.questions);
      setError(null);
    } catch (failure) {
      setError(messageOf(failure));
    }
  }, [interviewId]);
  useEffect(() => void refresh(), [refresh]);
  return { questions, probes, probing, exercises, error, refresh };
}

/** What a reload left behind on this device, read once. */
function useUnsent(interviewId: Invitation["id"]) {
  const [unsent, setUnsent] = useState<KeptTake[] | null>(null);
  useEffect(() => {
    void unsentTakes(interviewId).then(setUnsent);
  }, [interviewId]);
  return [unsent, setUnsent] as const;
}

