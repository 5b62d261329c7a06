import { afterEach, expect, it } from "vitest";
import { goToSignInFirst } from "@/auth/arrival";

function arrive(path: string, cookie?: string): string {
  document.cookie = cookie ?? "hj_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT";
  history.replaceState(null, "", path);
  goToSignInFirst();
  return location.pathname + location.search;
}

afterEach(() => {
  arrive("/sign-in");
});

it("keeps where somebody without a session wanted to go", () => {
  expect(arrive("/reports?year=2026")).toBe("/sign-in?next=%2Freports%3Fyear%3D2026");
  expect(arrive("/")).toBe("/sign-in");
});

it("leaves everybody else alone", () => {
  expect(arrive("/sign-in?next=%2Funits")).toBe("/sign-in?next=%2Funits");
  expect(arrive("/reports", "hj_csrf=secret")).toBe("/reports");
});
