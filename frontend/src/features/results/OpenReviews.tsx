import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** What holds a result up: reviews that wait for the committee, or for the class to be computed again. */
export function OpenReviews({ result }: { result: Schema<"ResultDetail"> }) {
  const { t } = useTranslation("results");
  const may = useMay();
  const { reviews_undecided: undecided, reviews_to_carry_out: toCarryOut } = result;
  if (undecided + toCarryOut === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className={classNames("no-print", layout.roomBelow)}
      title={
        <>
          {undecided > 0 && t("undecided", { count: undecided })}{" "}
          {toCarryOut > 0 && t("toCarryOut", { count: toCarryOut })}{" "}
          {may("appraisal:review:read") && (
            <Link to={`/reviews?year=${String(result.year)}&state=${undecided > 0 ? "requested" : "changed"}`}>
              {t("seeReviews")}
            </Link>
          )}
        </>
      }
    />
  );
}
