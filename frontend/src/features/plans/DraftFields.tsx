import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanLevel } from "./queries";
import styles from "./DraftFields.module.css";
import { indicatorsQuery } from "@/lib/indicators";
import { showMonth } from "@/lib/dates";
import { plainNumber } from "@/lib/typed";
import { classNames } from "@/ui/classNames";

const DECIMAL = /^-?\d+(\.\d+)?$/;

interface Props {
  year: number;
  level: PlanLevel | undefined;
  months: readonly number[];
}

/** The targets of a plan, a line each: indicator, number, milestones, and what it carries one level up. */
export function DraftFields({ year, level, months }: Props) {
  const { t, i18n } = useTranslation(["plans", "app"]);
  const indicators = useQuery(indicatorsQuery(year)).data ?? [];
  const options = indicators.map((row) => ({
    value: row.code,
    label: `${row.code} ${i18n.language === "en" ? row.name_en : row.name} (${row.unit_of_measure})`,
  }));
  const number = {
    validator: (_: unknown, value: string | null | undefined) =>
      !value || DECIMAL.test(plainNumber(value)) ? Promise.resolve() : Promise.reject(new Error(t("numberNeeded"))),
  };
  return (
    <Form.List name="targets">
      {(lines, { add, remove }) => (
        <>
          {lines.map(({ key, name }, index) => (
            <section
              key={key}
              className={classNames("card", styles.line)}
              aria-label={t("lineOf", { number: index + 1 })}
            >
              <strong className={styles.number}>{t("lineOf", { number: index + 1 })}</strong>
              <Form.Item
                name={[name, "indicator_code"]}
                label={t("target")}
                rules={[{ required: true, message: t("app:required") }]}
                className={styles.wide ?? ""}
              >
                <Select showSearch={{ optionFilterProp: "label" }} options={options} />
              </Form.Item>
              <Form.Item name={[name, "target"]} label={t("value")} rules={[number]}>
                <Input inputMode="decimal" maxLength={30} placeholder={t("noNumber")} />
              </Form.Item>
              {months.map((month) => (
                <Form.Item
                  key={month}
                  name={[name, "milestones", String(month)]}
                  label={t("milestoneBy", { month: showMonth(month) })}
                  rules={[number]}
                >
                  <Input inputMode="decimal" maxLength={30} />
                </Form.Item>
              ))}
              {level !== "county" && (
                <Form.Item name={[name, "carries_indicator_code"]} label={t("carries")} className={styles.wide ?? ""}>
                  <Select
                    allowClear
                    showSearch={{ optionFilterProp: "label" }}
                    options={options}
                    placeholder={t("carriesSame")}
                  />
                </Form.Item>
              )}
              <Button
                danger
                type="text"
                disabled={lines.length === 1}
                aria-label={t("dropLine", { number: index + 1 })}
                onClick={() => {
                  remove(name);
                }}
              >
                {t("drop")}
              </Button>
            </section>
          ))}
          <Button
            onClick={() => {
              add({ milestones: {} });
            }}
          >
            {t("addTarget")}
          </Button>
        </>
      )}
    </Form.List>
  );
}
