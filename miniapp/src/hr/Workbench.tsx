/** HR's workbench: a side menu on a wide screen, tabs along the top on a phone. */

import { App as AntApp, Badge, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useEffect } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import type { AppealRow, DeliveryRow, RescheduleRow } from "../api/types";
import { useSession } from "../session/session";
import { AI_DISCLOSURE } from "../ui/Screen";
import { useTitle } from "../ui/useTitle";
import { AppealsPage } from "./AppealsPage";
import { CandidatesPage } from "./CandidatesPage";
import { ContractPage } from "./ContractPage";
import { ContractsPage } from "./ContractsPage";
import { DeliveriesPage } from "./DeliveriesPage";
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
import "./hr.css";

dayjs.locale("zh-cn");

const ACCENT = "#0b7a75";

export interface DeskData {
  interviews: LiveInterviews;
  reschedules: Read<{ reschedules: RescheduleRow[] }>;
  deliveries: Read<{ deliveries: DeliveryRow[] }>;
  appeals: Read<{ appeals: AppealRow[] }>;
}

export default function Workbench() {
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
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }} theme={{ token: { colorPrimary: ACCENT, colorInfo: ACCENT, colorInfoBg: "#e3f1ef", colorInfoBorder: "#b9dcd8", borderRadius: 8, fontFamily: "var(--adm-font-family)" } }}>
      <AntApp className="desk">
        <Menu desk={desk} />
        <main className="desk-main">
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
              <DeliveriesPage desk={desk} />
            </Route>
            <Route>
              <Redirect to="/hr" />
            </Route>
          </Switch>
          <footer className="desk-footer">{AI_DISCLOSURE}</footer>
        </main>
      </AntApp>
    </ConfigProvider>
  );
}

function Menu({ desk }: { desk: DeskData }) {
  const { config, state } = useSession();
  const [location] = useLocation();
  // On a phone the menu is a strip that is longer than the screen.
  useEffect(() => document.querySelector(".desk-menu nav .on")?.scrollIntoView({ block: "nearest", inline: "center" }), [location]);
  const wishes = desk.reschedules.value?.reschedules.length ?? 0;
  const appeals = desk.appeals.value?.appeals.filter((appeal) => !appeal.outcome).length ?? 0;
  const dead = desk.deliveries.value?.deliveries.length ?? 0;
  const failed = desk.interviews.rows?.filter((row) => row.processing.failed > 0).length ?? 0;
  return (
    <header className="desk-menu">
      <div className="desk-brand">
        <img src="/mark.svg" alt="" width={26} height={26} />
        <span>
          明面 <small>{config?.company_name}</small>
        </span>
      </div>
      <nav aria-label="工作台">
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
      </nav>
      {state.phase === "signed_in" && <p className="desk-me">{state.me.name}</p>}
    </header>
  );
}

function MenuGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="menu-group" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function MenuLink({ href, also, children }: { href: string; also?: string; children: ReactNode }) {
  const [location] = useLocation();
  const on = location === href || (also !== undefined && location.startsWith(also));
  return (
    <Link href={href} className={on ? "on" : ""} aria-current={on ? "page" : undefined}>
      {children}
    </Link>
  );
}
