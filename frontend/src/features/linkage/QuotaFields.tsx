import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ChoiceField, CountField, Part, PercentField, YesField } from "./inputs";
import { ROUNDINGS } from "./queries";
import { classesQuery, useClassNames } from "@/lib/classes";
import { HEADS } from "@/lib/personnel";
import layout from "@/ui/layout.module.css";
import styles from "./inputs.module.css";

/** Articles 1 and 2: how many excellent grades a unit has, and what of its principal leader. */
export function QuotaFields() {
  const { t } = useTranslation(["linkage", "proposals"]);
  const roundings = ROUNDINGS.map((value) => ({ value, label: t(`roundings.${value}`) }));
  const heads = HEADS.map((value) => ({ value, label: t(`proposals:heads.${value}`) }));
  const people = t("units.people");
  return (
    <>
      <Part title={t("parts.excellent_quota", { number: 1 })}>
        <div className="fields">
          <PercentField name={["excellent_quota", "default_share"]} label={t("quota.base")} />
          <PercentField name={["excellent_quota", "ceiling_share"]} label={t("quota.ceiling")} />
          <ChoiceField name={["excellent_quota", "rounding"]} label={t("quota.rounding")} options={roundings} />
          <CountField
            name={["excellent_quota", "advanced_adjustment"]}
            label={t("quota.advanced")}
            least={-5}
            most={5}
            unit={people}
          />
          <CountField
            name={["excellent_quota", "lagging_adjustment"]}
            label={t("quota.lagging")}
            least={-5}
            most={5}
            unit={people}
          />
          <YesField name={["excellent_quota", "principal_leaders_outside"]} label={t("quota.outside")} />
        </div>
        <ClassShares />
      </Part>
      <Part title={t("parts.head_grade", { number: 2 })}>
        <div className="fields">
          <ChoiceField name={["excellent_quota", "advanced_head"]} label={t("head.advanced")} options={heads} />
          <ChoiceField name={["excellent_quota", "lagging_head"]} label={t("head.lagging")} options={heads} />
        </div>
      </Part>
    </>
  );
}

/** Classes whose base share is another one. */
function ClassShares() {
  const { t } = useTranslation(["linkage", "app"]);
  const classes = useQuery(classesQuery);
  const className = useClassNames();
  const required = [{ required: true, message: t("app:required") }];
  return (
    <Form.List name={["excellent_quota", "class_shares"]}>
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles.line}>
              <Form.Item name={[name, "class_code"]} label={t("quota.class")} rules={required}>
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  loading={classes.isPending}
                  options={classes.data?.items.map(({ code }) => ({ value: code, label: className(code) }))}
                />
              </Form.Item>
              <Form.Item name={[name, "share"]} label={t("quota.classShare")} rules={required}>
                <InputNumber<string> stringMode min="0" max="100" suffix="%" className={layout.full} />
              </Form.Item>
              <Form.Item className={styles.remove}>
                <Button
                  onClick={() => {
                    remove(name);
                  }}
                >
                  {t("remove")}
                </Button>
              </Form.Item>
            </div>
          ))}
          <Form.Item>
            <Button
              onClick={() => {
                add();
              }}
            >
              {t("quota.addClass")}
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  );
}
