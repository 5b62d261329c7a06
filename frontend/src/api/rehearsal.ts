/** Whether the server serves a rehearsal: told with the session, read by whatever leaves the app as a file. */
let rehearses = false;

export function noteRehearsal(isRehearsal: boolean): void {
  rehearses = isRehearsal;
}

export function isRehearsing(): boolean {
  return rehearses;
}
