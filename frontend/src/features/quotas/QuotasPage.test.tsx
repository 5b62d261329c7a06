import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import QuotasPage from "./QuotasPage";
import { answer as quotas } from "@/test/answers/quotas.json";
import { answerWith, showPage } from "@/test/pages";

it("each quota says where it comes from; a unit's head sees no proposals behind it", async () => {
  answerWith({ "GET /api/v1/personnel/quotas": quotas });
  showPage(QuotasPage, { route: "/quotas", address: "/quotas?year=2026", permissions: ["personnel:quota:read"] });
  const [first] = quotas.items;
  expect((await screen.findAllByText(first!.reason.zh)).length).toBeGreaterThan(0);
  expect(screen.queryByRole("link", { name: first!.unit_name })).toBeNull();
  expect(screen.queryByRole("tab", { name: "奖金清单" })).toBeNull();
}, 30_000);
