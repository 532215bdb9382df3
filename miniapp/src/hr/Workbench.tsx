/** HR's workbench: every page of HR under one menu. */

import { Badge } from "antd";
import { Redirect, Route, Switch } from "wouter";
import type { AppealRow, DeliveryRow, RescheduleRow } from "../api/types";
import { useRole } from "../session/session";
import { useTitle } from "../ui/useTitle";
import { AdminDesk } from "./AdminDesk";
import { AppealsPage } from "./AppealsPage";
import { CandidatesPage } from "./CandidatesPage";
import { ContractPage } from "./ContractPage";
import { ContractsPage } from "./ContractsPage";
import { DeliveriesPage } from "./DeliveriesPage";
import { ACCENT, DeskFrame, MenuGroup, MenuLink } from "./DeskFrame";
import { InterviewsPage } from "./InterviewsPage";
import { JobsPage } from "./JobsPage";
import { RankingPage } from "./RankingPage";
import { LintPage } from "./LintPage";
import { OutcomesPage } from "./outcomes/OutcomesPage";
import { ReschedulesPage } from "./ReschedulesPage";
import { ImportPage } from "./resumes/ImportPage";
import { PersonPage } from "./resumes/PersonPage";
import { PoolPage } from "./resumes/PoolPage";
import { ScreeningPage } from "./resumes/ScreeningPage";
import { type LiveInterviews, useInterviews } from "./useInterviews";
import { type Read, useRead } from "../ui/useRead";

export interface DeskData {
  interviews: LiveInterviews;
  reschedules: Read<{ reschedules: RescheduleRow[] }>;
  deliveries: Read<{ deliveries: DeliveryRow[] }>;
  appeals: Read<{ appeals: AppealRow[] }>;
}

/** HR's desk, or the administrator's for one who is not HR. */
export default function Workbench() {
  const isHr = useRole("hr");
  const isAdmin = useRole("admin");
  if (isHr) return <HrDesk />;
  return isAdmin ? <AdminDesk /> : <Redirect to="/" />;
}

function HrDesk() {
  useTitle("HR 工作台");
  const reschedules = useRead<{ reschedules: RescheduleRow[] }>("/api/reschedules?state=open");
  const deliveries = useRead<{ deliveries: DeliveryRow[] }>("/api/deliveries?state=dead");
  const appeals = useRead<{ appeals: AppealRow[] }>("/api/appeals");
  const interviews = useInterviews(() => {
    void reschedules.reload();
    void deliveries.reload();
    void appeals.reload();
  });
  const desk: DeskData = { interviews, reschedules, deliveries, appeals };
  return (
    <DeskFrame label="工作台" menu={<Menu desk={desk} />}>
      <Switch>
        <Route path="/hr">
          <InterviewsPage desk={desk} openId={null} />
        </Route>
        <Route path="/hr/interviews/:id">{({ id }) => <InterviewsPage desk={desk} openId={id} />}</Route>
        <Route path="/hr/candidates">
          <CandidatesPage />
        </Route>
        <Route path="/hr/resumes">
          <ImportPage />
        </Route>
        <Route path="/hr/pool">
          <PoolPage />
        </Route>
        <Route path="/hr/people/:id">{({ id }) => <PersonPage key={id} id={id} />}</Route>
        <Route path="/hr/screening">
          <ScreeningPage id={null} />
        </Route>
        <Route path="/hr/screening/:id">{({ id }) => <ScreeningPage key={id} id={id} />}</Route>
        <Route path="/hr/jobs">
          <JobsPage />
        </Route>
        <Route path="/hr/ranking">
          <RankingPage interviews={desk.interviews.rows ?? (desk.interviews.error ? [] : null)} />
        </Route>
        <Route path="/hr/outcomes">
          <OutcomesPage interviews={desk.interviews.rows ?? (desk.interviews.error ? [] : null)} />
        </Route>
        <Route path="/hr/contracts">
          <ContractsPage />
        </Route>
        <Route path="/hr/contracts/:id">{({ id }) => <ContractPage id={id} />}</Route>
        <Route path="/hr/lint">
          <LintPage />
        </Route>
        <Route path="/hr/reschedules">
          <ReschedulesPage desk={desk} />
        </Route>
        <Route path="/hr/appeals">
          <AppealsPage appeals={desk.appeals} />
        </Route>
        <Route path="/hr/deliveries">
          <DeliveriesPage deliveries={desk.deliveries} interviews={desk.interviews.rows ?? []} />
        </Route>
        <Route>
          <Redirect to="/hr" />
        </Route>
      </Switch>
    </DeskFrame>
  );
}

function Menu({ desk }: { desk: DeskData }) {
  const wishes = desk.reschedules.value?.reschedules.length ?? 0;
  const appeals = desk.appeals.value?.appeals.filter((appeal) => !appeal.outcome).length ?? 0;
  const dead = desk.deliveries.value?.deliveries.length ?? 0;
  const failed = desk.interviews.rows?.filter((row) => row.processing.failed > 0).length ?? 0;
  return (
    <>
      <MenuGroup title="招聘">
        <MenuLink href="/hr" also="/hr/interviews">
          面试
        </MenuLink>
        <MenuLink href="/hr/candidates">候选人</MenuLink>
        <MenuLink href="/hr/jobs">岗位</MenuLink>
        <MenuLink href="/hr/ranking">综合排名</MenuLink>
      </MenuGroup>
      <MenuGroup title="待办">
        <MenuLink href="/hr/reschedules">
          改期申请 <Badge count={wishes} size="small" color={ACCENT} />
        </MenuLink>
        <MenuLink href="/hr/appeals">
          复核申请 <Badge count={appeals} size="small" color={ACCENT} />
        </MenuLink>
        <MenuLink href="/hr/deliveries">
          待处理 <Badge count={dead + failed} size="small" />
        </MenuLink>
      </MenuGroup>
      <MenuGroup title="简历">
        <MenuLink href="/hr/resumes">简历导入</MenuLink>
        <MenuLink href="/hr/screening" also="/hr/screening/">
          简历筛选
        </MenuLink>
        <MenuLink href="/hr/pool" also="/hr/people/">
          人才库
        </MenuLink>
      </MenuGroup>
      <MenuGroup title="录用">
        <MenuLink href="/hr/contracts" also="/hr/contracts/">
          合同
        </MenuLink>
        <MenuLink href="/hr/lint">文本检查</MenuLink>
      </MenuGroup>
      <MenuGroup title="评分质量">
        <MenuLink href="/lab/rating" also="/lab">
          盲评与一致性
        </MenuLink>
        <MenuLink href="/hr/outcomes">结果回流</MenuLink>
      </MenuGroup>
    </>
  );
}
