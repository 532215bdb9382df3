/** 我的评分: what this person said, and correcting it. The earlier word is kept beside the correction. */

import { Button, Empty, Modal } from "antd";
import { useState } from "react";
import type { GivenRating, RatingSheetReply } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { shortTime } from "../wording/time";
import { SheetForm } from "./SheetForm";

export function GivenRatingsPage() {
  const { value, error, reload } = useRead<{ ratings: GivenRating[] }>("/api/my/ratings");
  const [open, setOpen] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    void reload();
  };
  return (
    <>
      <div className="desk-head">
        <h1>我的评分</h1>
      </div>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value?.ratings.length === 0 && <Empty description="您还没有评过" />}
      <div className="row-cards">
        {value?.ratings.map((rating) => (
          <section key={rating.id} className="row-card">
            <div className="row-card-head">
              <strong>{rating.level === null ? rating.obstacle_name : `${rating.level} 级`}</strong>
              <Button type="link" onClick={() => setOpen(rating.answer_id)}>
                更正
              </Button>
            </div>
            <p>{rating.question}</p>
            <span className="dim">
              {rating.dimension} · {shortTime(rating.created_at)}
              {!rating.blind && " · 看过系统评分，不计入统计"}
            </span>
          </section>
        ))}
      </div>
      <Modal open={open !== null} title="更正评分" footer={null} onCancel={() => setOpen(null)} destroyOnHidden width={720}>
        {open && <Correction answerId={open} onGiven={close} />}
      </Modal>
    </>
  );
}

function Correction({ answerId, onGiven }: { answerId: string; onGiven: () => void }) {
  const { value, error } = useRead<RatingSheetReply>(`/api/answers/${answerId}/rating-sheet`);
  if (error) return <Failure message={error} />;
  return value ? <SheetForm sheet={value.sheet} obstacles={value.obstacles} onGiven={onGiven} /> : <Loading />;
}
