/** Which page an address shows, once it is known who is there. */

import { Button } from "antd-mobile";
import { lazy, Suspense } from "react";
import { Link, Redirect, Route, Switch } from "wouter";
import type { Me } from "../api/types";
import { useSession } from "../session/session";
import { Failure, Loading, Plate } from "../ui/Notes";
import { Screen } from "../ui/Screen";
import { useAction } from "../ui/useAction";

const InterviewPage = lazy(() => import("../candidate/InterviewPage"));
const MyInterviewsPage = lazy(() => import("../candidate/MyInterviewsPage"));
const ReviewsPage = lazy(() => import("../manager/ReviewsPage"));
const ContractApprovalPage = lazy(() => import("../manager/ContractApprovalPage"));
const ReportPage = lazy(() => import("../manager/ReportPage"));
const Workbench = lazy(() => import("../hr/Workbench"));
const LabFrame = lazy(() => import("../lab/LabFrame"));

export function App() {
  const { state, restart } = useSession();
  switch (state.phase) {
    case "starting":
      return (
        <Screen>
          <Loading text="正在登录" />
        </Screen>
      );
    case "link":
      return <EnterByLink failure={state.failure} />;
    case "outside":
      return <Outside />;
    case "failed":
      return (
        <Screen>
          <Failure message={state.message} onRetry={restart} />
        </Screen>
      );
    case "signed_in":
      return <Pages me={state.me} />;
  }
}

function Pages({ me }: { me: Me }) {
  return (
    <Suspense fallback={<Screen><Loading /></Screen>}>
      <Switch>
        <Route path="/i/:id">{({ id }) => <InterviewPage key={id} id={id} />}</Route>
        <Route path="/my" component={MyInterviewsPage} />
        <Route path="/m" component={ReviewsPage} />
        <Route path="/m/contracts/:id">{({ id }) => <ContractApprovalPage key={id} id={id} />}</Route>
        <Route path="/m/:id">{({ id }) => <ReportPage key={id} id={id} />}</Route>
        <Route path="/hr/*?" component={Workbench} />
        <Route path="/lab/*?" component={LabFrame} />
        <Route path="/">
          <Home me={me} />
        </Route>
        <Route>
          <Screen>
            <Plate mark="?" title="没有这个页面">
              <p>
                <Link href="/">回到首页</Link>
              </p>
            </Plate>
          </Screen>
        </Route>
      </Switch>
    </Suspense>
  );
}

const HOMES: { role: Me["roles"][number]; path: string; name: string }[] = [
  { role: "hr", path: "/hr", name: "HR 工作台" },
  { role: "manager", path: "/m", name: "面试报告" },
  { role: "admin", path: "/hr", name: "管理工作台" },
  { role: "candidate", path: "/my", name: "我的面试" },
];

function Home({ me }: { me: Me }) {
  if (me.interview_id) return <Redirect to={`/i/${me.interview_id}`} />;
  const mine = HOMES.filter(({ role }) => me.roles.includes(role));
  const homes = mine.filter((home, at) => mine.findIndex(({ path }) => path === home.path) === at); // HR's desk has the administrator's pages
  const only = homes[0];
  if (homes.length === 1 && only) return <Redirect to={only.path} />;
  return (
    <Screen>
      <h1>您好，{me.name}</h1>
      {homes.length === 0 && (
        <Plate mark="·" title="这里还没有您的内容">
          <p>收到面试邀请后，从钉钉卡片进入即可。</p>
        </Plate>
      )}
      {homes.map((home) => (
        <Link key={home.path} href={home.path} className="card card-link">
          <h2>{home.name} →</h2>
        </Link>
      ))}
    </Screen>
  );
}

/** The secret is spent by a tap only: previews of the message must not use the link up. */
function EnterByLink({ failure }: { failure: string | null }) {
  const { config, enterWithLink } = useSession();
  const enter = useAction(enterWithLink);
  return (
    <Screen
      actions={
        failure ? undefined : (
          <Button block color="primary" size="large" loading={enter.busy} onClick={enter.run}>
            进入面试
          </Button>
        )
      }
    >
      {failure ? (
        <Plate mark="!" title="链接不能使用">
          <p role="alert">{failure}</p>
          <p className="hint">每个链接只能使用一次；已保存的回答不会丢。</p>
        </Plate>
      ) : (
        <Plate mark="明" title={`${config?.company_name ?? ""}邀请您参加面试`}>
          <p>这是您的专属链接，只能使用一次。进入后请在这个页面里完成；中途刷新不影响，已保存的回答不会丢。</p>
        </Plate>
      )}
    </Screen>
  );
}

function Outside() {
  return (
    <Screen>
      <Plate mark="明" title="请从钉钉打开">
        <p>公司同事请在钉钉工作台或消息卡片中打开明面。</p>
        <p>收到面试链接的候选人，请点开短信或邮件里的完整链接。</p>
      </Plate>
    </Screen>
  );
}
