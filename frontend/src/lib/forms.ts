import type { FormInstance } from "antd";
import { ApiProblem } from "@/api/problem";

/** Puts the server's field errors onto the form's fields by JSON pointer; returns the sentence for what is left. */
export function showFieldErrors(form: FormInstance, error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  const fields = error.errors.map(({ pointer, message }) => ({
    name: pointer
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors: [message],
  }));
  const known = fields.filter(({ name }) => form.getFieldInstance(name) !== undefined);
  form.setFields(known.map((field) => ({ ...field, name: field.name })));
  return known.length === fields.length && fields.length > 0 ? null : error.message;
}
