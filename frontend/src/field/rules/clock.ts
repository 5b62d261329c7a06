import type { Contact } from "@/field/store/types";

const time = (moment: string): number => Date.parse(moment);
const skewOf = ({ deviceAt, officeAt }: Contact): number => time(officeAt) - time(deviceAt);

const TOLERANCE_MS = 1000;

/**
 * When it was found, in office time. The device's clock may be wrong, so it is corrected by how it stood against the
 * office at the last contact before, or else by how it stands now. A time that cannot be (before that contact, or after
 * now) speaks against a correction; null where both fail, because the clock was set in between: then a person must say.
 */
export function happenedAt(capturedAt: string, before: Contact | null, now: Contact): string | null {
  const latest = time(now.officeAt);
  const earliest = before ? time(before.officeAt) : Number.NEGATIVE_INFINITY;
  const found = [before ?? now, now]
    .map((contact) => time(capturedAt) + skewOf(contact))
    .find((moment) => moment >= earliest - TOLERANCE_MS && moment <= latest + TOLERANCE_MS);
  return found === undefined ? null : new Date(Math.min(found, latest)).toISOString();
}

/** Office time now, as far as the device can tell. */
export function officeNow(contact: Contact | null, deviceNow = Date.now()): Date {
  return new Date(deviceNow + (contact ? skewOf(contact) : 0));
}

/** By how many minutes the device's clock differs from the office's; positive where it runs ahead. */
export function minutesAhead(contact: Contact): number {
  return Math.round(-skewOf(contact) / 60_000);
}
