import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ClassesInput } from "../forms/ClassesInput";
import { beginScheme } from "../draft/draftQueries";
import type { Schema } from "@/api/client";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";

interface Values {
  name: string;
  code: string;
  subject_kind: "unit" | "cadre";
  class_codes: string[];
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** A scheme from nothing: an empty tree under a name, opened in the editor. */
export function NewSchemeDialog({ year, open, onClose }: { year: number; open: boolean; onClose: () => void }) {
  const { t } = useTranslation(["editor", "app"]);
  const go = useNavigate();
  if (!open) return null;
  const required = { required: true, whitespace: true, message: t("app:required") };
  const submit = (values: Values): Promise<Schema<"SchemeView">> => {
    const root = { code: "total", name: t("begin.root"), combine: "sum", parts: [] };
    const document = { code: values.code, title: values.name, year, root };
    return placeRefusal(beginScheme({ ...values, year, document, binding: {}, coefficients: {} }), {
      already_there: { pointer: "/code", message: t("nameTaken", { name: values.code }) },
    });
  };
  return (
    <FormDialog<Values, Schema<"SchemeView">>
      open
      title={t("begin.title", { year })}
      confirmText={t("begin.confirm")}
      initialValues={{ subject_kind: "unit", class_codes: [] }}
      onSubmit={submit}
      touches={["schemes"]}
      onDone={(draft) => go(`/schemes/${draft.id}/edit`)}
      onClose={onClose}
    >
      <Form.Item name="name" label={t("schemeName")} rules={[required]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t("begin.code")}
        extra={t("begin.codeHint")}
        rules={[required, { pattern: CODE, message: t("begin.codeForm") }]}
      >
        <Input maxLength={40} spellCheck={false} />
      </Form.Item>
      <Form.Item name="subject_kind" label={t("begin.kind")}>
        <Radio.Group
          options={[
            { value: "unit", label: t("begin.kinds.unit") },
            { value: "cadre", label: t("begin.kinds.cadre") },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.subject_kind !== after.subject_kind}>
        {(form) => (
          <Form.Item
            name="class_codes"
            label={t("classes")}
            rules={[{ required: true, type: "array", min: 1, message: t("app:required") }]}
          >
            <ClassesInput subjectKind={form.getFieldValue("subject_kind") as string} />
          </Form.Item>
        )}
      </Form.Item>
    </FormDialog>
  );
}
