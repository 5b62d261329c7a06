import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";
import { DataList, type ListPage } from "@/ui/DataList";
import { render } from "@/test/render";

interface Row {
  code: string;
}

function show(firstPage: () => Promise<ListPage<Row>>): void {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <DataList<Row>
        caption="单位"
        queryKey={keys.units.list({})}
        firstPage={firstPage}
        columns={[{ title: "代码", dataIndex: "code" }]}
        rowKey={(row) => row.code}
        empty={{ title: "还没有单位", hint: "请先登记" }}
      />
    </QueryClientProvider>,
  );
}

it("waits with a skeleton, then shows the first page and fetches the next by its link", async () => {
  let answer: (page: ListPage<Row>) => void = () => undefined;
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(new URL(request.url).pathname + new URL(request.url).search);
    return Promise.resolve(new Response(JSON.stringify({ items: [{ code: "T02" }], next: null })));
  });
  show(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  expect(screen.getByRole("region", { name: "单位" }).getAttribute("aria-busy")).toBe("true");
  expect(screen.getByText("正在载入")).toBeTruthy();
  answer({ items: [{ code: "T01" }], next: "/api/v1/directory/units?cursor=x" });
  expect(await screen.findByText("T01")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /加载更多/ }));
  expect(await screen.findByText("T02")).toBeTruthy();
  expect(asked).toEqual(["/api/v1/directory/units?cursor=x"]);
  expect(screen.getByText("共 2 条，已全部显示")).toBeTruthy();
});

it("says what to do when nothing is there", async () => {
  show(() => Promise.resolve({ items: [], next: null }));
  expect(await screen.findByText("还没有单位")).toBeTruthy();
  expect(screen.getByText("请先登记")).toBeTruthy();
});

it("shows the server's sentence, and reads again when asked", async () => {
  const pages = [Promise.reject(new ApiProblem({ status: 503, detail: "服务暂停", request_id: "r-1" }))];
  show(() => pages.shift() ?? Promise.resolve({ items: [{ code: "T09" }], next: null }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("服务暂停");
  expect(alert.textContent).toContain("r-1");
  await userEvent.click(screen.getByRole("button", { name: /重\s?试/ }));
  expect(await screen.findByText("T09")).toBeTruthy();
});
