/** A question that doesn't count: recorded in memory, played back, never uploaded. */

import { Button } from "antd-mobile";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type RunningRecorder, record } from "../capture/recorder";
import { baseType, type RecordedKind, recordingType } from "../capture/support";
import { Screen } from "../ui/Screen";
import { useCountdown } from "../ui/useCountdown";
import { clock } from "../wording/time";
import { useDevices } from "./devices";
import { FlowSteps } from "./FlowSteps";
import { LevelMeter } from "./LevelMeter";
import { Playback } from "./Playback";
import { Preview } from "./Preview";
import { ProbesNote } from "./ProbesNote";

// The server names the practice question only once the interview has begun, so this one stands here.
const PRACTICE_QUESTION = "请用一两句话介绍一下您今天是怎么过的。";
const PRACTICE_LIMIT_S = 30;

interface PracticeStepProps {
  kind: RecordedKind;
  mostProbes: number;
  begin: { busy: boolean; run: () => void };
  onBack: () => void;
  footer: ReactNode;
}

export function PracticeStep({ kind, mostProbes, begin, onBack, footer }: PracticeStepProps) {
  const devices = useDevices();
  const practice = usePractice(devices.stream, kind);
  const left = useCountdown(practice.deadline, practice.stop);
  return (
    <Screen
      footer={footer}
      actions={
        practice.deadline === null ? (
          <>
            <Button block color="primary" size="large" loading={begin.busy} onClick={begin.run}>
              {practice.clip ? "我准备好了，开始面试" : "跳过练习，开始面试"}
            </Button>
            <div className="action-pair">
              <Button fill="none" onClick={practice.start}>
                {practice.clip ? "再练一次" : "录一段练习"}
              </Button>
              <Button fill="none" className="quiet" onClick={onBack}>
                回到设备检查
              </Button>
            </div>
          </>
        ) : (
          <Button block color="primary" size="large" onClick={practice.stop}>
            停止（剩 {clock(left)}）
          </Button>
        )
      }
    >
      <FlowSteps now={2} />
      <h1>练习题</h1>
      <p className="lead">练习不会上传，也不会被任何人看到。</p>
      <section className="question-card">
        <p>{PRACTICE_QUESTION}</p>
      </section>
      {practice.clip ? (
        <Playback clip={practice.clip} kind={kind} />
      ) : (
        <Preview stream={devices.stream} kind={kind}>
          {practice.deadline !== null && <span className="recording-dot">练习录制中</span>}
        </Preview>
      )}
      {practice.deadline !== null && <LevelMeter stream={devices.stream} />}
      <ProbesNote most={mostProbes} />
    </Screen>
  );
}

function usePractice(stream: MediaStream | null, kind: RecordedKind) {
  const [deadline, setDeadline] = useState<number | null>(null);
  const [clip, setClip] = useState<Blob | null>(null);
  const running = useRef<RunningRecorder | null>(null);
  useEffect(() => () => running.current?.stop(), []);

  const start = () => {
    const mimeType = recordingType(kind);
    if (!stream || !mimeType) return;
    const slices: Blob[] = [];
    setClip(null);
    running.current = record(stream, { kind, mimeType, onSlice: (slice) => slices.push(slice) });
    setDeadline(Date.now() + PRACTICE_LIMIT_S * 1000);
    void running.current.ended.then(() => {
      setDeadline(null);
      setClip(new Blob(slices, { type: baseType(mimeType) }));
    });
  };
  const stop = () => running.current?.stop();
  return { deadline, clip, start, stop };
}
