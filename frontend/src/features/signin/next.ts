/** The page of this app that was asked for before; never one of another site. */
export function pageAfter(parameters: URLSearchParams): string {
  const next = parameters.get("next");
  return next?.startsWith("/") && !next.startsWith("//") ? next : "/";
}
