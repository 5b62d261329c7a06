import i18next from "i18next";
import { isRehearsing } from "@/api/rehearsal";

/** Hands a file to the reader's downloads; one of a rehearsal is called so. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = isRehearsing() ? `${i18next.t("app:rehearsal")}-${name}` : name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
