import { ApiProblem } from "@/api/problem";
import type { Trouble } from "@/field/store/types";

type Verdict = { kind: "trouble"; trouble: Trouble } | { kind: "refused"; code: string; reason: string };

/** Answers that say "not now" rather than "not this": the same content is worth another attempt. */
const PASSING = new Set([408, 425, 429]);
const PASSING_CODES = new Set(["request_still_running", "upload_offset_wrong"]);
const SIGN_IN_CODES = new Set(["csrf_token_missing", "password_change_needed"]);

/** What an attempt that failed means. Whatever is not the server's own refusal may be tried again. */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof ApiProblem) {
    if (error.status === 401 || SIGN_IN_CODES.has(error.code)) return { kind: "trouble", trouble: { kind: "signIn" } };
    // A refusal of the server's carries its code; a proxy's page does not, and says nothing about the content.
    const isServers = error.code !== "unknown";
    if (error.status >= 500 || PASSING.has(error.status) || PASSING_CODES.has(error.code) || !isServers) {
      return { kind: "trouble", trouble: { kind: "server", status: error.status } };
    }
    return { kind: "refused", code: error.code, reason: error.errors[0]?.message ?? error.message };
  }
  // No line, or something that only looked like an answer, such as the page of a hotel's network.
  return { kind: "trouble", trouble: { kind: "unreachable" } };
}
