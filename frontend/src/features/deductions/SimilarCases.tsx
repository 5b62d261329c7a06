import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Likeness } from "./Likeness";
import { similarQuery, type Deduction } from "./queries";
import { CardSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import "./deductions.css";

interface Props {
  row: Deduction;
  /** Where merging is open to this reader. */
  onMerge: ((into: string) => void) | null;
}

/** Records of the unit that may speak of the same matter, each with the reason, to be merged in place. */
export function SimilarCases({ row, onMerge }: Props) {
  const { t } = useTranslation("deductions");
  const similar = useQuery(similarQuery(row.id));
  if (similar.isPending) return <CardSkeleton rows={2} />;
  if (similar.isError) return <ErrorState error={similar.error} onRetry={() => void similar.refetch()} />;
  const { items, nearby_days: days, same_place_metres: metres } = similar.data;
  return (
    <section className="card" aria-label={t("similar.title")}>
      <strong>{t("similar.title")}</strong>
      {items.length === 0 ? (
        <p className="muted">{t("similar.none", { unit: row.unit_name })}</p>
      ) : (
        <ul className="cases">
          {items.map((other) => (
            <li key={other.id}>
              <Likeness row={other} />
              <span className="row">
                <Link to={`/deductions/${other.id}`}>{t("similar.open")}</Link>
                {onMerge && (
                  <Button
                    size="small"
                    onClick={() => {
                      onMerge(other.id);
                    }}
                  >
                    {t("similar.mergeInto")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted cases-foot">{t("similar.how", { days, metres })}</p>
    </section>
  );
}
