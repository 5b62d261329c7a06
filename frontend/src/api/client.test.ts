import { beforeEach, describe, expect, it, vi } from "vitest";
import { api, data } from "@/api/client";
import { limitIdle } from "@/api/idle";
import { ApiProblem, Unreachable } from "@/api/problem";

const answers: Response[] = [];
const asked: Request[] = [];

function answer(status: number, body?: unknown): void {
  answers.push(
    new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { "Content-Type": "application/json" },
    }),
  );
}

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  document.cookie = "hj_csrf=secret";
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => {
    asked.push(typeof input === "string" ? new Request(new URL(input, location.origin), init) : input);
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new TypeError("no network"));
  });
});

const county = () => data(api.GET("/api/v1/directory/county"));

describe("the client", () => {
  it("renews an expired token once and asks again", async () => {
    answer(401, { code: "token_expired", status: 401 });
    answer(204);
    answer(200, { name: "澄溪县" });
    expect(await county()).toEqual({ name: "澄溪县" });
    expect(asked.map((request) => new URL(request.url).pathname)).toEqual([
      "/api/v1/directory/county",
      "/api/v1/directory/session:renew",
      "/api/v1/directory/county",
    ]);
  });

  it("gives up where the session is over", async () => {
    answer(401, { code: "token_expired", status: 401 });
    answer(401, { code: "session_over", status: 401 });
    await expect(county()).rejects.toMatchObject({ status: 401, code: "token_expired" });
  });

  it("prolongs no session that nobody works in, and goes on once somebody does", async () => {
    vi.useFakeTimers();
    limitIdle(30);
    window.dispatchEvent(new KeyboardEvent("keydown"));
    vi.advanceTimersByTime(31 * 60_000);
    answer(401, { code: "token_expired", status: 401 });
    await expect(county()).rejects.toMatchObject({ code: "token_expired" });
    expect(asked).toHaveLength(1);
    window.dispatchEvent(new Event("pointerdown"));
    vi.useRealTimers();
    answer(401, { code: "token_expired", status: 401 });
    answer(204);
    answer(200, { name: "澄溪县" });
    expect(await county()).toEqual({ name: "澄溪县" });
  });

  it("throws what the server refused, with its sentence", async () => {
    answer(409, { code: "wrong_state", status: 409, detail: "当前状态不能办理。", errors: [] });
    const failure = await county().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect((failure as ApiProblem).message).toBe("当前状态不能办理。");
  });

  it("tells no network from a refusal", async () => {
    await expect(county()).rejects.toBeInstanceOf(Unreachable);
  });

  it("sends the anti-forgery token, the language and a key of its own with every post", async () => {
    answer(201, {});
    await api.POST("/api/v1/directory/session", { body: { username: "a", password: "b" } });
    expect(asked[0]?.headers.get("X-CSRF-Token")).toBe("secret");
    expect(asked[0]?.headers.get("Accept-Language")).toBe("zh-CN");
    expect(asked[0]?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
