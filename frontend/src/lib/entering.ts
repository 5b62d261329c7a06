import type { Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";

/** As every batch of the contract is sent. */
export interface BatchOf<Entry> {
  items: Entry[];
  dry_run: boolean;
  all_or_nothing: boolean;
}

type RowError = Schema<"ProblemFieldError">;

interface Order<Entry> {
  /** The batch that it is entered by. */
  write: (batch: BatchOf<Entry>) => Promise<Schema<"BatchOutcome">>;
  /** By code of a refusal of the whole row, the field that it is about. */
  fields?: Readonly<Record<string, string>>;
}

function refusedRow(errors: readonly RowError[], fields: Readonly<Record<string, string>>): ApiProblem {
  return new ApiProblem({
    status: 422,
    code: errors[0]?.code ?? "unknown",
    detail: errors.map((error) => error.message).join(" "),
    errors: errors.map((error) => ({
      ...error,
      pointer: fields[error.code] ?? error.pointer.replace(/^\/items\/0/, ""),
    })),
  });
}

/** One record by its batch, created or corrected, with the faults of its row at the fields of a form. */
export async function enterOne<Entry>(
  entry: Entry,
  { write, fields = {} }: Order<Entry>,
  isTrial = false,
): Promise<Schema<"RowOutcome"> | undefined> {
  try {
    const { items } = await write({ items: [entry], dry_run: isTrial, all_or_nothing: true });
    return items[0];
  } catch (error) {
    throw error instanceof ApiProblem && error.errors.length > 0 ? refusedRow(error.errors, fields) : error;
  }
}

/** Tried before it is written: a batch would otherwise overwrite the record that has this key. */
export async function enterNew<Entry>(
  entry: Entry,
  order: Order<Entry>,
  taken: { pointer: string; message: string },
): Promise<void> {
  const trial = await enterOne(entry, order, true);
  if (trial?.status === "refused") throw refusedRow(trial.errors, order.fields ?? {});
  if (trial?.status !== "created") throw refusedRow([{ ...taken, code: "key_taken" }], {});
  await enterOne(entry, order);
}
