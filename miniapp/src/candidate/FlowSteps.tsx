/** Where the candidate stands, as a thin line of five parts. */

const STEPS = ["邀请", "告知与同意", "设备检查", "作答", "完成"];

export function FlowSteps({ now }: { now: number }) {
  return (
    <ol className="flow-steps" aria-label={`第 ${now + 1} 步，共 ${STEPS.length} 步：${STEPS[now] ?? ""}`}>
      {STEPS.map((name, index) => (
        <li key={name} className={index < now ? "done" : index === now ? "now" : ""} aria-current={index === now ? "step" : undefined}>
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}
