import { expect, it } from "vitest";
import { toCsv } from "@/lib/csv";

it("quotes every cell, and disarms what a spreadsheet would compute", () => {
  const rows = [
    ['他说"好"', "-0.50"],
    ["=HYPERLINK(1)", "@x"],
    ["-abc", "+1"],
  ];
  expect(toCsv(["名称", "得分"], rows)).toBe(
    ['"名称","得分"', '"他说""好""","-0.50"', `"'=HYPERLINK(1)","'@x"`, `"'-abc","+1"`].join("\r\n"),
  );
});
