/** Blind rating, agreement and scoring profiles: one frame for HR, managers and administrators. */

import { Redirect, Route, Switch } from "wouter";
import { DeskFrame, MenuLink } from "../hr/DeskFrame";
import { useSession } from "../session/session";
import { useTitle } from "../ui/useTitle";
import { AgreementPage } from "./AgreementPage";
import "./lab.css";
import { GivenRatingsPage } from "./GivenRatingsPage";
import { ProfilesPage } from "./ProfilesPage";
import { RatingPage } from "./RatingPage";

export default function LabFrame() {
  useTitle("盲评与一致性");
  const { state } = useSession();
  const roles = state.phase === "signed_in" ? state.me.roles : [];
  const rates = roles.includes("hr") || roles.includes("manager");
  const homes = { hr: { path: "/hr", name: "HR 工作台" }, manager: { path: "/m", name: "面试报告" }, admin: { path: "/hr", name: "管理工作台" } };
  const home = (["hr", "manager", "admin"] as const).filter((role) => roles.includes(role)).map((role) => homes[role])[0];
  const menu = (
    <>
      {rates && <MenuLink href="/lab/rating">盲评</MenuLink>}
      {rates && <MenuLink href="/lab/given">我的评分</MenuLink>}
      <MenuLink href="/lab/agreement">评分一致性</MenuLink>
      <MenuLink href="/lab/profiles">评分方案</MenuLink>
      {home && <MenuLink href={home.path}>← {home.name}</MenuLink>}
    </>
  );
  return (
    <DeskFrame label="评分检验" menu={menu}>
      <Switch>
        <Route path="/lab/rating" component={RatingPage} />
        <Route path="/lab/given" component={GivenRatingsPage} />
        <Route path="/lab/agreement" component={AgreementPage} />
        <Route path="/lab/profiles" component={ProfilesPage} />
        <Route>
          <Redirect to={rates ? "/lab/rating" : "/lab/agreement"} />
        </Route>
      </Switch>
    </DeskFrame>
  );
}
