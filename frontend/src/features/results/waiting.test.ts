import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { resultsWaiting } from "./waiting";
import type { Session } from "@/auth/session";
import { answerWith } from "@/test/pages";

const session = { office_now: "2027-02-12T09:00:00+08:00" } as Session;

it("a result waits to be made final once its publicity is over, not before", async () => {
  const row = { year: 2026, subject_kind: "unit", class_code: "t1", class_name: "一类镇街", class_name_en: null };
  answerWith({
    "GET /api/v1/appraisal/results": {
      items: [
        { ...row, id: "1", publicity_until: "2027-02-11T23:59:59+08:00" },
        { ...row, id: "2", class_name: "二类镇街", publicity_until: "2027-02-12T23:59:59+08:00" },
      ],
      next: null,
    },
  });
  const provider = resultsWaiting.find((one) => one.key === "finalise")!;
  const rows = await new QueryClient().fetchQuery(provider.query(session));
  expect(rows).toMatchObject([{ title: "1 份结果公示期满，待定案", detail: "一类镇街" }]);
});
