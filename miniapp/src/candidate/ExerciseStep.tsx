/** An exercise beside the questions: an introduction, then its items one by one. */

import { Button, Dialog, ProgressBar } from "antd-mobile";
import { type ReactNode, useState } from "react";
import { post, put } from "../api/client";
import type { Exercise } from "../api/types";
import { Note } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";
import { ExerciseItem } from "./ExerciseItem";
import { FlowSteps } from "./FlowSteps";
import { forgetSitting, type ItemResponse, keepSitting, keptSitting } from "./sitting";

interface ExerciseStepProps {
  interviewId: string;
  exercise: Exercise;
  onDone: () => Promise<void>;
  footer: ReactNode;
}

export function ExerciseStep({ interviewId, exercise, onDone, footer }: ExerciseStepProps) {
  const [items, setItems] = useState<string[] | null>(null);
  const [sitting, setSitting] = useState(() => keptSitting(interviewId, exercise.key));
  const address = `/api/interviews/${interviewId}/exercises/${exercise.key}`;
  const begin = async () => (await post<{ items: string[] }>(`${address}/begin`)).items;
  const start = useAction(async () => setItems(await begin()));
  const handIn = useAction(async () => {
    await put(address, { ...sitting, skipped: false });
    forgetSitting(interviewId, exercise.key);
    await onDone();
  });
  const skip = useAction(async () => {
    const sure = await Dialog.confirm({ title: `跳过${exercise.title}？`, content: "跳过后不能再做。报告里会写“候选人跳过，数据不足”，不会因此扣分。", confirmText: "跳过", cancelText: "再想想" });
    if (!sure) return;
    await begin();
    await put(address, { responses: [], left_page: 0, skipped: true });
    await onDone();
  });
  const answer = (response: ItemResponse, leftPage: number) => {
    const next = { responses: [...sitting.responses, response], left_page: sitting.left_page + leftPage };
    keepSitting(interviewId, exercise.key, next);
    setSitting(next);
  };
  const index = sitting.responses.length;
  const text = items?.[index];
  if (!items) return <Introduction exercise={exercise} resumed={index} start={start} skip={skip} footer={footer} />;
  if (text === undefined) {
    return (
      <Screen
        footer={footer}
        actions={
          <Button block color="primary" size="large" loading={handIn.busy} onClick={handIn.run}>
            交卷
          </Button>
        }
      >
        <FlowSteps now={3} />
        <h1>{exercise.title}做完了</h1>
        <p className="lead">共 {items.length} 题。点“交卷”保存到服务器；网络不好时可以再点一次，不会丢失。</p>
      </Screen>
    );
  }
  return (
    <Screen footer={footer}>
      <p className="hint">
        {exercise.title} · 第 {index + 1} 题，共 {items.length} 题
      </p>
      <ProgressBar percent={(100 * index) / items.length} />
      <ExerciseItem key={index} kind={exercise.kind} index={index} text={text} limitS={exercise.limit_s} onAnswer={answer} />
    </Screen>
  );
}

interface IntroductionProps {
  exercise: Exercise;
  resumed: number;
  start: ReturnType<typeof useAction>;
  skip: ReturnType<typeof useAction>;
  footer: ReactNode;
}

function Introduction({ exercise, resumed, start, skip, footer }: IntroductionProps) {
  const sums = exercise.kind === "sums";
  return (
    <Screen
      footer={footer}
      actions={
        <>
          <Button block color="primary" size="large" loading={start.busy} onClick={start.run}>
            {resumed > 0 ? `从第 ${resumed + 1} 题继续` : "开始"}
          </Button>
          <Button block fill="none" loading={skip.busy} onClick={skip.run}>
            跳过
          </Button>
        </>
      }
    >
      <FlowSteps now={3} />
      <h1>{exercise.title}</h1>
      <p className="lead">
        共 {exercise.length} 题，每题最多 {exercise.limit_s} 秒，{sums ? "心算后填数字，不用计算器。" : "按平时的样子选，没有对错。"}
      </p>
      <Note title={sums ? "怎么计分" : "用来做什么"}>
        {sums
          ? "看答对多少和用时。先求准，再求快。用时由本页面计时，来电或切出页面的那一题不计用时。"
          : "这是您对自己的描述，在报告中与回答并列供面试官参考，不计入任何分数。"}
      </Note>
    </Screen>
  );
}
