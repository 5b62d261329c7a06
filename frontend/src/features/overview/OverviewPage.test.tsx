import { screen } from "@testing-library/react";
import i18next from "i18next";
import { afterEach, expect, it, vi } from "vitest";
import OverviewPage from "./OverviewPage";
import { answerWith, showPage } from "@/test/pages";

const NAMES = { class_name: "一类乡镇", class_name_en: "Townships, class I" };
const STANDING = {
  ...{ year: 2026, class_code: "township-1", ...NAMES, revision: 1, covers: [], items: [] },
  ...{ as_of: "2026-08-12T09:00:00+08:00", facts_until: "2026-08-12T09:00:00+08:00" },
};

afterEach(() => i18next.changeLanguage("zh-CN"));

it.each([
  ["zh-CN", NAMES.class_name],
  ["en", NAMES.class_name_en],
])("calls each class by its name in %s", async (language, name) => {
  await i18next.changeLanguage(language);
  answerWith({
    "GET /api/v1/appraisal/standings/2026/classes": { items: [STANDING] },
    "GET /api/v1/appraisal/standings/2026/sensitivity": {
      items: [{ class_code: "township-1", compared: 0, margin: "0.50", pairs: [] }],
    },
  });
  vi.stubGlobal(
    "EventSource",
    class extends EventTarget {
      close = vi.fn();
    },
  );
  showPage(OverviewPage, {
    route: "/overview",
    address: "/overview?year=2026",
    permissions: ["appraisal:standing:read"],
  });
  expect((await screen.findAllByText(name)).length).toBeGreaterThan(0);
});
