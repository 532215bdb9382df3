/** 评分一致性: do people agree with each other, and does the system agree with them? */

import { Empty, Grid, Segmented, Table, Tabs } from "antd";
import { useState } from "react";
import type { Agreement, AgreementRow, AgreementEstimate, Measured } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { CORRELATION, DIFFERENCE, DISTANCE, FigureCell, type Scale } from "./figures";

type Cut = AgreementRow["cut"];

const CUTS: { key: Cut; label: string }[] = [
  { key: "all", label: "全部" },
  { key: "dimension", label: "按维度" },
  { key: "question", label: "按题目" },
  { key: "version", label: "按版本" },
];

interface Column {
  title: string;
  meaning: string;
  scale: Scale;
  of: (row: AgreementRow) => Measured<AgreementEstimate>;
}

const PEOPLE: Column[] = [
  { title: "ICC（单人）", meaning: "评分的差异里，有多少来自回答本身而不是评分人。1 = 完全可靠；低于 0.5 说明锚点需要一起校准。", scale: CORRELATION, of: (row) => row.reliability.single },
  { title: "ICC（均值）", meaning: "把几位评分人取平均后的可靠程度；总比单人高。", scale: CORRELATION, of: (row) => row.reliability.average },
  { title: "加权 κ", meaning: "扣除碰巧一致之后的一致程度；差两级的惩罚是差一级的四倍。", scale: CORRELATION, of: (row) => row.between.kappa },
  { title: "r", meaning: "两位评分人的高低是否同步；看不出一方整体偏严。", scale: CORRELATION, of: (row) => row.between.pearson },
  { title: "ρ", meaning: "两位评分人的排序是否一致。", scale: CORRELATION, of: (row) => row.between.spearman },
  { title: "平均差（级）", meaning: "同一个回答，两个人平均差几级。", scale: DISTANCE, of: (row) => row.between.mae },
];

const SYSTEM: Column[] = [
  { title: "ρ", meaning: "系统的排序与评分人均值的排序是否一致。", scale: CORRELATION, of: (row) => row.system.spearman },
  { title: "r", meaning: "系统与评分人均值的高低是否同步。", scale: CORRELATION, of: (row) => row.system.pearson },
  { title: "加权 κ", meaning: "四舍五入到级后，扣除碰巧一致的一致程度。", scale: CORRELATION, of: (row) => row.system.kappa },
  { title: "平均差（级）", meaning: "系统与评分人均值平均差几级；与评分人之间的平均差比较。", scale: DISTANCE, of: (row) => row.system.mae },
  { title: "偏差（级）", meaning: "大于 0：系统整体偏宽；小于 0：偏严。区间不含 0 时才说明问题。", scale: DIFFERENCE, of: (row) => row.system.bias },
];

export function AgreementPage() {
  const { value, error, reload } = useRead<Agreement>("/api/agreement");
  const [cut, setCut] = useState<Cut>("all");
  return (
    <>
      <div className="desk-head">
        <h1>评分一致性</h1>
      </div>
      <p className="lab-intro">
        用盲评检验评分：先看人与人是否一致，再看系统与人是否一致。系统与人的一致，不会稳定地高于人与人的一致。横条是 95% 置信区间；短横条才可信。
        {value && `每格至少要 ${value.min_answers} 份回答，否则只写“数据不足”。`}
      </p>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      {value && (
        <>
          <LeftOut value={value} />
          <Segmented options={CUTS.map(({ key, label }) => ({ value: key, label }))} value={cut} onChange={setCut} className="lab-cuts" />
          <Tabs
            items={[
              { key: "system", label: "系统与人", children: <Figures rows={rowsOf(value, cut)} columns={SYSTEM} /> },
              { key: "people", label: "人与人", children: <Figures rows={rowsOf(value, cut)} columns={PEOPLE} /> },
            ]}
          />
        </>
      )}
    </>
  );
}

function rowsOf(value: Agreement, cut: Cut): AgreementRow[] {
  return value.rows.filter((row) => row.cut === cut);
}

function LeftOut({ value }: { value: Agreement }) {
  const { not_blind, not_judged, superseded } = value.left_out;
  const said = [not_blind && `看过系统评分后评的 ${not_blind} 条`, not_judged && `无法判断的 ${not_judged} 条`, superseded && `已被更正的 ${superseded} 条`].filter(Boolean);
  return said.length > 0 ? <p className="dim">未计入：{said.join("、")}。</p> : null;
}

function Figures({ rows, columns }: { rows: AgreementRow[]; columns: Column[] }) {
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <>
      {rows.length === 0 && <Empty description="还没有盲评" />}
      {rows.length > 0 && (wide ? <FigureTable rows={rows} columns={columns} /> : <FigureCards rows={rows} columns={columns} />)}
      <dl className="lab-meanings">
        {columns.map((column) => (
          <div key={column.title}>
            <dt>{column.title}</dt>
            <dd>{column.meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function FigureTable({ rows, columns }: { rows: AgreementRow[]; columns: Column[] }) {
  return (
    <Table<AgreementRow>
      rowKey="key"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 960 }}
      columns={[
        { title: "范围", width: 220, render: (_, row) => <RowName row={row} /> },
        ...columns.map((column) => ({ title: column.title, width: 140, render: (_: unknown, row: AgreementRow) => <FigureCell figure={column.of(row)} scale={column.scale} /> })),
      ]}
    />
  );
}

/** A phone has no room for a table of six columns. */
function FigureCards({ rows, columns }: { rows: AgreementRow[]; columns: Column[] }) {
  return (
    <div className="row-cards">
      {rows.map((row) => (
        <section key={row.key} className="row-card">
          <RowName row={row} />
          <div className="gains">
            {columns.map((column) => (
              <div key={column.title}>
                <small>{column.title}</small>
                <FigureCell figure={column.of(row)} scale={column.scale} />
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function RowName({ row }: { row: AgreementRow }) {
  return (
    <>
      {row.label}
      <br />
      <small className="dim">
        {row.answers} 份回答 · {row.ratings} 条评分 · {row.raters} 人
      </small>
    </>
  );
}
