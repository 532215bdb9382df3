/**
 * The session of a signed link lives in sessionStorage, one entry per interview: in the sandbox several
 * people's pages share one browser tab, and a page must never pick up another person's session.
 */

import type { SignedIn } from "../api/types";

const PREFIX = "mingmian.link.";
const INTERVIEW_PATH = /^\/i\/([^/]+)/;

function keyOf(pathname: string): string | null {
  const match = INTERVIEW_PATH.exec(pathname);
  return match ? PREFIX + match[1] : null;
}

export function keepLinkSession(signedIn: SignedIn): void {
  if (signedIn.me.interview_id) sessionStorage.setItem(PREFIX + signedIn.me.interview_id, signedIn.token);
}

export function storedLinkToken(pathname: string): string | null {
  const key = keyOf(pathname);
  return key ? sessionStorage.getItem(key) : null;
}

export function forgetLinkSession(pathname: string): void {
  const key = keyOf(pathname);
  if (key) sessionStorage.removeItem(key);
}
