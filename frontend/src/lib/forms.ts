import type { FormInstance } from "antd";
import { ApiProblem } from "@/api/problem";

type Name = (string | number)[];

/** A field's name by a JSON pointer; a part of digits may be a place in a list or a key. */
function nameOf(form: FormInstance, pointer: string): Name | undefined {
  const parts = pointer.split("/").slice(1);
  const asKeys: Name = parts;
  const asPlaces: Name = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return [asPlaces, asKeys].find((name) => form.getFieldInstance(name) !== undefined);
}

/**
 * Puts the server's field errors onto the form's fields by JSON pointer; returns the sentence for what is left: null
 * where the fields say everything, empty where the failure has no words of its own.
 */
export function showFieldErrors(form: FormInstance, error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : "";
  const known = error.errors.flatMap(({ pointer, message }) => {
    const name = nameOf(form, pointer);
    return name ? [{ name, errors: [message] }] : [];
  });
  form.setFields(known);
  if (known[0]) form.scrollToField(known[0].name, { focus: true, block: "nearest" });
  return known.length === error.errors.length && known.length > 0 ? null : error.message;
}
