import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { openEvaluation } from "./queries";
import { peopleQuery } from "@/lib/people";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import { RoundFields, roundTarget, type RoundFieldValues } from "@/ui/RoundFields";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./OpenEvaluationDialog.module.css";

interface TierValues {
  name: string;
  weight: string;
  evaluators: { value: string; label: string }[];
}

type Values = RoundFieldValues & { minimum: number; tiers?: TierValues[] };

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** The item, the classes, from how many on a mean is shown, and the tiers of leaders where they weigh differently. */
export function OpenEvaluationDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("evaluations");
  const submit = ({ feeds, class_codes, minimum, tiers = [] }: Values): Promise<unknown> =>
    placeRefusal(
      openEvaluation({
        year,
        ...roundTarget(feeds),
        class_codes,
        minimum,
        tiers: tiers.map(({ name, weight, evaluators }, index) => ({
          code: `tier-${String(index + 1)}`,
          name,
          weight,
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
      initialValues={{ minimum: 3 }}
      onSubmit={submit}
      touches={["evaluations"]}
      onClose={onClose}
    >
      <RoundFields year={year} source="evaluation_round" />
      <Form.Item name="minimum" label={t("minimum")} extra={t("minimumHint")}>
        <InputNumber min={1} max={100} precision={0} />
      </Form.Item>
      <Tiers />
    </FormDialog>
  );
}

function Tiers() {
  const { t } = useTranslation(["evaluations", "app"]);
  const leaders = useQuery(peopleQuery("county_leader"));
  const required = { required: true, message: t("app:required") };
  const people = leaders.data?.items.map((row) => ({ value: row.id, label: row.display_name })) ?? [];
  return (
    <Form.List name="tiers">
      {(fields, { add, remove }) => (
        <fieldset className={styles.tiers}>
          <legend className={styles.legend}>{t("tiers")}</legend>
          <p className={classNames("muted", layout.lead)}>{t("tiersHint")}</p>
          {fields.map(({ key, name }) => (
            <div key={key} className={classNames("row", styles.tier)}>
              <Form.Item name={[name, "name"]} label={t("tierName")} rules={[required]}>
                <Input maxLength={60} className={styles.name} />
              </Form.Item>
              <Form.Item
                name={[name, "weight"]}
                label={t("tierWeight")}
                rules={[{ required: true, pattern: /^\d+(\.\d{1,4})?$/, message: t("weightNeeded") }]}
              >
                <Input inputMode="decimal" className={styles.weight} />
              </Form.Item>
              <Form.Item
                name={[name, "evaluators"]}
                label={t("tierPeople")}
                rules={[required]}
                className={styles.evaluators}
              >
                <Select mode="multiple" labelInValue options={people} showSearch={{ optionFilterProp: "label" }} />
              </Form.Item>
              <Button
                className={styles.remove}
                onClick={() => {
                  remove(name);
                }}
              >
                {t("removeTier")}
              </Button>
            </div>
          ))}
          <Button
            onClick={() => {
              add();
            }}
          >
            {t("addTier")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
