/** Blind rating, agreement and scoring profiles: one frame for HR, managers and administrators. */

import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { useSession } from "../session/session";
import { AI_DISCLOSURE } from "../ui/Screen";
import { useTitle } from "../ui/useTitle";
import "../hr/hr.css";
import { AgreementPage } from "./AgreementPage";
import "./lab.css";
import { GivenRatingsPage } from "./GivenRatingsPage";
import { ProfilesPage } from "./ProfilesPage";
import { RatingPage } from "./RatingPage";

const ACCENT = "#0b7a75";

export default function LabFrame() {
  useTitle("盲评与一致性");
  const { state, config } = useSession();
  const roles = state.phase === "signed_in" ? state.me.roles : [];
  const rates = roles.includes("hr") || roles.includes("manager");
  const homes = { hr: { path: "/hr", name: "HR 工作台" }, manager: { path: "/m", name: "面试报告" }, admin: { path: "/hr", name: "管理工作台" } };
  const home = (["hr", "manager", "admin"] as const).filter((role) => roles.includes(role)).map((role) => homes[role])[0];
  return (
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }} theme={{ token: { colorPrimary: ACCENT, colorInfo: ACCENT, colorInfoBg: "#e3f1ef", colorInfoBorder: "#b9dcd8", borderRadius: 8, fontFamily: "var(--adm-font-family)" } }}>
      <AntApp className="desk">
        <header className="desk-menu">
          <div className="desk-brand">
            <img src="/mark.svg" alt="" width={26} height={26} />
            <span>
              明面 <small>{config?.company_name}</small>
            </span>
          </div>
          <nav aria-label="评分检验">
            {rates && <LabLink href="/lab/rating">盲评</LabLink>}
            {rates && <LabLink href="/lab/given">我的评分</LabLink>}
            <LabLink href="/lab/agreement">评分一致性</LabLink>
            <LabLink href="/lab/profiles">评分方案</LabLink>
            {home && <LabLink href={home.path}>← {home.name}</LabLink>}
          </nav>
          {state.phase === "signed_in" && <p className="desk-me">{state.me.name}</p>}
        </header>
        <main className="desk-main">
          <Switch>
            <Route path="/lab/rating" component={RatingPage} />
            <Route path="/lab/given" component={GivenRatingsPage} />
            <Route path="/lab/agreement" component={AgreementPage} />
            <Route path="/lab/profiles" component={ProfilesPage} />
            <Route>
              <Redirect to={rates ? "/lab/rating" : "/lab/agreement"} />
            </Route>
          </Switch>
          <footer className="desk-footer">{AI_DISCLOSURE}</footer>
        </main>
      </AntApp>
    </ConfigProvider>
  );
}

function LabLink({ href, children }: { href: string; children: ReactNode }) {
  const [location] = useLocation();
  return (
    <Link href={href} className={location === href ? "on" : ""} aria-current={location === href ? "page" : undefined}>
      {children}
    </Link>
  );
}
