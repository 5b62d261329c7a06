import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { itemsOf, useIssuedSchemes } from "@/lib/schemes";

export interface RoundFieldValues {
  /** Scheme and item in one, as `roundTarget` takes them apart. */
  feeds: string;
  class_codes: string[];
}

const SEPARATOR = "/";

/** The scheme and the item that a round feeds. */
export function roundTarget(feeds: string): { scheme_code: string; item_code: string } {
  const [scheme_code = "", item_code = ""] = feeds.split(SEPARATOR);
  return { scheme_code, item_code };
}

/** What every round at year's end is opened for: an item of a scheme in force, and classes of that scheme. */
export function RoundFields({ year, source }: { year: number; source: string }) {
  const { t, i18n } = useTranslation(["rounds", "app"]);
  const form = Form.useFormInstance<RoundFieldValues>();
  const chosen = Form.useWatch<string | undefined>("feeds", form);
  const schemes = useIssuedSchemes(year);
  const options = schemes.flatMap((scheme) =>
    itemsOf(scheme)
      .filter((item) => item.source === source)
      .map((item) => ({
        value: `${scheme.code}${SEPARATOR}${item.code}`,
        label: t("itemOf", { scheme: scheme.name, item: item.name }),
      })),
  );
  const scheme = chosen && schemes.find((row) => row.code === roundTarget(chosen).scheme_code);
  const classes = (scheme ? scheme.classes : []).map((row) => ({
    value: row.code,
    label: i18n.language === "en" ? row.name_en : row.name,
  }));
  return (
    <>
      <Form.Item
        name="feeds"
        label={t("item")}
        rules={[{ required: true, message: t("app:required") }]}
        extra={t("itemHint")}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={options}
          notFoundContent={t("noItem", { year })}
          onChange={(value: string) => {
            const found = schemes.find((row) => row.code === roundTarget(value).scheme_code);
            form.setFieldValue("class_codes", found?.class_codes ?? []);
          }}
        />
      </Form.Item>
      <Form.Item name="class_codes" label={t("classes")} rules={[{ required: true, message: t("app:required") }]}>
        <Select mode="multiple" disabled={!scheme} options={classes} />
      </Form.Item>
    </>
  );
}
