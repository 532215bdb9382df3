/** What every desk looks like: a side menu on a wide screen, tabs along the top on a phone. */

import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../session/session";
import { AI_DISCLOSURE } from "../ui/Screen";
import "./hr.css";

dayjs.locale("zh-cn");

export const ACCENT = "#0b7a75";
const THEME = {
  token: {
    colorPrimary: ACCENT,
    colorInfo: ACCENT,
    colorInfoBg: "#e3f1ef",
    colorInfoBorder: "#b9dcd8",
    controlItemBgActive: "#e3f2f0",
    controlItemBgActiveHover: "#d6ebe8",
    colorTextPlaceholder: "#6b7672",
    borderRadius: 8,
    fontFamily: "var(--adm-font-family)",
  },
  components: { Checkbox: { borderRadiusSM: 4 } }, // rounder, it looks like a radio button
};

/** menu: groups of links. label: how a screen reader calls them. */
export function DeskFrame({ label, menu, children }: { label: string; menu: ReactNode; children: ReactNode }) {
  const { config, state } = useSession();
  const [location] = useLocation();
  // On a phone the menu is a strip that is longer than the screen. In braces: recent Chromium returns a promise, which React would call.
  useEffect(() => {
    document.querySelector(".desk-menu nav .on")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [location]);
  return (
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }} theme={THEME}>
      <AntApp className="desk">
        <header className="desk-menu">
          <div className="desk-brand">
            <img src="/mark.svg" alt="" width={26} height={26} />
            <span>
              明面 <small>{config?.company_name}</small>
            </span>
          </div>
          <nav aria-label={label}>{menu}</nav>
          {state.phase === "signed_in" && <p className="desk-me">{state.me.name}</p>}
        </header>
        <main className="desk-main">
          {children}
          <footer className="desk-footer">{AI_DISCLOSURE}</footer>
        </main>
      </AntApp>
    </ConfigProvider>
  );
}

export function MenuGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="menu-group" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function MenuLink({ href, also, children }: { href: string; also?: string; children: ReactNode }) {
  const [location] = useLocation();
  const on = location === href || (also !== undefined && location.startsWith(also));
  return (
    <Link href={href} className={on ? "on" : ""} aria-current={on ? "page" : undefined}>
      {children}
    </Link>
  );
}
