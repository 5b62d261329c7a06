import { QueryClient } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import LinkagePage from "./LinkagePage";
import { linkageWaiting } from "./waiting";
import type { Permission, Session } from "@/auth/session";
import { answer as rules } from "@/test/answers/linkage-rules.json";
import { answerWith, showPage, type Sent } from "@/test/pages";

const OFFICE: Permission[] = ["personnel:rule:read", "personnel:rule:manage"];
const draft = rules.items.find((row) => row.state === "draft")!;
const issued = rules.items.find((row) => row.state === "issued")!;

function open(year: number, permissions: Permission[] = OFFICE): Sent[] {
  const sent = answerWith({ "GET /api/v1/personnel/linkage-rules": rules });
  showPage(LinkagePage, { route: "/linkage-rules", address: `/linkage-rules?year=${String(year)}`, permissions });
  return sent;
}

it("issued rules are read in sentences with their source, and offer no change", async () => {
  open(issued.year);
  for (const article of issued.articles) expect(await screen.findByText(article.zh)).toBeTruthy();
  expect(screen.getByText(`来源：《${issued.title.zh}》第 1 条（${issued.decision_number!}）`)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "印发" })).toBeNull();
  expect(screen.getByText(issued.actions[0]!.reason!)).toBeTruthy();
});

it("a draft is issued under its number, once what follows has been said", async () => {
  const sent = open(draft.year);
  await userEvent.click(await screen.findByRole("button", { name: /印\s?发/ }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain(`共 ${String(draft.articles.length)} 条`);
  await userEvent.click(within(dialog).getByRole("button", { name: /印\s?发/ }));
  expect(await within(dialog).findByText("必须填写")).toBeTruthy();
  expect(sent).toEqual([]);
  await userEvent.type(within(dialog).getByLabelText("文号"), "澄委组〔2027〕3号");
  await userEvent.click(within(dialog).getByRole("button", { name: /印\s?发/ }));
  await waitFor(() => {
    expect(sent).toEqual([
      {
        method: "POST",
        path: `/api/v1/personnel/linkage-rules/${String(draft.year)}:issue`,
        body: { decision_number: "澄委组〔2027〕3号" },
      },
    ]);
  });
}, 30_000);

it("the form takes percentages and sends exact shares", async () => {
  const sent = open(draft.year);
  await userEvent.click(await screen.findByRole("button", { name: /修\s?改/ }));
  const dialog = await screen.findByRole("dialog");
  const base = within(dialog).getAllByLabelText<HTMLInputElement>("基数比例")[0]!;
  expect(base.value).toBe("15");
  await userEvent.clear(base);
  await userEvent.type(base, "12.5");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存草稿" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  const body = sent[0]!.body as { excellent_quota: { default_share: string }; accountability: unknown };
  expect(body.excellent_quota.default_share).toBe("0.125");
  expect(body.accountability).toEqual(draft.document.accountability);
}, 30_000);

it("a year without rules begins from an earlier year's, without its title", async () => {
  const sent = open(2028);
  await userEvent.click((await screen.findAllByRole("button", { name: "起草办法" }))[0]!);
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "起草办法" }));
  await waitFor(() => {
    expect(sent).toEqual([
      {
        method: "PUT",
        path: "/api/v1/personnel/linkage-rules/2028",
        body: { ...rules.items[0]!.document, title: null },
      },
    ]);
  });
}, 30_000);

it("whoever only reads is told who drafts", async () => {
  open(2028, ["personnel:rule:read"]);
  expect(await screen.findByText(/由组织部起草并印发/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "起草办法" })).toBeNull();
});

it("a draft waits for whoever issues it; issued rules wait for nobody", async () => {
  answerWith({ "GET /api/v1/personnel/linkage-rules": rules });
  const rows = await new QueryClient().fetchQuery(linkageWaiting[0]!.query({} as Session));
  expect(rows.map((row) => [row.title, row.path])).toEqual([
    [`${String(draft.year)} 年结果运用办法尚未印发`, `/linkage-rules?year=${String(draft.year)}`],
  ]);
});
