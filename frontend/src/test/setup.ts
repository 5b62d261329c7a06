import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { startI18n } from "@/i18n";
import { OFFICE_TEXTS } from "@/i18n/office";

Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
});

class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver ??= StillObserver;
Element.prototype.scrollIntoView ??= () => undefined;

beforeAll(async () => {
  await startI18n(OFFICE_TEXTS);
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});
