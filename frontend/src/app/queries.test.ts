import { expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { makeQueries } from "@/app/queries";
import { sessionQuery } from "@/auth/session";

async function read(status: number): Promise<{ session: unknown; attempts: number }> {
  const queries = makeQueries();
  queries.setQueryData(sessionQuery.queryKey, { username: "a" } as never);
  let attempts = 0;
  const queryFn = () => {
    attempts += 1;
    return Promise.reject(new ApiProblem({ status, detail: "x" }));
  };
  await queries.fetchQuery({ queryKey: ["any"], queryFn, retryDelay: 1 }).catch(() => undefined);
  return { session: queries.getQueryData(sessionQuery.queryKey), attempts };
}

it("a session that has ended is forgotten, so that the frame leads to signing in", async () => {
  expect((await read(401)).session).toBeNull();
});

it("a refusal is not a sign-out, and nothing refused is asked again by itself", async () => {
  expect(await read(403)).toEqual({ session: { username: "a" }, attempts: 1 });
});
