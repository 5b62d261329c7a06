import { Button, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CountField, Part } from "./inputs";
import { STEPS } from "@/lib/personnel";
import layout from "@/ui/layout.module.css";
import styles from "./inputs.module.css";

/** Article 6: which steps follow after how many years of lagging in a row. */
export function LadderFields() {
  const { t } = useTranslation(["linkage", "app", "proposals"]);
  const years = t("units.years");
  const required = [{ required: true, message: t("app:required") }];
  return (
    <Part title={t("parts.accountability", { number: 6 })}>
      <Form.List name={["accountability", "ladder"]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className={styles.rung}>
                <Form.Item name={[name, "lagging_years"]} label={t("ladder.years")} rules={required}>
                  <InputNumber min={1} max={10} precision={0} suffix={years} className={layout.full} />
                </Form.Item>
                <Form.Item name={[name, "steps"]} label={t("ladder.steps")} rules={required}>
                  <Select
                    mode="multiple"
                    showSearch={{ optionFilterProp: "label" }}
                    defaultActiveFirstOption={false}
                    options={STEPS.map((value) => ({ value, label: t(`proposals:steps.${value}`) }))}
                  />
                </Form.Item>
                <Form.Item className={styles.remove}>
                  <Button
                    disabled={rows.length === 1}
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
                {t("ladder.add")}
              </Button>
            </Form.Item>
          </>
        )}
      </Form.List>
      <div className="fields">
        <CountField
          name={["accountability", "veto_counts_as_years"]}
          label={t("ladder.veto")}
          least={1}
          most={10}
          unit={years}
        />
      </div>
    </Part>
  );
}
