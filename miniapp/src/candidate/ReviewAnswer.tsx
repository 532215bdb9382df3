/** The saved answer: watch it, take it again while takes are left, or go on. */

import { Button } from "antd-mobile";
import { type ReactNode, useMemo } from "react";
import type { Question } from "../api/types";
import type { RecordedKind } from "../capture/support";
import type { Take } from "../capture/take";
import { useAction } from "../ui/useAction";
import { Playback } from "./Playback";

interface ReviewAnswerProps {
  frame: (body: ReactNode, actions: ReactNode) => ReactNode;
  take: Take;
  kind: RecordedKind;
  question: Question;
  onAgain: () => void;
  onNext: () => Promise<void>;
}

export function ReviewAnswer({ frame, take, kind, question, onAgain, onNext }: ReviewAnswerProps) {
  const clip = useMemo(() => take.playback(), [take]);
  const next = useAction(onNext);
  const body = (
    <>
      <p className="saved-word" role="status">
        ✓ 已保存到服务器
      </p>
      <Playback clip={clip} kind={kind} />
    </>
  );
  return frame(
    body,
    <>
      <Button block color="primary" size="large" loading={next.busy} onClick={next.run}>
        下一步
      </Button>
      {question.retakes_left > 0 ? (
        <Button block fill="none" onClick={onAgain}>
          重录（还可 {question.retakes_left} 次）
        </Button>
      ) : (
        <p className="action-note">本题没有重录次数了</p>
      )}
    </>,
  );
}
