/** The reports that wait for this manager, and those already decided. */

import { Link } from "wouter";
import { type ContractsList, isAbsent, type ReviewRow } from "../api/types";
import { Failure, Loading, Plate } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";
import { shortTime } from "../wording/time";

export default function ReviewsPage() {
  useTitle("面试报告");
  const { value, error, reload } = useRead<{ reviews: ReviewRow[] }>("/api/reviews");
  const waiting = value?.reviews.filter((review) => review.state === "reported") ?? [];
  const others = value?.reviews.filter((review) => review.state !== "reported") ?? [];
  return (
    <Screen>
      <h1>待您决定{waiting.length > 0 && <span className="count">{waiting.length}</span>}</h1>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && waiting.length === 0 && (
        <Plate mark="✓" title="没有待处理的报告">
          <p>新的报告会通过钉钉卡片送到您这里。</p>
        </Plate>
      )}
      {waiting.map((review) => (
        <ReviewCard key={review.interview_id} review={review} />
      ))}
      <ContractsToApprove />
      <Link href="/lab/rating" className="card card-link">
        <h2>盲评 →</h2>
        <p className="hint">不看系统评分，给单个回答打 1–5 级；用来检验评分准不准。</p>
      </Link>
      {others.length > 0 && <h2 className="list-head">其他</h2>}
      {others.map((review) => (
        <ReviewCard key={review.interview_id} review={review} />
      ))}
    </Screen>
  );
}

/** Contracts of this manager's own interviews that wait for a second person. */
function ContractsToApprove() {
  const { value } = useRead<ContractsList>("/api/contracts");
  const waiting = value?.contracts.filter((contract) => contract.state === "submitted") ?? [];
  if (waiting.length === 0) return null;
  return (
    <>
      <h2 className="list-head">
        待审批的劳动合同<span className="count">{waiting.length}</span>
      </h2>
      {waiting.map((contract) => (
        <Link key={contract.id} href={`/m/contracts/${contract.id}`} className="card card-link review-card">
          <div>
            <h2>{contract.candidate_name}</h2>
            <p className="hint">
              {contract.job_title} · 起草 {contract.author_name}
            </p>
          </div>
          <span className="chip">{contract.state_name}</span>
        </Link>
      ))}
    </>
  );
}

function ReviewCard({ review }: { review: ReviewRow }) {
  return review.to_rate_first ? <UnreadCard review={review} /> : <ReadableCard review={review} />;
}

/** The post wants a blind rating first: no score before this manager has rated, or chosen to read on. */
function UnreadCard({ review }: { review: ReviewRow }) {
  return (
    <section className="card">
      <h2>{review.candidate_name}</h2>
      <p className="hint">
        {review.job_title} · {review.reported_at ? `${shortTime(review.reported_at)} 出报告` : review.state_name}
      </p>
      <p className="review-links">
        <Link href={`/lab/rating?interview=${review.interview_id}`}>先盲评再看报告 →</Link>
        <Link href={`/m/${review.interview_id}`} className="hint">
          不盲评，直接看报告
        </Link>
      </p>
    </section>
  );
}

function ReadableCard({ review }: { review: ReviewRow }) {
  return (
    <Link href={`/m/${review.interview_id}`} className="card card-link review-card">
      <div>
        <h2>{review.candidate_name}</h2>
        <p className="hint">
          {review.job_title} · {review.reported_at ? `${shortTime(review.reported_at)} 出报告` : review.state_name}
        </p>
      </div>
      <div className="review-score">
        {review.composite === null ? (
          <span className="chip">{review.state_name}</span>
        ) : isAbsent(review.composite) ? (
          <span className="chip">数据不足</span>
        ) : (
          <span className="score">{Math.round(review.composite)}</span>
        )}
        {review.state !== "reported" && review.composite !== null && <small className="hint">{review.state_name}</small>}
      </div>
    </Link>
  );
}
