/** Who is signed in, and how: silently through DingTalk, or by a one-time link after a tap. */

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { ApiError, get, messageOf, post, setTokenSource } from "../api/client";
import type { Config, Me, SignedIn } from "../api/types";
import { type DingTalkContainer, findContainer } from "../platform/dingtalk";
import { forgetLinkSession, keepLinkSession, storedLinkToken } from "./linkSession";

export type SessionState =
  | { phase: "starting" }
  | { phase: "link"; failure: string | null } // a link was opened; its secret is spent only by a tap
  | { phase: "signed_in"; me: Me }
  | { phase: "outside" } // neither in DingTalk nor with a link
  | { phase: "failed"; message: string };

export interface Session {
  state: SessionState;
  config: Config | null;
  container: DingTalkContainer | null;
  byLink: boolean;
  enterWithLink(): Promise<void>;
  restart(): void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}

export function useRole(role: Me["roles"][number]): boolean {
  const { state } = useSession();
  return state.phase === "signed_in" && state.me.roles.includes(role);
}

export function SessionProvider({ linkSecret, children }: { linkSecret: string | null; children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ phase: "starting" });
  const [config, setConfig] = useState<Config | null>(null);
  const [container, setContainer] = useState<DingTalkContainer | null>(null);
  const [byLink, setByLink] = useState(false);
  const [round, setRound] = useState(0);
  const token = useRef<string | null>(null);

  useEffect(() => {
    let current = true;
    void start(linkSecret, token).then((started) => {
      if (!current) return;
      setConfig(started.config);
      setContainer(started.container);
      setByLink(started.byLink);
      setState(started.state);
    });
    return () => {
      current = false;
    };
  }, [linkSecret, round]);

  const enterWithLink = useCallback(async () => {
    try {
      const signedIn = await post<SignedIn>("/api/session/link", { token: linkSecret });
      token.current = signedIn.token;
      keepLinkSession(signedIn);
      setTokenSource({ token: () => token.current, renew: async () => false });
      setByLink(true);
      setState({ phase: "signed_in", me: signedIn.me });
    } catch (error) {
      setState({ phase: "link", failure: messageOf(error) });
    }
  }, [linkSecret]);

  const value = useMemo<Session>(
    () => ({ state, config, container, byLink, enterWithLink, restart: () => setRound((n) => n + 1) }),
    [state, config, container, byLink, enterWithLink],
  );
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

interface Started {
  config: Config | null;
  container: DingTalkContainer | null;
  byLink: boolean;
  state: SessionState;
}

async function start(linkSecret: string | null, token: { current: string | null }): Promise<Started> {
  const nothing = { config: null, container: null, byLink: false };
  let config: Config;
  try {
    config = await get<Config>("/api/config");
  } catch (error) {
    return { ...nothing, state: { phase: "failed", message: messageOf(error) } };
  }
  if (linkSecret) return { ...nothing, config, state: { phase: "link", failure: null } };
  const linked = await resumeLinkSession(token);
  if (linked) return { ...nothing, config, byLink: true, state: { phase: "signed_in", me: linked } };
  const container = await findContainer(config.jsapi_url);
  if (!container) return { ...nothing, config, state: { phase: "outside" } };
  return { config, container, byLink: false, state: await signInThroughDingTalk(container, config, token) };
}

async function resumeLinkSession(token: { current: string | null }): Promise<Me | null> {
  const stored = storedLinkToken(location.pathname);
  if (!stored) return null;
  token.current = stored;
  setTokenSource({ token: () => token.current, renew: async () => false });
  try {
    return await get<Me>("/api/session");
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) forgetLinkSession(location.pathname);
    token.current = null;
    return null;
  }
}

async function signInThroughDingTalk(
  container: DingTalkContainer,
  config: Config,
  token: { current: string | null },
): Promise<SessionState> {
  const signIn = async () => {
    const code = await container.requestAuthCode({ corpId: config.corp_id, clientId: config.client_id });
    const signedIn = await post<SignedIn>("/api/session/dingtalk", { code });
    token.current = signedIn.token;
    return signedIn.me;
  };
  try {
    setTokenSource({ token: () => token.current, renew: async () => false });
    const me = await signIn();
    setTokenSource({ token: () => token.current, renew: onlyOnce(signIn) });
    return { phase: "signed_in", me };
  } catch (error) {
    const message = error instanceof ApiError ? error.message : "钉钉没有完成免登，请关闭页面后从钉钉重新打开。（DT401）";
    return { phase: "failed", message };
  }
}

/** Several calls may meet a 401 at once; the code of one sign-in serves them all. */
function onlyOnce(signIn: () => Promise<unknown>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  return () => {
    running ??= signIn()
      .then(() => true)
      .catch(() => false)
      .finally(() => {
        running = null;
      });
    return running;
  };
}
