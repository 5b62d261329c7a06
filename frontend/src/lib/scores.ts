import { ApiProblem } from "@/api/problem";
import { compare } from "@/lib/decimals";

const NUMBER = /^\d+(\.\d{1,4})?$/;

type ScoreFault = "number" | "range";

/** What is wrong with a typed score; nothing typed is not wrong. */
export function faultOf(typed: string, most: string): ScoreFault | null {
  const value = typed.trim();
  if (value === "") return null;
  if (!NUMBER.test(value)) return "number";
  return compare(value, most) > 0 ? "range" : null;
}

/** Subject codes in the order in which a server's pointers count them, with the sentence for each. */
export function faultsBySubject(error: unknown, sent: readonly string[]): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ pointer, message }) => {
      const [, head, second = ""] = pointer.split("/");
      const code = head === "rows" ? sent[Number(second)] : second;
      return code !== undefined && sent.includes(code) ? [[code, message]] : [];
    }),
  );
}
