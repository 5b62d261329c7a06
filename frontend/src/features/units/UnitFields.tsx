import { Form, Input, Radio, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { KINDS } from "./queries";
import { wordOf } from "@/i18n/words";
import { classesQuery, useClassNames } from "@/lib/classes";
import layout from "@/ui/layout.module.css";

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The code of a new record, by which it is known for ever. */
export function CodeField() {
  const { t } = useTranslation(["units", "app"]);
  return (
    <Form.Item
      name="code"
      label={t("code")}
      extra={t("codeHint")}
      rules={[
        { required: true, message: t("app:required") },
        { pattern: CODE, message: t("codeWrong") },
      ]}
      validateFirst
    >
      <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
    </Form.Item>
  );
}

/** A new unit, in a class or without one. */
export function UnitFields() {
  const { t } = useTranslation(["units", "app"]);
  return (
    <>
      <CodeField />
      <Form.Item
        name="name"
        label={t("name")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kind" label={t("kind")} extra={t("kindHint")}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: wordOf("units:kinds", value) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={["kind"]}>
        {({ getFieldValue }) => <ClassField kind={String(getFieldValue("kind"))} name="class_code" isOptional />}
      </Form.Item>
      <Form.Item noStyle dependencies={["class_code"]}>
        {({ getFieldValue }) =>
          getFieldValue("class_code") ? (
            <>
              <DayField name="class_from" label={t("since")} />
              <Form.Item name="class_reason" label={t("reason")} extra={t("reasonHint")}>
                <Input.TextArea rows={2} maxLength={500} showCount />
              </Form.Item>
              <DocumentField name="class_document_number" />
            </>
          ) : null
        }
      </Form.Item>
    </>
  );
}

interface ClassFieldProps {
  kind: string;
  name: string;
  isOptional?: boolean;
}

/** The classes that take units of this kind. */
export function ClassField({ kind, name, isOptional = false }: ClassFieldProps) {
  const { t } = useTranslation(["units", "app"]);
  const nameOf = useClassNames();
  const classes = useQuery(classesQuery);
  const hint = isOptional ? "classHintLater" : "classHint";
  const fitting = classes.data?.items.filter((row) => row.kind === kind) ?? [];
  return (
    <Form.Item
      name={name}
      label={t("class")}
      extra={t(fitting.length > 0 || classes.isPending ? hint : "noClass")}
      rules={[{ required: !isOptional, message: t("app:required") }]}
    >
      <Select
        allowClear={isOptional}
        loading={classes.isPending}
        showSearch={{ optionFilterProp: "label" }}
        options={fitting.map(({ code }) => ({ value: code, label: nameOf(code) }))}
      />
    </Form.Item>
  );
}

export function DayField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation("app");
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t("required") }]}>
      <Input type="date" className={layout.dateField} />
    </Form.Item>
  );
}

export function DocumentField({ name }: { name: string }) {
  const { t } = useTranslation("units");
  return (
    <Form.Item name={name} label={t("document")}>
      <Input maxLength={80} autoComplete="off" />
    </Form.Item>
  );
}
