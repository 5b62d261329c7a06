import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { EvidenceStrip } from "./EvidenceStrip";
import { answerWith, showPart } from "@/test/pages";

const HASH = "a".repeat(32) + "b".repeat(32);

const photo = {
  id: "e1",
  sha256: HASH,
  size: 300_000,
  type: "image/jpeg",
  filename: "现场.jpg",
  taken_at: "2026-03-05T09:00:00+08:00",
  uploaded_at: "2026-03-05T10:30:00+08:00",
  office: "inspector",
  by: "李督查",
  purpose: "record",
  has_thumbnail: true,
  withdrawal: null,
  may_withdraw: true,
};
const paper = {
  ...photo,
  id: "e2",
  type: "application/pdf",
  filename: "签收记录.pdf",
  by: null,
  office: "unit_head",
  purpose: "objection",
  has_thumbnail: false,
  may_withdraw: false,
  withdrawal: { reason: "错了", withdrawn_at: "2026-03-06T08:00:00+08:00", by: null },
};

const ADDRESS = "GET /api/v1/supervision/deductions/d1/evidence";

function show(list: unknown) {
  const sent = answerWith({ [ADDRESS]: list });
  showPart(<EvidenceStrip of={{ kind: "deduction", id: "d1" }} />, ["supervision:evidence:upload"]);
  return sent;
}

test("the viewer tells hash, times and who, and goes on with the arrow keys", async () => {
  show({ items: [photo, paper], may_add: true, refusal: null });
  await userEvent.click(await screen.findByRole("button", { name: /现场\.jpg/ }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(HASH.match(/.{8}/g)!.join(" "))).toBeTruthy();
  expect(within(dialog).getByText("2026-03-05 09:00")).toBeTruthy();
  expect(within(dialog).getByText("2026-03-05 10:30")).toBeTruthy();
  expect(within(dialog).getByText(/李督查/)).toBeTruthy();
  await userEvent.keyboard("{ArrowRight}");
  expect(await within(dialog).findByText(/错了/)).toBeTruthy();
  expect(within(dialog).queryByRole("button", { name: "撤回" })).toBeNull();
});

test("a phone's HEIC is shown as the server draws it, other photos as they are", async () => {
  const phone = { ...photo, id: "e3", filename: "IMG_1.HEIC", type: "image/heic" };
  show({ items: [phone, photo], may_add: true, refusal: null });
  await userEvent.click(await screen.findByRole("button", { name: /IMG_1/ }));
  const dialog = await screen.findByRole("dialog");
  const content = "/api/v1/supervision/evidence";
  expect(within(dialog).getByRole("img", { name: "IMG_1.HEIC" }).getAttribute("src")).toBe(
    `${content}/e3/content?clean=true`,
  );
  await userEvent.keyboard("{ArrowRight}");
  expect((await within(dialog).findByRole("img", { name: "现场.jpg" })).getAttribute("src")).toBe(
    `${content}/e1/content`,
  );
});

test("a withdrawal asks for its reason", async () => {
  const sent = show({ items: [photo], may_add: true, refusal: null });
  await userEvent.click(await screen.findByRole("button", { name: /现场\.jpg/ }));
  await userEvent.click(await screen.findByRole("button", { name: /撤.?回/ }));
  const title = await screen.findByText("撤回 现场.jpg？");
  const dialog = within(title.closest<HTMLElement>(".ant-modal")!);
  await userEvent.type(dialog.getByRole("textbox"), "拍错了");
  await userEvent.click(dialog.getByRole("button", { name: /撤.?回/ }));
  await expect
    .poll(() => sent)
    .toEqual([{ method: "POST", path: "/api/v1/supervision/evidence/e1:withdraw", body: { reason: "拍错了" } }]);
});

test("who may add nothing reads why", async () => {
  show({ items: [], may_add: false, refusal: "申辩期限已届满。" });
  expect(await screen.findByText("申辩期限已届满。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "添加文件" })).toBeNull();
});
