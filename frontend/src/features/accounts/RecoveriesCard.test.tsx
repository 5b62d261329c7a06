import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import RecoveriesCard from "./RecoveriesCard";
import { answer as recoveries } from "@/test/answers/recoveries.json";
import { answerWith, showPage } from "@/test/pages";

it("who took access at the machine is told in words, with name and when", async () => {
  answerWith({ "GET /api/v1/directory/recoveries": recoveries });
  showPage(RecoveriesCard, {
    route: "/",
    address: "/",
    permissions: ["directory:unit:read", "directory:account:read"],
  });
  expect(await screen.findByText("重设了账号 王建国（admin）的密码")).toBeTruthy();
  expect(screen.getByText("2026-08-11 09:00")).toBeTruthy();
}, 30_000);
