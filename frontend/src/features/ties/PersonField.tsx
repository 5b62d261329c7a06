import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Form } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "@/auth/session";
import { cadresQuery } from "@/lib/subjects";

/** A person by code: cadres are offered to whoever may see them, anybody else is written. */
export function PersonField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation(["ties", "app"]);
  const cadres = useQuery({ ...cadresQuery, enabled: useMay()("directory:cadre:read") });
  const options = (cadres.data ?? [])
    .filter((cadre) => cadre.is_active)
    .map((cadre) => ({ value: cadre.code, label: `${cadre.name} ${cadre.code}` }));
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t("personHint")}
      rules={[{ required: true, whitespace: true, message: t("app:required") }]}
    >
      <AutoComplete
        maxLength={40}
        options={options}
        showSearch={{ filterOption: (typed, option) => option?.label.includes(typed) ?? false }}
      />
    </Form.Item>
  );
}
