/** Small blocks that say how things stand. */

import { Button, SpinLoading } from "antd-mobile";
import type { ReactNode } from "react";

type Tone = "plain" | "accent" | "caution";

export function Note({ tone = "plain", title, children }: { tone?: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`note note-${tone}`} role={tone === "caution" ? "alert" : "note"}>
      {title && <strong className="note-title">{title}</strong>}
      {children && <div>{children}</div>}
    </div>
  );
}

export function Loading({ text = "正在载入" }: { text?: string }) {
  return (
    <div className="loading" role="status">
      <SpinLoading color="primary" />
      <span>{text}</span>
    </div>
  );
}

export function Failure({ message, onRetry }: { message: string; onRetry?: () => void }) {
  return (
    <div className="plate" role="alert">
      <div className="plate-mark" aria-hidden="true">
        !
      </div>
      <h1>暂时无法继续</h1>
      <p>{message}</p>
      {onRetry && (
        <Button color="primary" fill="outline" onClick={onRetry}>
          重新载入
        </Button>
      )}
    </div>
  );
}

export function Plate({ mark, title, children }: { mark: string; title: string; children?: ReactNode }) {
  return (
    <div className="plate">
      <div className="plate-mark" aria-hidden="true">
        {mark}
      </div>
      <h1>{title}</h1>
      {children}
    </div>
  );
}

export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
