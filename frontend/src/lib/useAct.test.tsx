import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { keys } from "@/api/keys";
import { ApiProblem, Unreachable } from "@/api/problem";
import { useAct } from "@/lib/useAct";
import { render } from "@/test/render";
import { Problem } from "@/ui/Problem";

type Order = Parameters<typeof useAct<string>>[0];

function Step(order: Order) {
  const step = useAct<string>(order);
  return (
    <>
      <Problem of={step} />
      <button
        onClick={() => {
          step.run("first");
          step.run("second");
        }}
      >
        go
      </button>
    </>
  );
}

function show(order: Order): QueryClient {
  const queries = new QueryClient();
  for (const key of [keys.visits.one("v1"), keys.draws.one("d1")]) queries.setQueryData(key, {});
  render(
    <QueryClientProvider client={queries}>
      <Step {...order} />
    </QueryClientProvider>,
  );
  return queries;
}

const go = () => userEvent.click(screen.getByRole("button"));
const isStale = (queries: QueryClient) =>
  [keys.visits.one("v1"), keys.draws.one("d1")].map((key) => queries.getQueryState(key)?.isInvalidated);
const refusal = new ApiProblem({ status: 412, detail: "已由他人更改\n请重新打开" });

it("acts once at a time, and is done when what it touches has been told to be read again", async () => {
  const act = vi.fn(() => Promise.resolve("kept"));
  const seen: unknown[] = [];
  const queries = show({ act, touches: ["visits"], onDone: (answer) => seen.push(answer, isStale(queries)) });
  await go();
  await waitFor(() => {
    expect(seen).toEqual(["kept", [true, false]]);
  });
  expect(act).toHaveBeenCalledTimes(1);
  await go();
  await waitFor(() => {
    expect(act).toHaveBeenCalledTimes(2);
  });
});

it("tells a refusal line by line, and leaves alone what is still as it was", async () => {
  const queries = show({ act: () => Promise.reject(refusal), touches: ["visits"] });
  await go();
  expect((await screen.findByRole("alert")).textContent).toBe("已由他人更改请重新打开");
  expect(isStale(queries)).toEqual([false, false]);
});

it("reads again after a refusal where that left the page out of date", async () => {
  const queries = show({ act: () => Promise.reject(refusal), touches: ["visits"], isStaleAfter: () => true });
  await go();
  await waitFor(() => {
    expect(isStale(queries)).toEqual([true, false]);
  });
});

it("says in its own words that the server cannot be reached", async () => {
  show({ act: () => Promise.reject(new Unreachable()) });
  await go();
  expect((await screen.findByRole("alert")).textContent).toBe("连不上服务器");
});
