import { DetailedError, type HttpRequest, type HttpResponse, type HttpStack } from "tus-js-client";
import { problemFrom, send } from "@/api/client";
import { Unreachable } from "@/api/problem";

class Answer implements HttpResponse {
  constructor(
    private readonly response: Response,
    private readonly text: string,
  ) {}

  getStatus(): number {
    return this.response.status;
  }

  getHeader(name: string): string | undefined {
    return this.response.headers.get(name) ?? undefined;
  }

  getBody(): string {
    return this.text;
  }

  getUnderlyingObject(): Response {
    return this.response;
  }
}

class Piece implements HttpRequest {
  private readonly headers = new Headers();
  private readonly broken = new AbortController();

  constructor(
    private readonly method: string,
    private readonly url: string,
    private readonly limit: number | undefined,
  ) {}

  getMethod(): string {
    return this.method;
  }

  getURL(): string {
    return this.url;
  }

  setHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  getHeader(name: string): string | undefined {
    return this.headers.get(name) ?? undefined;
  }

  /** Progress is told by pieces that the server has taken: what only left the phone may still be lost. */
  setProgressHandler(): void {}

  async send(body: Blob | null): Promise<Answer> {
    const { method, headers } = this;
    const { signal } = this.broken;
    const patience = this.limit === undefined ? undefined : setTimeout(() => void this.abort(), this.limit);
    try {
      const response = await send(new Request(this.url, { method, headers, body, signal }));
      return new Answer(response, await response.text());
    } finally {
      clearTimeout(patience);
    }
  }

  abort(): Promise<void> {
    this.broken.abort();
    return Promise.resolve();
  }

  getUnderlyingObject(): this {
    return this;
  }
}

/** The protocol's requests by the one way to the server: session, language and protection as for every other. */
export class OurRequests implements HttpStack {
  constructor(private readonly limit: number | undefined) {}

  createRequest(method: string, url: string): HttpRequest {
    return new Piece(method, url, this.limit);
  }

  getName(): string {
    return "OurRequests";
  }
}

/** The answer that refuses; an answer of success that does not keep the protocol is not the server's. */
function refusalIn(error: Error): HttpResponse | null {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  return answer && answer.getStatus() >= 300 ? answer : null;
}

export function problemOf(error: Error): Error {
  const refusal = refusalIn(error);
  return refusal ? problemFrom(refusal.getStatus(), refusal.getBody()) : new Unreachable();
}

/** Tried again are a broken line, and a piece at a place where the server does not stand: it is asked where. */
export function isWorthATry(error: Error): boolean {
  const refusal = refusalIn(error);
  if (refusal === null) return true;
  return error instanceof DetailedError && error.originalRequest.getMethod() === "PATCH" && refusal.getStatus() === 409;
}
