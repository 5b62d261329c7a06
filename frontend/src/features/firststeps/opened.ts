/** Whether this tab has opened the first steps by itself: once is help, again and again is in the way. */
const KEY = "hengjian.firstSteps";

export function wasOpened(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

export function noteOpened(): void {
  sessionStorage.setItem(KEY, "opened");
}
