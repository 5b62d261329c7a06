/** Whoever arrives without the cookie of a session sees the sign-in page at once, before any page's code is fetched. */
export function goToSignInFirst(): void {
  const { pathname, search } = location;
  const mayHaveSession = document.cookie.includes("hj_csrf=");
  if (mayHaveSession || pathname === "/sign-in") return;
  const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
  history.replaceState(null, "", `/sign-in${next}`);
}
