import createClient, { type Middleware } from "openapi-fetch";
import { csrfToken, SAFE } from "@/api/csrf";
import { isIdle } from "@/api/idle";
import type { components, paths } from "@/api/generated/schema";
import { ApiProblem, Unreachable, type ProblemBody } from "@/api/problem";
import { currentLanguage } from "@/i18n/language";
import { newId } from "@/api/ids";

export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

function framed(request: Request): Request {
  request.headers.set("Accept-Language", currentLanguage() === "en" ? "en" : "zh-CN");
  if (!SAFE.has(request.method)) {
    request.headers.set("X-CSRF-Token", csrfToken());
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newId());
    }
  }
  return request;
}

let renewal: Promise<boolean> | null = null;

/** Another access token for the session that still lasts; at most one attempt at a time. */
function renewSession(): Promise<boolean> {
  if (isIdle()) return Promise.resolve(false);
  renewal ??= fetch("/api/v1/directory/session:renew", { method: "POST" })
    .then((answer) => answer.ok)
    .catch(() => false)
    .finally(() => {
      renewal = null;
    });
  return renewal;
}

/** A refusal from the text of an answer, whoever wrote it: a gateway's page has no words of ours. */
export function problemFrom(status: number, text: string): ApiProblem {
  let body: Partial<ProblemBody> = {};
  try {
    body = JSON.parse(text) as Partial<ProblemBody>;
  } catch {
    // Not one of ours.
  }
  return new ApiProblem({ ...body, status });
}

async function readProblem(answer: Response): Promise<ApiProblem> {
  return problemFrom(answer.status, await answer.text().catch(() => ""));
}

/** Sends a request; renews the access token once where it has run out. For what the typed client below cannot carry. */
export async function send(input: Request): Promise<Response> {
  const again = input.clone();
  let answer: Response;
  try {
    answer = await fetch(framed(input));
    const isSigningIn = input.method === "POST" && input.url.endsWith("/directory/session");
    if (answer.status === 401 && !isSigningIn && (await renewSession())) answer = await fetch(framed(again));
  } catch {
    throw new Unreachable();
  }
  return answer;
}

const throwProblems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
    return undefined;
  },
};

/** The one way to the server: typed by openapi.yaml; every refusal is thrown as an ApiProblem. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(throwProblems);

/** The answer's data; every refusal has been thrown before this is reached. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** The first page of a list, and how many rows it holds in all; `call` asks with `count: true`. */
export async function counted<Row>(
  call: Promise<{ data?: { items: readonly Row[] }; response: Response }>,
): Promise<{ items: readonly Row[]; count: number }> {
  const { data: page, response } = await call;
  return { items: page?.items ?? [], count: Number(response.headers.get("Total-Count")) };
}

/** A page of a list from the address that the page before gave as `next`. */
export async function followPage<T>(next: string): Promise<{ items: readonly T[]; next: string | null }> {
  const answer = await send(new Request(new URL(next, location.origin)));
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as { items: readonly T[]; next: string | null };
}

/** `If-Match` for an update of the version that the reader saw. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${String(version)}"` };
}
