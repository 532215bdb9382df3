/** What the job asks for, as read from its text, to be confirmed or changed; and what it may not ask for. */

import { Alert, App as AntApp, Button, Card, InputNumber, Select, Space, Tag } from "antd";
import { useState } from "react";
import { messageOf, put } from "../../api/client";
import type { RequirementGroup, Requirements } from "../../api/types";
import { useRead } from "../../ui/useRead";

const DEGREES = ["博士", "硕士", "本科", "大专", "高中"] as const;
const KINDS: Partial<Record<RequirementGroup["kind"], string>> = { skill: "技能", certificate: "证书" };

export function RequirementsPanel({ jobId, onConfirmed }: { jobId: string; onConfirmed: () => Promise<void> }) {
  const { value, error, reload } = useRead<Requirements>(`/api/jobs/${jobId}/requirements`);
  const [editing, setEditing] = useState<Requirements | null>(null);
  const { message } = AntApp.useApp();
  if (error) return <Alert type="error" title={error} />;
  if (!value) return null;
  const confirm = async (asked: Requirements) => {
    try {
      const { city, degree, years_min, years_max, majors, class_years, groups } = asked;
      await put(`/api/jobs/${jobId}/requirements`, { after: value.number, city, degree, years_min, years_max, majors, class_years, groups });
      setEditing(null);
      await reload();
      await onConfirmed();
      void message.success("岗位要求已确认，正在按新要求重新匹配");
    } catch (failure) {
      void message.error(messageOf(failure));
    }
  };
  const state = value.number === 0 ? <Tag color="orange">从岗位文本读出，待确认</Tag> : <Tag color="green">第 {value.number} 版，{value.confirmed_by} 确认</Tag>;
  return (
    <Card
      size="small"
      title={<>岗位要求 {state}</>}
      extra={
        editing ? (
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
      {value.restrictions.length > 0 && (
        <Alert
          type="error"
          title="岗位文本里有不能作为招聘条件的内容，已排除在匹配之外，请修改岗位文本"
          description={
            <ul className="plain">
              {value.restrictions.map((one) => (
                <li key={one.text}>
                  “{one.text}” —— {one.law}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {!value.degree && value.years_min === null && value.groups.length + value.majors.length === 0 && (
        <Alert type="warning" title="岗位文本里没有读出要求，匹配没有依据。请点“修改”补充后确认。" />
      )}
      {editing ? <Editor asked={editing} onChange={setEditing} /> : <Shown asked={value} />}
    </Card>
  );
}

function Shown({ asked }: { asked: Requirements }) {
  const years = asked.years_min === null ? "未写明" : `${asked.years_min}${asked.years_max === null ? " 年以上" : `–${asked.years_max} 年`}`;
  return (
    <div className="requirements">
      <p>
        学历：{asked.degree ? `${asked.degree}及以上` : "未写明"}　年限：{years}
        {asked.majors.length > 0 && `　专业：${asked.majors.join("、")}`}
      </p>
      {(["hard", "plus"] as const).map((need) => {
        const groups = asked.groups.filter((group) => group.need === need);
        return (
          groups.length > 0 && (
            <p key={need}>
              {need === "hard" ? "必须" : "加分"}：
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
        <span>年限</span>
        <InputNumber aria-label="最少年限" min={0} max={60} value={asked.years_min} onChange={(years_min) => onChange({ ...asked, years_min })} />
        <span>专业</span>
        <Select mode="tags" open={false} aria-label="专业" className="pool-words" value={asked.majors} onChange={(majors) => onChange({ ...asked, majors })} />
      </Space>
      {asked.groups.map((group, at) => (
        <Space key={at} wrap>
          <Select aria-label="类别" value={group.kind} onChange={(kind) => change(at, { ...group, kind })} options={Object.entries(KINDS).map(([value, label]) => ({ value: value as RequirementGroup["kind"], label }))} />
          <Select aria-label="必须或加分" value={group.need} onChange={(need) => change(at, { ...group, need })} options={[{ value: "hard", label: "必须" }, { value: "plus", label: "加分" }]} />
          <Select mode="tags" open={false} aria-label="名称，有其一即可" className="pool-words" tokenSeparators={["、", "，", ","]} value={group.names} onChange={(names) => change(at, { ...group, names })} />
          <Button size="small" onClick={() => change(at, null)}>
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
