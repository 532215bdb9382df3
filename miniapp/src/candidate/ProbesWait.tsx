/** After the last question: a short wait for follow-ups that are still being chosen. The server says when it is over. */

import { DotLoading } from "antd-mobile";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { messageOf, post } from "../api/client";
import { Failure, Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { FlowSteps } from "./FlowSteps";

const LOOK_AGAIN_MS = 2_000;

interface ProbesWaitProps {
  interviewId: string;
  onSettled: () => Promise<void>;
  footer: ReactNode;
}

export function ProbesWait({ interviewId, onSettled, footer }: ProbesWaitProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const look = useCallback(async () => {
    try {
      const { settled } = await post<{ settled: boolean }>(`/api/interviews/${interviewId}/probes`);
      setFailure(null);
      if (settled) await onSettled();
    } catch (error) {
      setFailure(messageOf(error));
    }
  }, [interviewId, onSettled]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [look]);
  return (
    <Screen footer={footer}>
      <FlowSteps now={3} />
      <h1>题目都已答完</h1>
      {failure ? (
        <Failure message={failure} onRetry={() => void look()} />
      ) : (
        <p className="lead" role="status">
          正在看有没有需要补充的追问 <DotLoading color="currentColor" />
        </p>
      )}
      <Note title="追问是什么">有的回答再多说一点会更完整，系统会从题库里挑一个问题追问。最多等 20 秒，没有就直接进入下一步。</Note>
    </Screen>
  );
}
