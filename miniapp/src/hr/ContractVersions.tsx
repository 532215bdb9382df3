/** The versions, and what each one changed, readable clause by clause. */

import { Button, Modal } from "antd";
import { useState } from "react";
import type { ContractDetail, ContractDifference } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { dateTime } from "../wording/time";

const CHANGES: Record<string, string> = { added: "新增", removed: "删除", changed: "修改" };

export function ContractVersions({ contract }: { contract: ContractDetail }) {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <section className="card-plain">
      <h2>版本</h2>
      {contract.versions.map((version) => (
        <p key={version.number} className="version-line">
          <span>
            第 {version.number} 版 · {version.author_name} · {dateTime(version.created_at)}
          </span>
          <Button size="small" type="link" onClick={() => setShown(version.number)}>
            看改动
          </Button>
        </p>
      ))}
      <Modal open={shown !== null} onCancel={() => setShown(null)} footer={null} width={760} title={`第 ${shown} 版的改动`} destroyOnHidden>
        {shown !== null && <Difference address={`/api/contracts/${contract.id}/difference?number=${shown}`} />}
      </Modal>
    </section>
  );
}

function Difference({ address }: { address: string }) {
  const { value, error, reload } = useRead<ContractDifference>(address);
  if (error) return <Failure message={error} onRetry={() => void reload()} />;
  if (!value) return <Loading />;
  if (value.changes.length === 0) return <p className="dim">条款文字没有变化。</p>;
  return (
    <>
      {value.changes.map((change) => (
        <section key={change.title} className="clause">
          <h3>
            {change.title} <small className="dim">{CHANGES[change.change]}</small>
          </h3>
          <p className="clause-text">
            {change.pieces.map((piece, index) => {
              if (piece.kind === "added") return <ins key={index}>{piece.text}</ins>;
              if (piece.kind === "removed") return <del key={index}>{piece.text}</del>;
              return <span key={index}>{piece.text}</span>;
            })}
          </p>
        </section>
      ))}
    </>
  );
}
