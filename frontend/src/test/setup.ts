import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { byNamespace } from "@/i18n/namespaces";
import { startI18n } from "@/i18n";
import { officeTexts } from "@/i18n/office";
import type { Namespace } from "@/i18n/resources";

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
Element.prototype.scrollIntoView = () => undefined;

const NAMESPACES = Object.keys(byNamespace(import.meta.glob("../i18n/zh-CN/*.json"))) as Namespace[];

beforeAll(async () => {
  await startI18n(officeTexts, NAMESPACES);
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});
