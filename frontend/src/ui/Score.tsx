import { useTranslation } from "react-i18next";
import { showTime } from "@/lib/dates";
import { isNegative, showDecimal } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  value: string | null | undefined;
  places?: number;
  size?: "large";
  /** With a plus sign where it is not negative. */
  signed?: boolean;
  /** A word after the number; `points` of the namespace `score` where only true is given. */
  unit?: string | true;
  /** RFC 3339: until when what happened is counted. */
  asOf?: string | null;
}

/** A score with its decimals as published; a dash where there is none. */
export function Score({ value, places = 2, size, signed, unit, asOf }: Props) {
  const { t } = useTranslation();
  if (value === null || value === undefined) return <span className="muted">–</span>;
  const text = showDecimal(value, places);
  return (
    <>
      <span className={size === "large" ? classNames("num", layout.figure) : "num"}>
        {signed && !isNegative(value) ? `+${text}` : text}
      </span>
      {unit && <span className="muted"> {unit === true ? t("score.points") : unit}</span>}
      {asOf && <span className="muted num"> {t("score.asOf", { time: showTime(asOf) })}</span>}
    </>
  );
}
