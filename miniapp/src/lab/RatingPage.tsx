/** 盲评: one answer after the other, without the system's score, other ratings, name or picture. */

import { Button, Empty } from "antd";
import { Link, useSearchParams } from "wouter";
import type { RatingQueue } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { SheetForm } from "./SheetForm";

export function RatingPage() {
  const [search] = useSearchParams();
  const interview = search.get("interview");
  const { value, error, reload } = useRead<RatingQueue>(interview ? `/api/rating-queue?interview=${encodeURIComponent(interview)}` : "/api/rating-queue");
  return (
    <>
      <div className="desk-head">
        <h1>盲评</h1>
        {value && (
          <span className="dim">
            还可评 {value.waiting} 份 · 我已评 {value.given} 份
          </span>
        )}
      </div>
      <p className="lab-intro">只看题目、行为锚点和回答的文字，给出您自己的判断。这里不显示系统评分、别人的评分和候选人是谁；您看过报告的面试不会出现。两个人都评过的回答，才能算出评分人之间的一致性。</p>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && !value.sheet && (
        <Empty description={interview ? "这场面试没有可评的回答了：您都评过了，或已看过它的报告。" : "现在没有可评的回答：您都评过了，或已看过那些面试的报告。"}>
          {interview && (
            <Link href={`/m/${interview}`}>
              <Button type="primary">看报告</Button>
            </Link>
          )}
        </Empty>
      )}
      {value?.sheet && <SheetForm key={value.sheet.answer_id} sheet={value.sheet} obstacles={value.obstacles} onGiven={() => void reload()} />}
    </>
  );
}
