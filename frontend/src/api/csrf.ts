/** Methods that change nothing and need no proof that the page itself asks. */
export const SAFE = new Set(["GET", "HEAD"]);

/** The anti-forgery token of the session, which every write carries; empty without a session. */
export function csrfToken(): string {
  return /(?:^|; )hj_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
