import i18next from "i18next";
import { expect, it } from "vitest";
import type { Content, Proposal } from "./queries";
import { countByKind, decisionFrom, sayContent } from "./words";

const nothing: Content = { places: null, head: null, amount: null, steps: null, to_unit_code: null, destination: null };

it("the field that belongs to the kind speaks", () => {
  const t = i18next.getFixedT("zh-CN", ["proposals", "app"] as const);
  const say = (content: Partial<Content>): string =>
    sayContent(t, { ...nothing, ...content }, (code) => (code === "T02" ? "云坪街道" : code));
  expect(say({ places: 0 })).toBe("0 名");
  expect(say({ head: "in" })).toBe("定为优秀");
  expect(say({ amount: "70000" })).toBe("70,000 元");
  expect(say({ steps: ["adjust_post", "remove"] })).toBe("调整岗位、免职");
  expect(say({ destination: "important_post" })).toBe("转任重要岗位");
  expect(say({ to_unit_code: "T02" })).toBe("交流到 云坪街道");
  expect(say({})).toBe("跨乡镇向下交流");
});

it("a change goes with the outcome changed alone, a number with what is not declined", () => {
  const typed = { reason: "会议决定", decision_number: "组〔2027〕3号", change: { places: 1 } };
  expect(decisionFrom({ ...typed, outcome: "accepted" })).toEqual({
    outcome: "accepted",
    reason: "会议决定",
    decision_number: "组〔2027〕3号",
  });
  expect(decisionFrom({ ...typed, outcome: "changed" }).change).toEqual({ places: 1 });
  expect(decisionFrom({ ...typed, outcome: "declined" })).toEqual({ outcome: "declined", reason: "会议决定" });
});

it("counts by kind", () => {
  const rows = [{ kind: "head_grade" }, { kind: "unit_bonus" }, { kind: "head_grade" }] as Proposal[];
  expect([...countByKind(rows)]).toEqual([
    ["head_grade", 2],
    ["unit_bonus", 1],
  ]);
});
