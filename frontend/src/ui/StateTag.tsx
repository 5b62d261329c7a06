import { Tag } from "antd";

const COLORS = { done: "green", open: "blue", due: "gold", bad: "red", still: "default" } as const;

/** A state as a word in a quiet tag. */
export function StateTag({ label, tone = "still" }: { label: string; tone?: keyof typeof COLORS }) {
  return <Tag color={COLORS[tone]}>{label}</Tag>;
}
