import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { PicturesCard } from "./PicturesCard";
import type { Deduction } from "../queries";
import { answerWith, showPart } from "@/test/pages";

vi.mock("./drawing", async (load) => ({
  ...(await load<typeof import("./drawing")>()),
  openPhoto: () => Promise.resolve({ image: {}, size: { width: 640, height: 480 } }),
  paint: () => null,
  drawRedacted: (_: unknown, boxes: unknown[]) => Promise.resolve(`picture with ${String(boxes.length)} covers`),
}));

const photo = {
  id: "e1",
  sha256: "a".repeat(64),
  size: 300_000,
  type: "image/jpeg",
  filename: "现场.jpg",
  taken_at: null,
  uploaded_at: "2026-03-05T10:30:00+08:00",
  office: "inspector",
  by: "李督查",
  purpose: "record",
  has_thumbnail: true,
  withdrawal: null,
  may_withdraw: false,
};
const paper = { ...photo, id: "e2", filename: "签收.pdf", type: "application/pdf", has_thumbnail: false };
const theirs = { ...photo, id: "e3", filename: "申辩.jpg", purpose: "objection" };
const gone = {
  ...photo,
  id: "e4",
  filename: "错拍.jpg",
  withdrawal: { reason: "错", withdrawn_at: photo.uploaded_at },
};
const prepared = {
  id: "p1",
  evidence_id: "e1",
  sha256: "b".repeat(64),
  width: 640,
  height: 480,
  covered: [{ x: 1, y: 1, width: 9, height: 9 }],
  says_nothing_to_hide: false,
  alt_text: "垃圾桶满溢",
  alt_text_en: null,
  state: "prepared",
  prepared_at: "2026-03-05T11:00:00+08:00",
  by: "王制作",
  review: null,
  withdrawal: null,
  may_review: false,
  refusal: "本人制作的图片须由他人审核。",
  may_withdraw: false,
};
const row = {
  id: "d1",
  unit_name: "青岭镇",
  rule_title: "环境脏乱",
  rule_title_en: "Untidy surroundings",
} as Deduction;

const EVIDENCE = "GET /api/v1/supervision/deductions/d1/evidence";
const PICTURES = "GET /api/v1/supervision/deductions/d1/public-pictures";

function show(items: unknown[], files: unknown[] = [photo, paper, theirs, gone]) {
  const sent = answerWith({
    [EVIDENCE]: { items: files, may_add: false, refusal: null },
    [PICTURES]: { items, may_prepare: true, refusal: null },
    "GET /api/v1/supervision/evidence/e1/content": {},
  });
  showPart(<PicturesCard row={row} />, ["supervision:picture:prepare", "supervision:picture:review"]);
  return sent;
}

async function openTool() {
  await userEvent.click(await screen.findByRole("button", { name: "制作：现场.jpg" }));
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByRole("group", { name: "照片，拖动可遮盖" });
  return within(dialog);
}

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addListener: vi.fn(), removeListener: vi.fn() }));
});

test("only photos of the record that were not withdrawn can be made ready", async () => {
  show([]);
  await screen.findByRole("button", { name: "制作：现场.jpg" });
  expect(screen.getAllByRole("button", { name: /^制作：/ })).toHaveLength(1);
});

test("nothing is handed in before something is covered or the statement is made", async () => {
  const sent = show([]);
  const dialog = await openTool();
  const hand = dialog.getByRole("button", { name: "提交审核" });
  expect(hand).toHaveProperty("disabled", true);
  await userEvent.click(dialog.getByRole("checkbox"));
  expect(hand).toHaveProperty("disabled", false);
  await userEvent.click(hand);
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]!.body).toMatchObject({
    picture: "picture with 0 covers",
    covered: [],
    says_nothing_to_hide: true,
    alt_text: "青岭镇：环境脏乱",
    alt_text_en: "Untidy surroundings",
  });
});

test("other words leave no English that says something else", async () => {
  const sent = show([]);
  const dialog = await openTool();
  await userEvent.click(dialog.getByRole("checkbox"));
  fireEvent.change(dialog.getByLabelText(/图片说明/), { target: { value: "路边垃圾未清" } });
  await userEvent.click(dialog.getByRole("button", { name: "提交审核" }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]!.body).toMatchObject({ alt_text: "路边垃圾未清", alt_text_en: null });
});

test("a cover is added, moved, resized, deleted and brought back by keys alone", async () => {
  const sent = show([]);
  const dialog = await openTool();
  await userEvent.click(dialog.getByRole("button", { name: /添加遮盖/ }));
  expect(dialog.queryByRole("checkbox", { name: /无需遮盖/ })).toBeNull();
  const box = () => dialog.getByRole("button", { name: "遮盖 1，共 1 处" });
  fireEvent.keyDown(box(), { key: "ArrowRight" });
  fireEvent.keyDown(box(), { key: "ArrowDown", shiftKey: true });
  fireEvent.keyDown(box(), { key: "Delete" });
  expect(dialog.queryByRole("button", { name: /^遮盖 1/ })).toBeNull();
  fireEvent.keyDown(document, { key: "z", ctrlKey: true });
  expect(box()).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "提交审核" }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    path: "/api/v1/supervision/evidence/e1/public-pictures",
    body: { covered: [{ x: 260, y: 192, width: 128, height: 100 }], says_nothing_to_hide: false },
  });
});

test("who prepared a picture reads why they cannot review it", async () => {
  show([prepared]);
  expect(await screen.findByText("本人制作的图片须由他人审核。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "审核" })).toBeNull();
});

test("a reviewer sees both pictures and approves, or rejects with a reason", async () => {
  const sent = show([{ ...prepared, may_review: true, refusal: null }]);
  await userEvent.click(await screen.findByRole("button", { name: /审.?核/ }));
  const dialog = within(await screen.findByRole("dialog"));
  const sources = dialog
    .getAllByRole("img")
    .filter((image) => image.tagName === "IMG")
    .map((image) => image.getAttribute("src"));
  expect(sources).toEqual([
    "/api/v1/supervision/public-pictures/p1/content",
    "/api/v1/supervision/evidence/e1/content",
  ]);
  await userEvent.click(dialog.getByRole("button", { name: "不通过" }));
  const title = await screen.findByText("不通过这张图片？");
  const asking = within(title.closest<HTMLElement>(".ant-modal")!);
  await userEvent.type(asking.getByRole("textbox"), "车牌仍可辨认");
  await userEvent.click(asking.getByRole("button", { name: "不通过" }));
  await expect
    .poll(() => sent)
    .toEqual([
      { method: "POST", path: "/api/v1/supervision/public-pictures/p1:reject", body: { reason: "车牌仍可辨认" } },
    ]);
});

test("a withdrawn picture stays listed with its reason", async () => {
  const withdrawal = { reason: "车牌未遮全", withdrawn_at: "2026-03-07T09:00:00+08:00", by: "赵审核" };
  const review = { outcome: "approved", reason: null, reviewed_at: "2026-03-06T09:00:00+08:00", by: "赵审核" };
  show([{ ...prepared, state: "withdrawn", withdrawal, review, refusal: null }]);
  expect(await screen.findByText("理由：车牌未遮全")).toBeTruthy();
  expect(screen.getByText("已撤下")).toBeTruthy();
  expect(screen.getByText("王制作 制作，赵审核 审核")).toBeTruthy();
});
