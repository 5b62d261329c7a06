import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import FirstStepsPage from "./FirstStepsPage";
import { answer as directory } from "@/test/answers/directoryFirstSteps.json";
import { answer as supervision } from "@/test/answers/supervisionFirstSteps.json";
import { answerWith, showPage } from "@/test/pages";

const ANSWERS = {
  "GET /api/v1/directory/first-steps": directory,
  "GET /api/v1/supervision/first-steps": supervision,
};

it("tells each step with its state and who takes it, and leads the reader to the own ones", async () => {
  answerWith(ANSWERS);
  showPage(FirstStepsPage, {
    route: "/first-steps",
    address: "/first-steps",
    permissions: ["directory:unit:read", "directory:unit:manage", "supervision:rule:read"],
  });
  const list = await screen.findByRole("list", { name: "首次使用" });
  const [county, classes] = within(list).getAllByRole("listitem");
  expect(within(county!).getByText("已完成")).toBeTruthy();
  expect(within(county!).getByRole("link", { name: "查看：县名" })).toBeTruthy();
  expect(classes!.getAttribute("aria-current")).toBe("step");
  expect(within(classes!).getByText("由您办理（系统管理员、组织部）")).toBeTruthy();
  const catalogue = within(list).getByText("扣分项目库").closest("li")!;
  expect(within(catalogue).getByText("由督查室办理")).toBeTruthy();
}, 30_000);
