import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import OutcomeImportPage from "./OutcomeImportPage";
import { answerWith, showPage } from "@/test/pages";

it("a row that the server cannot read holds back no other", async () => {
  answerWith({});
  const bodies: { items: { reference: string }[] }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return new Response(JSON.stringify({ items: [], next: null }));
    const body = (await request.json()) as { items: { reference: string }[] };
    bodies.push(body);
    if (body.items.length === 2) {
      const errors = [{ pointer: "/items/0/reference", code: "string_pattern_mismatch", message: "编号格式不对。" }];
      return new Response(JSON.stringify({ status: 422, code: "invalid_input", detail: "", errors }), { status: 422 });
    }
    const items = [{ index: 0, key: body.items[0]!.reference, status: "created", errors: [] }];
    return new Response(JSON.stringify({ items, written: 0, refused: 0, dry_run: true }));
  });
  showPage(OutcomeImportPage, {
    route: "/record/import",
    address: "/record/import",
    permissions: ["personnel:outcome:import"],
  });
  await userEvent.click(await screen.findByRole("textbox"));
  await userEvent.paste(
    "编 号\t2024\t提任正职\t张三\t澄委干〔2024〕1号\t2024年3月5日\n2024-2\t2024\t辞职\t李四\t澄委干〔2024〕2号\t2024/4/1\n",
  );
  await userEvent.click(screen.getByRole("button", { name: "查看结果" }));
  expect(await screen.findByText("编号格式不对。")).toBeTruthy();
  expect(screen.getByText("可以新增")).toBeTruthy();
  expect(bodies.at(-1)!.items).toEqual([
    {
      reference: "2024-2",
      year: 2024,
      kind: "resigned",
      name: "李四",
      decision_number: "澄委干〔2024〕2号",
      decided_on: "2024-04-01",
    },
  ]);
}, 30_000);
