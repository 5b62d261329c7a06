import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { createMemoryRouter, RouterProvider, type RouteObject } from "react-router";
import { vi } from "vitest";
import { Features } from "@/app/feature";
import { GuardedPage } from "@/app/GuardedPage";
import { Look } from "@/app/Look";
import { sessionQuery, type Permission, type Session } from "@/auth/session";
import { features } from "@/routes/features";
import { render } from "@/test/render";

export const session: Session = {
  account_id: "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b01",
  username: "tester",
  display_name: "测试员",
  roles: [],
  permissions: [],
  unit: null,
  cadre_code: null,
  county_name: "澄溪县",
  is_demo: false,
  is_rehearsal: false,
  office_now: "2026-08-12T09:00:00+08:00",
  must_change_password: false,
  idle_minutes: 30,
  sign_in_before: null,
};

export interface Sent {
  method: string;
  path: string;
  body: unknown;
}

/** Answers by "METHOD path"; what is not listed answers with an empty page. Returns what was sent to be written. */
export function answerWith(answers: Record<string, unknown>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "GET") {
      const isJson = request.headers.get("content-type")?.includes("json") ?? false;
      const text = await request.text();
      sent.push({ method: request.method, path: pathname, body: text && isJson ? JSON.parse(text) : null });
    }
    const answer = answers[`${request.method} ${pathname}`] ?? { items: [], next: null };
    return new Response(JSON.stringify(answer), { headers: { "Content-Type": "application/json" } });
  });
  return sent;
}

interface Where {
  route: string;
  address: string;
  permissions: Permission[];
  /** Where the page may lead to. */
  others?: { path: string; Component: ComponentType }[];
}

function show(routes: RouteObject[], address: string, permissions: Permission[]): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  const reader: Session | null = { ...session, permissions };
  queries.setQueryData(sessionQuery.queryKey, reader);
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <QueryClientProvider client={queries}>
      <Features value={features}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </Features>
    </QueryClientProvider>,
  );
}

/** A page as the app shows it: in its route and behind its guard, for a reader with these permissions. */
export function showPage(Content: ComponentType, { route, address, permissions, others = [] }: Where): void {
  const page = features.flatMap(({ pages }) => pages).find(({ path }) => path === route);
  if (!page) throw new Error(`the table of pages knows no ${route}`);
  const guarded = (
    <GuardedPage page={page}>
      <Content />
    </GuardedPage>
  );
  show([{ path: route, element: guarded }, ...others], address, permissions);
}

/** A part that stands on several pages. */
export function showPart(part: ReactNode, permissions: Permission[]): void {
  show([{ path: "/", element: part }], "/", permissions);
}
