/** What the job asks for, as read from its text, to be confirmed or changed; and what it may not ask for. */

import { Alert, App as AntApp, Button, Card, InputNumber, Select, Space, Tag } from "antd";
import { useState } from "react";
import { messageOf, put } from "../../api/client";
import type { RequirementGroup, Requirements } from "../../api/types";
import { useRole } from "../../session/session";
import { Failure } from "../../ui/Notes";
import { useRead } from "../../ui/useRead";

const SEPARATORS = ["、", "，", ","];
const DEGREES = ["博士", "硕士", "本科", "大专", "高中"] as const;
const KINDS: Record<RequirementGroup["kind"], string> = { skill: "技能", certificate: "证书", major: "专业", internship: "实习", degree: "学历", years: "年限", class_year: "届别" };
const CHOSEN: readonly RequirementGroup["kind"][] = ["skill", "certificate"]; // the others are read from the text only

/** An administrator reads it; HR confirms and changes it. */
export function RequirementsPanel({ jobId, onConfirmed }: { jobId: string; onConfirmed?: () => Promise<void> }) {
  const mayChange = useRole("hr");
  const { value, error, reload } = useRead<Requirements>(`/api/jobs/${jobId}/requirements`);
  const [editing, setEditing] = useState<Requirements | null>(null);
  const { message } = AntApp.useApp();
  if (error) return <Failure message={error} onRetry={() => void reload()} />;
  if (!value) return null;
  const confirm = async (asked: Requirements) => {
    try {
      const { city, degree, years_min, years_max, majors, class_years, groups } = asked;
      const named = groups.filter((group) => group.names.length > 0);
      await put(`/api/jobs/${jobId}/requirements`, { after: value.number, city, degree, years_min, years_max, majors, class_years, groups: named });
      setEditing(null);
      await reload();
      await onConfirmed?.();
      void message.success("岗位要求已确认，正在按新要求重新匹配");
    } catch (failure) {
      void message.error(messageOf(failure));
    }
  };
  const state = value.number === 0 ? <Tag color="orange">从岗位文本读出，待 HR 确认</Tag> : <Tag color="green">第 {value.number} 版，{value.confirmed_by} 确认</Tag>;
  return (
    <Card
      size="small"
      title="岗位要求"
      extra={
        !mayChange ? null : editing ? (
          <Space>
            <Button size="small" type="primary" onClick={() => void confirm(editing)}>
              保存并确认
            </Button>
            <Button size="small" onClick={() => setEditing(null)}>
              取消
            </Button>
          </Space>
        ) : (
          <Space>
            {value.number === 0 && (
              <Button size="small" type="primary" onClick={() => void confirm(value)}>
                确认
              </Button>
            )}
            <Button size="small" onClick={() => setEditing(value)}>
              修改
            </Button>
          </Space>
        )
      }
    >
      <p className="requirements-state">{state}</p>
      {value.restrictions.length > 0 && (
        <Alert
          type="error"
          className="requirements-note"
          title="岗位文本里有不能作为招聘条件的内容，没有用于匹配；对外发布前请删去"
          description={
            <ul className="plain">
              {value.restrictions.map((one) => (
                <li key={one.text}>
                  “{one.text}”：{one.law}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {!hasMusts(value) && !editing && (
        <Alert
          type="warning"
          className="requirements-note"
          title={value.groups.length === 0 ? "未设必备条件：岗位文本里没有读出要求，匹配没有依据。" : "未设必备条件：只有加分项，不会标出“高匹配”。"}
          description={mayChange ? "请点“修改”，补充必须具备的学历、年限、技能或证书，再确认。" : undefined}
        />
      )}
      {editing ? <Editor asked={editing} onChange={setEditing} /> : <Shown asked={value} />}
    </Card>
  );
}

/** As the API's `musts`. */
function hasMusts(asked: Requirements): boolean {
  return Boolean(asked.degree || asked.years_min) || asked.majors.length + asked.class_years.length > 0 || asked.groups.some((group) => group.need === "hard");
}

function Shown({ asked }: { asked: Requirements }) {
  const years = asked.years_min === null ? "未写明" : `${asked.years_min}${asked.years_max === null ? " 年以上" : `–${asked.years_max} 年`}`;
  const others = [asked.majors.length > 0 && `专业：${asked.majors.join("、")}`, asked.class_years.length > 0 && `届别：${asked.class_years.join("、")} 届`].filter(Boolean);
  return (
    <div className="requirements">
      <p>
        {[`学历：${asked.degree ? `${asked.degree}及以上` : "未写明"}`, `年限：${years}`, ...others].join("　")}
      </p>
      {(["hard", "plus"] as const).map((need) => {
        const groups = asked.groups.filter((group) => group.need === need);
        return (
          groups.length > 0 && (
            <p key={need} className="chips">
              <span>{need === "hard" ? "必须" : "加分"}：</span>
              {groups.map((group) => (
                <Tag key={group.kind + group.names.join()} color={need === "hard" ? "blue" : undefined}>
                  {group.names.join(" 或 ")}
                </Tag>
              ))}
            </p>
          )
        );
      })}
    </div>
  );
}

function Editor({ asked, onChange }: { asked: Requirements; onChange: (asked: Requirements) => void }) {
  const change = (at: number, group: RequirementGroup | null) => onChange({ ...asked, groups: asked.groups.flatMap((one, index) => (index !== at ? [one] : group ? [group] : [])) });
  return (
    <Space direction="vertical" className="full">
      <Space wrap>
        <span>学历</span>
        <Select aria-label="学历" allowClear className="pool-city" value={asked.degree} onChange={(degree) => onChange({ ...asked, degree: degree ?? null })} options={DEGREES.map((name) => ({ value: name, label: `${name}及以上` }))} />
        <Space>
          <span>年限</span>
          <InputNumber aria-label="最少年限" placeholder="最少" min={0} max={60} value={asked.years_min} onChange={(years_min) => onChange({ ...asked, years_min })} />
          <span>–</span>
          <InputNumber aria-label="最多年限" placeholder="不限" min={0} max={60} value={asked.years_max} onChange={(years_max) => onChange({ ...asked, years_max })} />
        </Space>
        <span>专业</span>
        <Select mode="tags" open={false} aria-label="专业" placeholder="输入后按回车" className="pool-words" tokenSeparators={SEPARATORS} value={asked.majors} onChange={(majors) => onChange({ ...asked, majors })} />
      </Space>
      <p className="dim">每条里写几个名称，表示具备其一即可；必须同时具备的，分成几条。</p>
      {asked.groups.map((group, at) => (
        <Space key={at} wrap className="requirement">
          <Select aria-label="类别" value={group.kind} onChange={(kind) => change(at, { ...group, kind })} options={[...new Set([...CHOSEN, group.kind])].map((kind) => ({ value: kind, label: KINDS[kind] }))} />
          <Select aria-label="必须或加分" value={group.need} onChange={(need) => change(at, { ...group, need })} options={[{ value: "hard", label: "必须" }, { value: "plus", label: "加分" }]} />
          <Select mode="tags" open={false} aria-label="名称，有其一即可" placeholder="输入后按回车" className="pool-words" tokenSeparators={SEPARATORS} value={group.names} onChange={(names) => change(at, { ...group, names })} />
          <Button size="small" aria-label={`删除第 ${at + 1} 条`} onClick={() => change(at, null)}>
            删除
          </Button>
        </Space>
      ))}
      <Button size="small" onClick={() => onChange({ ...asked, groups: [...asked.groups, { kind: "skill", need: "hard", names: [], source: "", licence: false }] })}>
        添加一条
      </Button>
    </Space>
  );
}
