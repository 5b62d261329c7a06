import { screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import HomePage from "./HomePage";
import { answer as directory } from "@/test/answers/directoryFirstSteps.json";
import { answer as supervision } from "@/test/answers/supervisionFirstSteps.json";
import { answerWith, showPage } from "@/test/pages";

const ANSWERS = {
  "GET /api/v1/directory/first-steps": directory,
  "GET /api/v1/supervision/first-steps": supervision,
};

beforeEach(() => {
  sessionStorage.clear();
});

it("opens by itself for whoever has a step to take, once", async () => {
  answerWith(ANSWERS);
  showPage(HomePage, {
    route: "/",
    address: "/",
    permissions: ["directory:unit:read", "directory:unit:manage"],
    others: [{ path: "/first-steps", Component: () => <p>到了</p> }],
  });
  expect(await screen.findByText("到了")).toBeTruthy();
}, 30_000);

it("home says who does what next, to somebody who takes none of the steps", async () => {
  answerWith(ANSWERS);
  showPage(HomePage, { route: "/", address: "/", permissions: ["directory:unit:read"] });
  expect(await screen.findByText("下一步：单位类别，由系统管理员、组织部办理")).toBeTruthy();
  expect(screen.queryByText("没有等您办的事，可以放心。")).toBeNull();
}, 30_000);

it("home says that nothing waits once all is done", async () => {
  const items = [{ ...directory.items[0]!, state: "done" }];
  answerWith({ "GET /api/v1/directory/first-steps": { items } });
  showPage(HomePage, { route: "/", address: "/", permissions: ["directory:unit:read"] });
  expect(await screen.findByText("没有等您办的事，可以放心。")).toBeTruthy();
}, 30_000);
