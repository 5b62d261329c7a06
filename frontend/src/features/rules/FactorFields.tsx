import { Button, Form, Input, type FormItemProps } from "antd";
import { useTranslation } from "react-i18next";

/** By what the points may be multiplied, and when; 1 is always among them. */
export function FactorFields({ rules }: { rules: FormItemProps["rules"] }) {
  const { t } = useTranslation(["deductions", "app"]);
  return (
    <Form.List name="factors">
      {(fields, { add, remove }, { errors }) => (
        <fieldset>
          <legend>{t("factor")}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="row">
              <Form.Item name={[name, "factor"]} label={t("rules.times")} rules={rules}>
                <Input inputMode="decimal" maxLength={9} />
              </Form.Item>
              <Form.Item name={[name, "meaning"]} label={t("rules.when")}>
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item name={[name, "meaning_en"]} label={t("rules.whenEnglish")}>
                <Input maxLength={120} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  aria-label={t("rules.leaveOut", { place: name + 1 })}
                  onClick={() => {
                    remove(name);
                  }}
                >
                  {t("rules.remove")}
                </Button>
              )}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            onClick={() => {
              add({ factor: "", meaning: "", meaning_en: "" });
            }}
          >
            {t("rules.addFactor")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
