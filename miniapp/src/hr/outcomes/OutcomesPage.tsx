/** 结果回流: what came in, what the scores had said about it, and the weights a person puts in force. */

import { Empty, Select } from "antd";
import { useState } from "react";
import type { InterviewRow, OutcomeCounts, Validity } from "../../api/types";
import { Failure, Loading } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";
import { useChosenJob } from "../useChosenJob";
import { ImportPanel } from "./ImportPanel";
import { ValidityPanel } from "./ValidityPanel";
import { WeightsPanel } from "./WeightsPanel";
import "./outcomes.css";

export function OutcomesPage({ interviews }: { interviews: InterviewRow[] | null }) {
  const counts = useRead<OutcomeCounts>("/api/outcomes");
  const { jobs, jobId, choose } = useChosenJob(interviews);
  const [version, setVersion] = useState(0);
  const validity = useRead<Validity>(jobId ? `/api/jobs/${jobId}/validity?version=${version}` : null);
  return (
    <>
      <div className="desk-head">
        <h1>结果回流</h1>
      </div>
      {counts.error && <Failure message={counts.error} onRetry={() => void counts.reload()} />}
      <ImportPanel
        counts={counts.value}
        onImported={async () => {
          await counts.reload();
          await validity.reload();
        }}
      />
      <div className="filters">
        <Select
          aria-label="岗位"
          placeholder="选择岗位"
          value={jobId}
          onChange={(id) => {
            setVersion(0);
            choose(id);
          }}
          options={jobs.value?.jobs.map((job) => ({ value: job.id, label: job.title }))}
        />
        {(validity.value?.versions.length ?? 0) > 1 && (
          <Select
            aria-label="评分版本"
            value={version}
            onChange={setVersion}
            options={validity.value?.versions.map((each, index) => ({ value: index, label: `评分标准 ${each.rubric_sha256.slice(0, 6)}（${each.with_facts} 人有结果）` }))}
          />
        )}
      </div>
      {jobs.error && <Failure message={jobs.error} onRetry={() => void jobs.reload()} />}
      {jobs.value?.jobs.length === 0 && <Empty description="还没有岗位" />}
      {validity.error && <Failure message={validity.error} onRetry={() => void validity.reload()} />}
      {jobId && validity.loading && !validity.value && <Loading text="正在计算" />}
      {validity.value && jobId && (
        <>
          <ValidityPanel validity={validity.value} />
          <WeightsPanel jobId={jobId} validity={validity.value} onActivated={validity.reload} />
        </>
      )}
    </>
  );
}
