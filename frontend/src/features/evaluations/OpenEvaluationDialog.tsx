import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { openEvaluation } from "./queries";
import { showShort } from "@/lib/decimals";
import { peopleQuery } from "@/lib/people";
import { placeRefusal } from "@/lib/refusals";
import { findItem, useIssuedSchemes } from "@/lib/schemes";
import { FormDialog } from "@/ui/FormDialog";
import { RoundFields, roundTarget, type RoundFieldValues } from "@/ui/RoundFields";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./OpenEvaluationDialog.module.css";

type Values = RoundFieldValues & {
  /** By the name of the tier. */
  tiers?: Record<string, { value: string; label: string }[]>;
};

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** The item, the classes, and who stands in each tier of the scheme; how scores are counted stands in the scheme. */
export function OpenEvaluationDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("evaluations");
  const submit = ({ feeds, class_codes, tiers = {} }: Values): Promise<unknown> =>
    placeRefusal(
      openEvaluation({
        year,
        ...roundTarget(feeds),
        class_codes,
        tiers: Object.entries(tiers).map(([name, evaluators]) => ({
          name,
          evaluators: evaluators.map(({ value, label }) => ({ account_id: value, name: label })),
        })),
      }),
      {
        already_there: { pointer: "/feeds", message: t("openedAlready") },
        tiers_do_not_fit: { pointer: "/feeds" },
      },
    );
  return (
    <FormDialog<Values>
      open={open}
      wide
      title={t("openTitle.leaders", { year })}
      confirmText={t("open.leaders")}
      onSubmit={submit}
      touches={["evaluations"]}
      onClose={onClose}
    >
      <RoundFields year={year} source="evaluation_round" />
      <Tiers year={year} />
    </FormDialog>
  );
}

function Tiers({ year }: { year: number }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const feeds = Form.useWatch<string | undefined>("feeds");
  const schemes = useIssuedSchemes(year);
  const leaders = useQuery(peopleQuery("county_leader"));
  const found = feeds ? findItem(schemes, roundTarget(feeds)) : undefined;
  if (!found) return null;
  const { minimum = 0, tiers } = found.item;
  const people = leaders.data?.items.map((row) => ({ value: row.id, label: row.display_name })) ?? [];
  return (
    <fieldset className={styles.tiers}>
      <legend className={styles.legend}>{t("tiers")}</legend>
      <p className={classNames("muted", layout.lead)}>
        {t(Object.keys(tiers).length > 0 ? "tiersHint" : "noTiersHint", { minimum })}
      </p>
      {Object.entries(tiers).map(([name, weight]) => (
        <Form.Item
          key={name}
          name={["tiers", name]}
          label={t("tierOf", { name, weight: showShort(weight) })}
          rules={[{ required: true, message: t("app:required") }]}
        >
          <Select mode="multiple" labelInValue options={people} showSearch={{ optionFilterProp: "label" }} />
        </Form.Item>
      ))}
    </fieldset>
  );
}
