import { replay, type Outcome, type Progress } from "@/field/send/replay";
import { server } from "@/field/send/server";

const LOCK = "hengjian.field.sending";
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 300_000;

export interface SendingState {
  isSending: boolean;
  outcome: Outcome | null;
  /** Share of each photo that is on its way. */
  shares: ReadonlyMap<string, number>;
}

let state: SendingState = { isSending: false, outcome: null, shares: new Map() };
const listeners = new Set<() => void>();
let asked: Promise<void> | null = null;
let mustRunAgain = false;
let rests = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(changes: Partial<SendingState>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

export const sendingState = {
  read: (): SendingState => state,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const onProgress: Progress = (photoId, share) => {
  set({ shares: new Map(state.shares).set(photoId, share) });
};

/** One page of the phone sends at a time; without locks the server's check of ids is what keeps records single. */
async function alone(work: () => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  await (locks ? locks.request(LOCK, work) : work());
}

async function run(): Promise<void> {
  do {
    mustRunAgain = false;
    set({ isSending: true });
    // Where the phone's own store fails, everything is still there: later.
    const outcome = await replay(server, onProgress).catch((): Outcome => "later");
    set({ isSending: false, outcome, shares: new Map() });
    restAfter(outcome);
  } while (mustRunAgain);
}

function restAfter(outcome: Outcome): void {
  clearTimeout(timer);
  rests = outcome === "later" ? rests + 1 : 0;
  if (outcome !== "later") return;
  const rest = Math.min(FIRST_REST_MS * 2 ** (rests - 1), LONGEST_REST_MS);
  timer = setTimeout(() => void send(), rest);
}

/** Sends what waits. Asked while it is at it, it goes through once more. */
function send(): Promise<void> {
  if (asked) {
    mustRunAgain = true;
    return asked;
  }
  asked = alone(run).finally(() => {
    asked = null;
  });
  return asked;
}

/** A person asked, or the line came back: no more waiting. */
export function sendNow(): Promise<void> {
  rests = 0;
  clearTimeout(timer);
  return send();
}

/** On start, when the line comes back, and when the page is looked at again. */
export function startSending(): () => void {
  const wake = (): void => {
    if (!document.hidden) void sendNow();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  wake();
  return () => {
    clearTimeout(timer);
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  };
}
