import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ObjectionFiles } from "./ObjectionFiles";
import { answerWith, showPart } from "@/test/pages";

test("an objection shows its own files with their hashes, and the record's elsewhere", async () => {
  const file = { id: "e1", sha256: "0123456789abcdef".repeat(4), filename: "签收.pdf", purpose: "objection" };
  const items = [
    { ...file, withdrawal: null },
    { ...file, id: "e2", filename: "现场.jpg", purpose: "record", withdrawal: null },
  ];
  answerWith({ "GET /api/v1/supervision/deductions/d1/evidence": { items, may_add: false, refusal: null } });
  showPart(<ObjectionFiles deductionId="d1" />, []);
  const list = within(await screen.findByRole("list"));
  expect(list.getByText("签收.pdf")).toBeTruthy();
  expect(list.getByText(/^SHA-256 01234567 89abcdef/)).toBeTruthy();
  expect(list.queryByText("现场.jpg")).toBeNull();
});
