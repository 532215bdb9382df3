/** Contracts: whom one can be prepared for, and where each one stands. */

import { Alert, Button, Empty, Tag } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { messageOf, post } from "../api/client";
import type { ContractRow, ContractsList } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { dateTime } from "../wording/time";

const COLOURS: Record<ContractRow["state"], string | undefined> = { draft: undefined, submitted: "gold", approved: "cyan", signed: "green", declined: "red", expired: "red", stopped: "red", withdrawn: undefined };

export function ContractsPage() {
  const { value, error, reload } = useRead<ContractsList>("/api/contracts");
  const [, go] = useLocation();
  const [fault, setFault] = useState<string | null>(null);
  const prepare = async (interviewId: string) => {
    try {
      const made = await post<{ contract_id: string }>(`/api/interviews/${interviewId}/contract`);
      go(`/hr/contracts/${made.contract_id}`);
    } catch (failure) {
      setFault(messageOf(failure));
    }
  };
  return (
    <>
      <div className="desk-head">
        <h1>合同</h1>
        <Button onClick={() => go("/hr/lint")}>检查外部文本</Button>
      </div>
      {fault && <Alert type="error" title={fault} closable={{ onClose: () => setFault(null) }} />}
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && value.ready.length > 0 && (
        <section>
          <h2>可以拟定</h2>
          <div className="tiles">
            {value.ready.map((row) => (
              <section key={row.interview_id} className="tile">
                <div className="row-card-head">
                  <strong>{row.candidate_name}</strong>
                  <Button size="small" type="primary" onClick={() => void prepare(row.interview_id)}>
                    拟定合同
                  </Button>
                </div>
                <p className="dim">{row.job_title} · 面试已通过</p>
              </section>
            ))}
          </div>
        </section>
      )}
      {value && value.contracts.length === 0 && value.ready.length === 0 && <Empty description="还没有合同。面试通过后可以在这里拟定。" />}
      {value && value.contracts.length > 0 && (
        <section>
          <h2>全部合同</h2>
          <div className="tiles">
            {value.contracts.map((row) => (
              <Link key={row.id} href={`/hr/contracts/${row.id}`} className="tile tile-link">
                <div className="row-card-head">
                  <strong>{row.candidate_name}</strong>
                  <Tag color={COLOURS[row.state]}>{row.state_name}</Tag>
                </div>
                <p className="dim">
                  {row.job_title} · 第 {row.latest} 版 · {row.author_name}
                  {row.approver_name && ` · 审批 ${row.approver_name}`}
                </p>
                <p className="dim">{dateTime(row.updated_at)}</p>
              </Link>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
