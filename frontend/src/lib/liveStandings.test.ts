import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StandingChange, StreamState } from "@/api/events";
import { keys } from "@/api/keys";
import { keepFresh } from "@/lib/liveStandings";
import { markDialog } from "@/lib/openDialogs";

class FakeSource extends EventTarget {
  static all: FakeSource[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  constructor(readonly address: string) {
    super();
    FakeSource.all.push(this);
  }
  close(): void {
    this.isClosed = true;
  }
  tell(class_code: string, revision: number): void {
    const time = "2026-08-12T10:42:07+08:00";
    const change: StandingChange = { year: 2026, class_code, revision, as_of: time, facts_until: time };
    this.dispatchEvent(new MessageEvent("standing", { data: JSON.stringify(change) }));
  }
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

const latest = (): FakeSource => FakeSource.all.at(-1)!;
let queries: QueryClient;
let reads: Record<string, number>;
let states: StreamState[];
let answerOfSession: number;
let stop: () => void;

/** A class that the page shows, as it was read at this revision. */
function show(class_code: string, revision: number): void {
  reads[class_code] = 0;
  queries.setQueryData(keys.standings.ofClass(2026, class_code), { class_code, revision });
  const observer = new QueryObserver(queries, {
    queryKey: keys.standings.ofClass(2026, class_code),
    queryFn: () => {
      reads[class_code]! += 1;
      return { class_code, revision: revision + reads[class_code]! };
    },
    staleTime: Infinity,
  });
  observer.subscribe(() => undefined);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  answerOfSession = 200;
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: answerOfSession })));
  FakeSource.all = [];
  queries = new QueryClient();
  reads = {};
  states = [];
  show("township-1", 5);
  show("township-2", 6);
  stop = keepFresh(queries, (state) => states.push(state));
});
afterEach(() => {
  stop();
  queries.clear();
  hide(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what is read again", () => {
  test("only the class that changed, and not what is known", async () => {
    latest().tell("township-1", 7);
    latest().tell("township-2", 6);
    latest().tell("department-1", 8);
    await vi.advanceTimersByTimeAsync(300);
    expect(reads).toEqual({ "township-1": 1, "township-2": 0 });
  });

  test("all classes, where something stands of one for the first time", async () => {
    queries.setQueryData(keys.standings.ofYear(2026), ["township-1", "township-2"]);
    latest().tell("township-2", 6);
    await vi.advanceTimersByTimeAsync(300);
    expect(queries.getQueryState(keys.standings.ofYear(2026))?.isInvalidated).toBe(false);
    latest().tell("department-1", 8);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(queries.getQueryState(keys.standings.ofYear(2026))?.isInvalidated).toBe(true);
    expect(reads).toEqual({ "township-1": 0, "township-2": 0 });
  });

  test("a burst is read once a second at most", async () => {
    for (let number = 0; number < 40; number += 1) {
      latest().tell("township-1", 100 + number);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(reads["township-1"]).toBeGreaterThanOrEqual(2);
    expect(reads["township-1"]).toBeLessThanOrEqual(3);
  });

  test("nothing under an open dialog; all of it once the dialog is closed", async () => {
    const close = markDialog();
    latest().tell("township-1", 7);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reads["township-1"]).toBe(0);
    close();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(reads["township-1"]).toBe(1);
  });

  test("why a unit stands where it stands, of the same class only", async () => {
    queries.setQueryData(keys.explanations.of(2026, "T01"), { class_code: "township-1" });
    queries.setQueryData(keys.explanations.of(2026, "T01", "outlook"), { subject_code: "T01" });
    queries.setQueryData(keys.explanations.of(2026, "T06"), { class_code: "township-2" });
    latest().tell("township-1", 7);
    await vi.advanceTimersByTimeAsync(300);
    expect(queries.getQueryState(keys.explanations.of(2026, "T01"))?.isInvalidated).toBe(true);
    expect(queries.getQueryState(keys.explanations.of(2026, "T01", "outlook"))?.isInvalidated).toBe(true);
    expect(queries.getQueryState(keys.explanations.of(2026, "T06"))?.isInvalidated).toBe(false);
  });
});

describe("the connection", () => {
  test("comes back by itself from where it was, and says so only when that takes long", async () => {
    latest().onopen?.();
    latest().tell("township-1", 9);
    latest().onerror?.();
    expect(states).toEqual(["live"]);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(FakeSource.all).toHaveLength(2);
    expect(latest().address).toMatch(/since=9$/);
    latest().onerror?.();
    expect(states.at(-1)).toBe("down");
    await vi.advanceTimersByTimeAsync(2_100);
    latest().onopen?.();
    expect(states.at(-1)).toBe("live");
  });

  test("waits longer after each failure", async () => {
    for (let failure = 0; failure < 8; failure += 1) {
      latest().onerror?.();
      await vi.advanceTimersByTimeAsync(30_100);
    }
    const before = FakeSource.all.length;
    latest().onerror?.();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(FakeSource.all).toHaveLength(before);
  });

  test("rests while nobody looks", () => {
    hide(true);
    expect(latest().isClosed).toBe(true);
    expect(states.at(-1)).toBe("paused");
    hide(false);
    expect(FakeSource.all).toHaveLength(2);
  });

  test("ends with the session", async () => {
    answerOfSession = 401;
    latest().onerror?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSource.all).toHaveLength(1);
    expect(states.at(-1)).toBe("down");
  });

  test("is closed with the page", () => {
    stop();
    expect(latest().isClosed).toBe(true);
  });
});
