/** One item of an exercise: a number to enter, or how well a sentence fits. */

import { Button } from "antd-mobile";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Exercise } from "../api/types";
import { useCountdown } from "../ui/useCountdown";
import { ItemClock, type ItemResponse } from "./sitting";

const FITS = ["非常不符合", "不太符合", "说不准", "比较符合", "非常符合"];

interface ExerciseItemProps {
  kind: Exercise["kind"];
  index: number;
  text: string;
  limitS: number;
  onAnswer: (response: ItemResponse, leftPage: number) => void;
}

export function ExerciseItem({ kind, index, text, limitS, onAnswer }: ExerciseItemProps) {
  const clock = useRef(new ItemClock(() => performance.now()));
  const left = useRef(0);
  const [value, setValue] = useState("");
  const [deadline] = useState(() => Date.now() + limitS * 1000);
  useEffect(() => {
    const hidden = () => {
      if (!document.hidden) return;
      left.current += 1;
      clock.current.pageLeft();
    };
    document.addEventListener("visibilitychange", hidden);
    return () => document.removeEventListener("visibilitychange", hidden);
  }, []);
  const answer = (given: string) => onAnswer({ index, value: given.trim(), reaction_ms: clock.current.reactionMs() }, left.current);
  const remaining = useCountdown(deadline, () => answer(kind === "sums" ? value : ""));
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim()) answer(value);
  };
  return (
    <section className="card exercise-item">
      <h2>{text}</h2>
      {kind === "sums" ? (
        <form onSubmit={enter}>
          <input className="sum-input" aria-label="答案" inputMode="decimal" autoComplete="off" maxLength={20} autoFocus value={value} onChange={(event) => setValue(event.target.value)} />
          <Button block color="primary" size="large" type="submit" disabled={!value.trim()}>
            下一题
          </Button>
        </form>
      ) : (
        FITS.map((name, place) => (
          <Button key={name} block size="large" onClick={() => answer(String(place + 1))}>
            {name}
          </Button>
        ))
      )}
      <p className="hint" aria-live="off">
        剩余 {Math.ceil(remaining)} 秒
      </p>
    </section>
  );
}
