import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { GROUNDS, rankedQuery, type Exclusion, type RoundDetail } from "./queries";
import { useUnitNames } from "@/lib/units";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./Exclusions.module.css";

/** People whom the office knows to be out of the question, each with the ground. */
export function Exclusions({ round }: { round: RoundDetail }) {
  const { t } = useTranslation(["nominations", "app"]);
  const form = Form.useFormInstance();
  const unitName = useUnitNames();
  const ranked = useQuery(rankedQuery(round));
  const entered = (Form.useWatch("exclusions", form) ?? []) as (Partial<Exclusion> | undefined)[];
  const taken = new Set(entered.map((entry) => entry?.cadre_code));
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  const people = (ranked.data ?? []).map((line) => ({
    value: line.subject_code,
    label: t("personOf", { name: line.name, unit: unitName(line.unit_code), rank: line.rank }),
    disabled: taken.has(line.subject_code),
  }));
  return (
    <Form.List name="exclusions">
      {(fields, { add, remove }) => (
        <div className={classNames("stack", layout.roomBelow)}>
          {fields.map(({ key, name }) => (
            <div key={key} className="card">
              <div className={styles.fields}>
                <Form.Item name={[name, "cadre_code"]} label={t("candidate")} rules={required}>
                  <Select showSearch={{ optionFilterProp: "label" }} loading={ranked.isPending} options={people} />
                </Form.Item>
                <Form.Item name={[name, "ground"]} label={t("ground")} rules={required}>
                  <Select options={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))} />
                </Form.Item>
              </div>
              <Form.Item name={[name, "reason"]} label={t("reason")} rules={required}>
                <Input maxLength={500} />
              </Form.Item>
              <Button
                aria-label={t("removeExclusionOf", { number: name + 1 })}
                onClick={() => {
                  remove(name);
                }}
              >
                {t("removeExclusion")}
              </Button>
            </div>
          ))}
          <div>
            <Button
              onClick={() => {
                add();
              }}
            >
              {t("addExclusion")}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}
