import { isNegative, showDecimal } from "@/lib/decimals";

/** A score with its decimals as published; a dash where there is none. */
export function Score({
  value,
  places = 2,
  size,
  signed,
}: {
  value: string | null | undefined;
  places?: number;
  size?: "large";
  signed?: boolean;
}) {
  if (value === null || value === undefined) return <span className="muted">–</span>;
  const text = showDecimal(value, places);
  return (
    <span className="num" style={size === "large" ? { fontSize: "2rem", fontWeight: 600, lineHeight: 1.2 } : undefined}>
      {signed && !isNegative(value) ? `+${text}` : text}
    </span>
  );
}
