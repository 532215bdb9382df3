/** Start: take the link secret out of the address bar first, then show the page. */

import { ConfigProvider } from "antd-mobile";
import zhCN from "antd-mobile/es/locales/zh-CN";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { CrashScreen } from "./app/CrashScreen";
import "./app/styles.css";
import "./app/report.css";
import { takeLinkSecret } from "./session/linkSecret";
import { SessionProvider } from "./session/session";

const linkSecret = takeLinkSecret();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <ConfigProvider locale={zhCN}>
      <CrashScreen>
        <SessionProvider linkSecret={linkSecret}>
          <App />
        </SessionProvider>
      </CrashScreen>
    </ConfigProvider>,
  );
}
