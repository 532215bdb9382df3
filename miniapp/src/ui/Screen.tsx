/** The frame of every phone page: brand line, content, the standing disclosure, an optional action bar. */

import { type ReactNode, useEffect } from "react";
import { useSession } from "../session/session";

export const AI_DISCLOSURE = "AI 评估仅供参考，录用由人决定";

interface ScreenProps {
  children: ReactNode;
  actions?: ReactNode; // stays at the bottom edge, within reach of the thumb
  footer?: ReactNode;
  wide?: boolean;
}

export function Screen({ children, actions, footer, wide = false }: ScreenProps) {
  useEffect(() => {
    window.scrollTo(0, 0); // a new page begins at its top; newer browsers return a promise here
  }, []);
  return (
    <div className={`screen${wide ? " screen-wide" : ""}${actions ? " screen-acting" : ""}`}>
      <Brand />
      <main className="screen-main">{children}</main>
      <footer className="screen-footer">
        <p>{AI_DISCLOSURE}</p>
        {footer}
      </footer>
      {actions && <div className="action-bar">{actions}</div>}
    </div>
  );
}

function Brand() {
  const { config } = useSession();
  return (
    <header className="brand">
      <img src="/mark.svg" alt="" width={22} height={22} />
      <span className="brand-name">明面</span>
      {config?.company_name && <span className="brand-company">{config.company_name}</span>}
    </header>
  );
}
