import { useTranslation } from "react-i18next";
import type { Grade } from "./queries";

const SIGNS: Record<Grade, string> = { good: "●", fair: "▲", poor: "■" };

/** A light as shape, colour and word; with a count, the number of such lights. */
export function GradeLight({ grade, count }: { grade: Grade; count?: number }) {
  const { t } = useTranslation("quarterly");
  const word = t(`lights.${grade}`);
  return (
    <span className="grade-light" data-grade={grade}>
      <span aria-hidden="true">{SIGNS[grade]}</span> {count === undefined ? word : t("lightCount", { word, count })}
    </span>
  );
}
