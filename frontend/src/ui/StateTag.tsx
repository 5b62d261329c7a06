import "@/ui/list.css";

export type Tone = "done" | "open" | "due" | "bad" | "still";

/** A state as a word in a quiet tag; the colours stay readable on their grounds. */
export function StateTag({ label, tone = "still" }: { label: string; tone?: Tone }) {
  return (
    <span className="tag" data-tone={tone}>
      {label}
    </span>
  );
}
