import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import AuditPage from "./AuditPage";
import { changesOf, dayBegins } from "./queries";
import { answer as row } from "@/test/answers/auditRow.json";
import { answer as rows } from "@/test/answers/auditRows.json";
import { answerWith, showPage } from "@/test/pages";

it("the auditor sees who wrote what from where, and opens a row", async () => {
  answerWith({
    "GET /api/v1/directory/audit-rows": rows,
    "GET /api/v1/directory/audit-rows/directory/41": row,
  });
  showPage(AuditPage, { route: "/audit", address: "/audit", permissions: ["directory:audit:read"] });
  expect(await screen.findByText("10.1.2.3")).toBeTruthy();
  expect(screen.getByText("以下服务没有应答，其记录不在表中：干部")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "查看机构人员第 41 号记录" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("甲类")).toBeTruthy();
  expect(within(dialog).getByText("甲一类")).toBeTruthy();
}, 30_000);

it("a day is the county's, and the last one counts to its end", () => {
  expect(dayBegins("2026-03-05")).toBe("2026-03-04T16:00:00.000Z");
  expect(dayBegins("2026-03-05", 1)).toBe("2026-03-05T16:00:00.000Z");
  expect(dayBegins(undefined)).toBeUndefined();
});

it("a change is told field by field, and what is no record as a whole", () => {
  expect(changesOf({ before: null, after: { b: "2", a: { deep: 1 } } }).map((change) => change.field)).toEqual([
    "a",
    "b",
  ]);
  expect(changesOf({ before: null, after: [1] })).toEqual([{ field: "", before: "null", after: "[\n 1\n]" }]);
});
