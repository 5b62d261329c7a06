import type { components } from "@/api/generated/schema";

export type ProblemBody = components["schemas"]["ProblemBody"];

/** What the server refused, as it said it: a stable code and a sentence in the reader's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: ProblemBody["errors"];
  readonly requestId: string;

  constructor(body: Partial<ProblemBody> & { status: number }) {
    super(body.detail ?? "");
    this.name = "ApiProblem";
    this.status = body.status;
    this.code = body.code ?? "unknown";
    this.errors = body.errors ?? [];
    this.requestId = body.request_id ?? "";
  }
}

/** The server could not be reached, or what came back was not its answer. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}
