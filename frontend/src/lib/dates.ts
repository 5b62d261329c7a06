import i18next from "i18next";

/** Dates and times as the county's office writes them, whatever zone the browser is in. */
const ZONE = "Asia/Shanghai";
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

export function showDate(value: string | null | undefined): string {
  if (!value) return "";
  return WHOLE_DAY.test(value) ? value : day.format(new Date(value));
}

/** To the minute; what is known by the day alone is shown as that day. */
export function showTime(value: string | null | undefined): string {
  if (!value) return "";
  return WHOLE_DAY.test(value) ? value : minute.format(new Date(value));
}

const second = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });

/** To the second; without the day where that is the day of `beside`. */
export function showMoment(value: string, beside?: string): string {
  const text = second.format(new Date(value));
  return beside && day.format(new Date(beside)) === text.slice(0, 10) ? text.slice(11) : text;
}

/** A month of the year in the reader's language: 3月, Mar. */
export function showMonth(month: number): string {
  const name = new Intl.DateTimeFormat(i18next.language, { timeZone: "UTC", month: "short" });
  return name.format(Date.UTC(2000, month - 1));
}

/** A moment as the browser's own field for day and time takes it, in the county's time. */
export function toField(value: string): string {
  return showTime(value).replace(" ", "T");
}

/** What such a field holds, as a moment: the county keeps one offset all year. */
export function fromField(value: string): string {
  return `${value}:00+08:00`;
}
