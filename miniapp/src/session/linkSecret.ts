/** The one-time secret of a signed link: taken out of the address bar before anything else runs. */

const FRAGMENT = /^#t=([A-Za-z0-9._~-]+)$/;

export function takeLinkSecret(): string | null {
  const match = FRAGMENT.exec(location.hash);
  if (!match) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return match[1] ?? null;
}
