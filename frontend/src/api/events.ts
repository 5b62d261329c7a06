import { api, data, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";

export type StandingChange = Pick<
  Schema<"ClassStandingView">,
  "year" | "class_code" | "revision" | "as_of" | "facts_until"
>;

/** `live`: told at once. `down`: could not connect repeatedly. `paused`: nobody looks at the page. */
export type StreamState = "live" | "down" | "paused";

interface Listener {
  onChange: (change: StandingChange) => void;
  onState: (state: StreamState) => void;
}

const ADDRESS = "/api/v1/appraisal/standings/stream";
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const FAILURES_UNTIL_DOWN = 2;

/** Waits grow, and differ, so that a server that starts again is not asked by everybody at once. */
function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
}

/** Whether anybody is signed in still; renews the access token, which the stream itself cannot. */
async function isSignedIn(): Promise<boolean> {
  try {
    await data(api.GET("/api/v1/directory/session"));
    return true;
  } catch (error) {
    return !(error instanceof ApiProblem && error.status === 401);
  }
}

/** Follows the changes of standings until the returned function is called; connects again by itself. */
export function followStandings({ onChange, onState }: Listener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let since = 0;
  let isStopped = false;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = (): void => {
    close();
    source = new EventSource(`${ADDRESS}?since=${String(since)}`);
    source.onopen = () => {
      failures = 0;
      onState("live");
    };
    source.addEventListener("standing", ({ data: text }: MessageEvent<string>) => {
      const change = JSON.parse(text) as StandingChange;
      since = Math.max(since, change.revision);
      onChange(change);
    });
    source.onerror = () => {
      close();
      failures += 1;
      if (failures >= FAILURES_UNTIL_DOWN) onState("down");
      timer = setTimeout(() => void openAgain(), waitAfter(failures));
    };
  };
  const openAgain = async (): Promise<void> => {
    if (!(await isSignedIn())) {
      isStopped = true;
      onState("down");
    }
    if (!isStopped && !document.hidden && source === null) open();
  };
  const follow = (): void => {
    if (isStopped) return;
    if (!document.hidden) open();
    else {
      close();
      onState("paused");
    }
  };

  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    isStopped = true;
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
