import { configure, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import EditPage from "./EditPage";
import preview from "@/test/answers/rule-preview.json";
import draft from "@/test/answers/scheme-draft.json";
import findings from "@/test/answers/scheme-findings.json";
import units from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const ADDRESS = `/api/v1/appraisal/schemes/${draft.id}`;

configure({ asyncUtilTimeout: 8000 });

beforeEach(() => {
  localStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
});

/** Opens the draft's item that daily deductions are scored by. */
async function show(): Promise<void> {
  answerWith({
    [`GET ${ADDRESS}`]: draft,
    [`POST ${ADDRESS}:examine`]: findings,
    "POST /api/v1/appraisal/rules:preview": preview,
    "GET /api/v1/directory/units": units,
  });
  showPage(EditPage, {
    route: "/schemes/:id/edit",
    address: `/schemes/${draft.id}/edit`,
    permissions: ["appraisal:scheme:read", "appraisal:scheme:write"],
    others: [{ path: "/schemes", Component: () => <p>另一页</p> }],
  });
  fireEvent.click(await screen.findByText("日常考核", { selector: ".editor-node-name" }));
}

const points = (): HTMLInputElement => screen.getByLabelText<HTMLInputElement>("分值");
const type = (value: string): void => {
  fireEvent.change(points(), { target: { value } });
};
const undo = (): void => {
  fireEvent.keyDown(window, { key: "z", ctrlKey: true });
};
const leave = (): void => {
  fireEvent.click(screen.getByRole("link", { name: `${String(draft.year)} 年度考核办法` }));
};
const asked = (): Promise<HTMLElement> =>
  screen.findByText("改动还没有保存，离开吗？", { selector: ".ant-modal-confirm-title" });

it("asks before unsaved work is left: to stay keeps what was typed, to leave leaves", async () => {
  await show();
  type("20");
  leave();
  await asked();
  expect(screen.queryByText("另一页")).toBeNull();
  fireEvent.click(screen.getByText("继续编辑"));
  await waitFor(() => {
    expect(document.querySelector(".ant-modal-confirm-title")).toBeNull();
  });
  expect(points().value).toBe("20");
  leave();
  await asked();
  fireEvent.click(screen.getByText(/^离\s?开$/));
  expect(await screen.findByText("另一页")).toBeTruthy();
}, 30_000);

it("leaves without a word when nothing was typed, or it was undone", async () => {
  await show();
  type("20");
  undo();
  leave();
  expect(await screen.findByText("另一页")).toBeTruthy();
}, 30_000);

it("has the browser ask before the page is closed, while there is unsaved work", async () => {
  await show();
  const closing = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(closing()).toBe(true);
  type("20");
  await screen.findByText("有未保存的改动");
  expect(closing()).toBe(false);
  undo();
  await waitFor(() => {
    expect(closing()).toBe(true);
  });
}, 30_000);
