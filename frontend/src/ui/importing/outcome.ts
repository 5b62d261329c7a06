import type { Schema } from "@/api/client";

export type RowStatus = "created" | "updated" | "unchanged" | "refused";

/** What became of one row of a workbook, or would. */
export interface JudgedRow {
  row: number;
  status: RowStatus;
  errors: Schema<"ProblemFieldError">[];
  columns: string[];
  /** How a cell was read where that is not plain. */
  notes: string[];
}

/** A file as the one field of a form. */
export const asForm = (file: File) => ({
  body: { file: "" },
  bodySerializer: () => {
    const form = new FormData();
    form.append("file", file);
    return form;
  },
});
