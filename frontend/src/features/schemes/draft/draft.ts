import type { Schema } from "@/api/client";

/** A scheme's tree as it is written, whatever is still lacking or wrong in it. */
export interface SchemeNode {
  readonly code: string;
  readonly name?: string;
  readonly combine?: string;
  readonly parts?: readonly SchemeNode[];
  readonly rule?: Rule;
  readonly [key: string]: unknown;
}

export type Rule = Readonly<Record<string, unknown>> & { readonly type?: string };
export type Source = Readonly<Record<string, unknown>>;
export type SchemeDocument = Readonly<Record<string, unknown>> & { readonly root: SchemeNode };

/** What is edited and saved as a whole. */
export interface Draft {
  readonly name: string;
  readonly class_codes: readonly string[];
  readonly document: SchemeDocument;
  readonly binding: Readonly<Record<string, Source>>;
  readonly coefficients: Readonly<Record<string, string>>;
  readonly full_score: string | null;
}

/** Indexes of parts from the root down; the root is the empty path. */
export type Path = readonly number[];
/** A node, or the scheme as a whole. */
export type Selection = Path | "whole";

export type Findings = Schema<"SketchFindings">;
export type Finding = Schema<"SchemeWarning">;
export type Fact = Readonly<Record<string, unknown>>;

export function draftOf(scheme: Schema<"SchemeView">): Draft {
  const { name, class_codes, full_score } = scheme;
  return {
    name,
    class_codes,
    full_score,
    document: scheme.document as SchemeDocument,
    binding: scheme.binding as Draft["binding"],
    coefficients: scheme.coefficients as Draft["coefficients"],
  };
}
