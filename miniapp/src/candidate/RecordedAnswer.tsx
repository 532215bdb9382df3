/** Preparation, recording and saving of one answer in the page itself. */

import { Button } from "antd-mobile";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "../api/client";
import { type RecordedKind, recordingType } from "../capture/support";
import { startTake, type Take } from "../capture/take";
import type { UploadState } from "../capture/upload";
import { Note } from "../ui/Notes";
import { useCountdown } from "../ui/useCountdown";
import { clock } from "../wording/time";
import { useDevices } from "./devices";
import { LevelMeter } from "./LevelMeter";
import { preparationEnd } from "./preparation";
import { Preview } from "./Preview";
import type { PanelProps } from "./QuestionStep";
import { ReviewAnswer } from "./ReviewAnswer";
import { UploadLine } from "./UploadLine";

type Phase = "preparing" | "starting" | "recording" | "saving" | "review";

const SHORTEST_S = 2; // a slip of the thumb must not become an answer

export function RecordedAnswer(props: PanelProps & { kind: RecordedKind }) {
  const answer = useRecordedAnswer(props);
  const { question, kind, frame, onNext } = props;
  const { phase, devices, upload, failure } = answer;
  const preparationLeft = useCountdown(phase === "preparing" ? answer.preparation.end : null, answer.preparationOver);
  const recordingLeft = useCountdown(answer.recordingEnd, answer.stop);
  if (phase === "review" && answer.take) {
    return <ReviewAnswer frame={frame} take={answer.take} kind={kind} question={question} onAgain={answer.again} onNext={onNext} />;
  }
  const body = (
    <>
      <Preview stream={devices.stream} kind={kind}>
        {phase === "recording" && <span className="recording-dot">录制中</span>}
        {phase === "recording" && <span className="time-left">{clock(recordingLeft)}</span>}
        {phase === "preparing" && devices.stream && <span className="time-left">准备 {clock(preparationLeft)}</span>}
      </Preview>
      {phase === "recording" && <LevelMeter stream={devices.stream} />}
      {upload && phase !== "preparing" && <UploadLine state={upload} onNudge={() => answer.take?.upload.nudge()} />}
      {answer.interrupted && <Note tone="caution" title="录制被系统中断">已录下的部分正在保存。保存后可以查看，也可以用重录机会再录一次。</Note>}
      {(failure ?? devices.error) && <Note tone="caution" title="没有成功">{failure ?? devices.error}</Note>}
      {phase === "preparing" && <PreparationHint over={preparationLeft === 0} />}
    </>
  );
  return frame(body, <Actions answer={answer} kind={kind} recordedS={question.answer_limit_s - recordingLeft} />);
}

function PreparationHint({ over }: { over: boolean }) {
  return <p className="hint">{over ? "准备时间已用完，请开始作答。" : "想好了可以提前开始；准备时间结束会自动开始录制。"}</p>;
}

function Actions({ answer, kind, recordedS }: { answer: RecordedAnswerState; kind: RecordedKind; recordedS: number }) {
  if (answer.phase === "saving") {
    return (
      <Button block color="primary" size="large" loading loadingText="正在保存" disabled>
        正在保存
      </Button>
    );
  }
  if (answer.phase === "recording") {
    return (
      <Button block color="primary" size="large" disabled={recordedS < SHORTEST_S} onClick={answer.stop}>
        回答完毕
      </Button>
    );
  }
  if (!answer.devices.stream || answer.devices.kind !== kind) {
    return (
      <Button block color="primary" size="large" loading={answer.devices.opening} onClick={() => void answer.devices.open(kind)}>
        {kind === "video" ? "打开摄像头和麦克风" : "打开麦克风"}
      </Button>
    );
  }
  return (
    <Button block color="primary" size="large" loading={answer.phase === "starting"} onClick={answer.start}>
      开始作答
    </Button>
  );
}

type RecordedAnswerState = ReturnType<typeof useRecordedAnswer>;

function useRecordedAnswer({ interviewId, question, kind, onPhase }: PanelProps & { kind: RecordedKind }) {
  const devices = useDevices();
  const [phase, setPhase] = useState<Phase>("preparing");
  const [preparation] = useState(() => preparationEnd(interviewId, question.key, question.preparation_s));
  const [recordingEnd, setRecordingEnd] = useState<number | null>(null);
  const [upload, setUpload] = useState<UploadState | null>(null);
  const [interrupted, setInterrupted] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [take, setTake] = useState<Take | null>(null);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  useEffect(() => onPhase(phase === "preparing" ? "choosing" : phase === "review" ? "reviewing" : "capturing"), [phase, onPhase]);
  useEffect(() => {
    const nudge = () => take?.upload.nudge();
    window.addEventListener("online", nudge);
    return () => window.removeEventListener("online", nudge);
  }, [take]);

  const start = () => {
    const mimeType = recordingType(kind);
    if (!devices.stream || !mimeType || phase !== "preparing") return;
    setPhase("starting");
    setFailure(null);
    setInterrupted(false);
    startTake(devices.stream, { interviewId, questionKey: question.key, kind, mimeType, onUpload: setUpload }).then(
      (started) => void follow(started),
      (error: unknown) => {
        setFailure(messageOf(error));
        setPhase("preparing");
      },
    );
  };
  const follow = async (started: Take) => {
    setTake(started);
    setRecordingEnd(Date.now() + question.answer_limit_s * 1000);
    setPhase("recording");
    started.upload.finished.then(
      () => setPhase("review"),
      (error: Error) => {
        started.stop();
        setFailure(error.message);
        setPhase("preparing");
      },
    );
    const recorded = await started.recorded;
    if (!alive.current) return;
    setRecordingEnd(null);
    setInterrupted(recorded.interrupted);
    setPhase((now) => (now === "recording" ? "saving" : now));
  };
  const again = () => {
    setTake(null);
    setUpload(null);
    setPhase("preparing");
  };
  const preparationOver = () => {
    // After a reload nobody may be sitting in front of the camera: then a tap begins.
    if (!preparation.resumed) start();
  };
  return { phase, preparation, preparationOver, devices, recordingEnd, upload, interrupted, failure, take, start, stop: () => take?.stop(), again };
}
