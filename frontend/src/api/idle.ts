/** A page that asks by itself is no work: after the idle time without a touch or a key it prolongs no session. */
const TOUCHES = ["pointerdown", "keydown", "wheel"] as const;

let touchedAt = Date.now();
let longest = Number.POSITIVE_INFINITY;

function touch(): void {
  touchedAt = Date.now();
}

/** How long this session may rest, as the server says it. */
export function limitIdle(minutes: number): void {
  longest = minutes * 60_000;
  for (const kind of TOUCHES) window.addEventListener(kind, touch, { capture: true, passive: true });
}

export function isIdle(): boolean {
  return Date.now() - touchedAt >= longest;
}
