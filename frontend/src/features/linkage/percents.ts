import type { Schema } from "@/api/client";

type Part<Name extends keyof Schema<"LinkageDocument">> = NonNullable<Schema<"LinkageDocument">[Name]>;

/** The document as the server gives it: every part is there. */
export interface WholeDocument {
  title: Schema<"Bilingual"> | null;
  excellent_quota: Part<"excellent_quota"> & { class_shares: Schema<"ClassShare">[] };
  nomination: Part<"nomination">;
  bonus: Part<"bonus">;
  downward_transfer: Part<"downward_transfer">;
  accountability: Part<"accountability"> & { ladder: Schema<"Rung">[] };
}

/** What the form holds: shares in per cent, and a title of two fields that may be empty. */
export interface TypedDocument extends Omit<WholeDocument, "title"> {
  title: { zh?: string; en?: string };
}

function tidy(number: string): string {
  const short = number.includes(".") ? number.replace(/\.?0*$/, "") : number;
  return short.replace(/^0+(?=\d)/, "");
}

/** A share as people write it, exactly: 0.15 is 15. */
export function toPercent(share: string): string {
  const [whole = "0", fraction = ""] = share.split(".");
  const digits = fraction.padEnd(2, "0");
  return tidy(`${whole}${digits.slice(0, 2)}.${digits.slice(2)}`);
}

/** The share that a percentage stands for, exactly: 12.5 is 0.125. */
export function toShare(percent: string): string {
  const [whole = "0", fraction = ""] = percent.split(".");
  const digits = whole.padStart(3, "0");
  return tidy(`${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`);
}

function withShares<Document extends Omit<WholeDocument, "title">>(
  document: Document,
  change: (share: string) => string,
): Document {
  const { excellent_quota: quota, nomination, downward_transfer: transfer } = document;
  return {
    ...document,
    excellent_quota: {
      ...quota,
      default_share: change(quota.default_share),
      ceiling_share: change(quota.ceiling_share),
      class_shares: quota.class_shares.map((entry) => ({ ...entry, share: change(entry.share) })),
    },
    nomination: {
      ...nomination,
      suggest_top_share: change(nomination.suggest_top_share),
      ordinary_top_share: change(nomination.ordinary_top_share),
      recommendation_line: change(nomination.recommendation_line),
    },
    downward_transfer: { ...transfer, share: change(transfer.share) },
  };
}

export function toTyped(document: Schema<"LinkageDocument">): TypedDocument {
  const whole = document as WholeDocument;
  return { ...withShares(whole, toPercent), title: whole.title ?? {} };
}

export function toDocument(typed: TypedDocument): WholeDocument {
  const { zh, en } = typed.title;
  return { ...withShares(typed, toShare), title: zh && en ? { zh, en } : null };
}
