import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import AuditPage from "./AuditPage";
import { objectSaid } from "./naming";
import { changesOf, dayBegins } from "./queries";
import { answer as row } from "@/test/answers/auditRow.json";
import { answer as words } from "@/test/answers/auditWords.json";
import { answer as rows } from "@/test/answers/auditRows.json";
import { answerWith, showPage } from "@/test/pages";

it("the auditor sees who wrote what from where, and opens a row", async () => {
  answerWith({
    "GET /api/v1/directory/audit-rows": rows,
    "GET /api/v1/directory/audit-rows/directory/41": row,
    "GET /api/v1/directory/audit-words": words,
  });
  showPage(AuditPage, { route: "/audit", address: "/audit", permissions: ["directory:audit:read"] });
  expect(await screen.findByText("10.1.2.3")).toBeTruthy();
  expect(await screen.findByText("录入单位类别")).toBeTruthy();
  expect(screen.getByText("单位类别")).toBeTruthy();
  expect(screen.queryByText("unit_class", { exact: false })).toBeNull();
  expect(screen.getByText("以下服务没有应答，其记录不在表中：干部")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "查看机构人员第 41 号记录" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("甲类")).toBeTruthy();
  expect(within(dialog).getByText("甲一类")).toBeTruthy();
  expect(within(dialog).getByText("enter_unit_classes").closest("details")?.open).toBe(false);
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

it("an object is called by its code where people know one, never by an internal number", () => {
  expect(objectSaid("单位类别", "01990000-0000-7000-8000-000000000002")).toBe("单位类别");
  expect(objectSaid("考核项依据", "2026/townships/site")).toBe("考核项依据 2026/townships/site");
});
