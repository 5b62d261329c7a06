import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import RectificationsPage from "./RectificationsPage";
import { answerWith, showPage } from "@/test/pages";

const PATH = "/api/v1/supervision/rectifications";

async function statesAsked(address: string): Promise<string[]> {
  answerWith({});
  const answer = globalThis.fetch;
  const asked: URL[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(new URL(request.url));
    return answer(request);
  });
  showPage(RectificationsPage, { route: "/rectifications", address, permissions: ["supervision:rectification:read"] });
  await screen.findByText("没有符合条件的整改");
  return asked.find(({ pathname }) => pathname === PATH)!.searchParams.getAll("state");
}

it.each([
  ["what is still to be done comes unasked", "/rectifications", ["open", "overdue", "reported", "failed"]],
  ["all of them, when asked", "/rectifications?state=all", []],
  ["one state, when asked", "/rectifications?state=passed", ["passed"]],
  ["a number is looked for in every state", "/rectifications?search=ZG-2026-00010", []],
])("%s", async (_, address, states) => {
  expect(await statesAsked(address)).toEqual(states);
});
