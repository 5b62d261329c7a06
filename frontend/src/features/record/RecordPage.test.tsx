import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import RecordPage from "./RecordPage";
import { answer as record } from "@/test/answers/outcome-record.json";
import { answerWith, showPage } from "@/test/pages";

it("counts by kind and year, imported apart from decided", async () => {
  answerWith({ "GET /api/v1/personnel/outcome-record": record });
  showPage(RecordPage, { route: "/record", address: "/record?year=2026", permissions: ["personnel:outcome:read"] });
  const row = (await screen.findByRole("cell", { name: "提任正职" })).closest("tr")!;
  const count = record.items.find((item) => item.kind === "promoted_chief" && item.year === 2024)!;
  expect(row.textContent).toContain(
    `${String(count.total)} 决定 ${String(count.decided)}，补录 ${String(count.imported)}`,
  );
}, 30_000);
