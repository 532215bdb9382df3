/** The administrator's desk: the pages that config/permissions.toml opens to them, and none that reads people's interviews. */

import { Badge } from "antd";
import { Link, Redirect, Route, Switch } from "wouter";
import type { DeliveryRow, InterviewRow } from "../api/types";
import { useRead } from "../ui/useRead";
import { useTitle } from "../ui/useTitle";
import { DeliveriesPage } from "./DeliveriesPage";
import { ACCENT, DeskFrame, MenuGroup, MenuLink } from "./DeskFrame";
import { JobsPage } from "./JobsPage";
import { LintPage } from "./LintPage";
import { OutcomesPage } from "./outcomes/OutcomesPage";

const PAGES = [
  { href: "/hr/deliveries", name: "待处理", what: "没有送达的卡片和消息，查看原因并再送一次" },
  { href: "/hr/jobs", name: "岗位", what: "新开岗位，查看题目、权重和岗位要求" },
  { href: "/hr/outcomes", name: "结果回流", what: "导入绩效等结果，看评分说中了多少，启用新的维度权重" },
  { href: "/hr/lint", name: "文本检查", what: "检查合同、问题和招聘条件是否合规" },
  { href: "/lab/agreement", name: "评分一致性", what: "人与人、人与系统的评分相差多少" },
  { href: "/lab/profiles", name: "评分方案", what: "查看、启用或停用校准过的评分方案" },
];
const NO_INTERVIEWS: InterviewRow[] = [];

export function AdminDesk() {
  useTitle("管理工作台");
  const deliveries = useRead<{ deliveries: DeliveryRow[] }>("/api/deliveries?state=dead");
  const dead = deliveries.value?.deliveries.length ?? 0;
  const menu = (
    <MenuGroup title="管理">
      <MenuLink href="/hr">首页</MenuLink>
      {PAGES.map((page) => (
        <MenuLink key={page.href} href={page.href}>
          {page.name} {page.href === "/hr/deliveries" && <Badge count={dead} size="small" color={ACCENT} />}
        </MenuLink>
      ))}
    </MenuGroup>
  );
  return (
    <DeskFrame label="管理工作台" menu={menu}>
      <Switch>
        <Route path="/hr">
          <AdminHome dead={dead} />
        </Route>
        <Route path="/hr/deliveries">
          <DeliveriesPage deliveries={deliveries} interviews={NO_INTERVIEWS} />
        </Route>
        <Route path="/hr/jobs">
          <JobsPage />
        </Route>
        <Route path="/hr/outcomes">
          <OutcomesPage interviews={NO_INTERVIEWS} />
        </Route>
        <Route path="/hr/lint">
          <LintPage />
        </Route>
        <Route>
          <Redirect to="/hr" />
        </Route>
      </Switch>
    </DeskFrame>
  );
}

function AdminHome({ dead }: { dead: number }) {
  return (
    <>
      <div className="desk-head">
        <h1>管理工作台</h1>
      </div>
      <div className="tiles">
        {PAGES.map((page) => (
          <Link key={page.href} href={page.href} className="tile tile-link">
            <strong>
              {page.name}
              {page.href === "/hr/deliveries" && dead > 0 && `（${dead}）`}
            </strong>
            <p>{page.what}</p>
          </Link>
        ))}
      </div>
      <p className="dim">
        面试、候选人和简历只对 HR 开放。审计日志在服务器上查看：<code>mingmian audit</code>；检查各项配置：<code>mingmian doctor</code>。
      </p>
    </>
  );
}
