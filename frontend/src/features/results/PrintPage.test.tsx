import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import PrintPage from "./PrintPage";
import { answer as table } from "@/test/answers/result-table.json";
import { answerWith, showPage } from "@/test/pages";

it("the sheet for the meeting has title, number, basis, parts, ties and lines to sign on", async () => {
  answerWith({
    [`GET /api/v1/appraisal/results/${table.result_id}/table`]: table,
    "GET /api/v1/directory/unit-classes": {
      items: [{ code: "township-1", name: "一类镇街", name_en: "Townships I" }],
      next: null,
    },
  });
  showPage(PrintPage, {
    route: "/results/:id/print",
    address: `/results/${table.result_id}/print`,
    permissions: ["appraisal:result:read"],
  });
  expect(await screen.findByRole("heading", { name: "澄溪县2026年度一类镇街考核结果" })).toBeTruthy();
  expect(screen.getByText(/第 2 版 · 公示中 · 2027-02-10/)).toBeTruthy();
  expect(screen.getByText("依据：2026年度镇街考核办法 澄考委〔2026〕3号")).toBeTruthy();
  const [heads, first, second, third] = screen.getAllByRole("row").map((row) => row.textContent);
  expect(heads).toBe("名次名称目标任务（60）日常督查（40）加分总分等次备注");
  expect(first).toBe("1青岩街道57.5039.000.0096.50先进并列、名额边界并列，请人工审定");
  expect(second).toBe("1白鹭街道58.0038.50–96.50达标并列");
  expect(third).toBe("3石桥街道–––80.00落后一票否决 safety");
  const signatures = within(screen.getByRole("group", { name: "签字栏" }));
  for (const who of ["制表", "复核", "考核委员会负责人"]) expect(signatures.getByText(who)).toBeTruthy();
}, 30_000);
