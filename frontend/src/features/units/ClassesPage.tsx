import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { correctClass, createClass, firstClasses, KINDS, type UnitClass, type UnitClassEntry } from "./queries";
import { CodeField } from "./UnitFields";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { wordOf } from "@/i18n/words";
import { DataList } from "@/ui/DataList";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { ReasonField } from "@/ui/ReasonField";

/** The classes inside which units are ranked, each with the reason for it. */
export default function ClassesPage() {
  const { t } = useTranslation(["units", "app"]);
  const mayManage = useMay()("directory:unit:manage");
  const [isNew, setNew] = useState(false);
  const [chosen, choose] = useState<UnitClass | null>(null);
  return (
    <>
      <PageHeader
        title={t("classes.title")}
        note={t("classes.note")}
        trail={[{ label: t("title"), path: "/units" }]}
        actions={mayManage && <NewButton label={t("classes.create")} onOpen={setNew} />}
      />
      <DataList<UnitClass>
        caption={t("classes.title")}
        queryKey={keys.unitClasses.every()}
        firstPage={firstClasses}
        rowKey={(row) => row.code}
        empty={{ title: t("classes.none"), hint: t(mayManage ? "classes.noneHint" : "noneWho") }}
        columns={[
          { title: t("code"), dataIndex: "code", className: "num" },
          { title: t("name"), dataIndex: "name" },
          { title: t("nameEn"), render: (_, row) => row.name_en ?? "–" },
          { title: t("kind"), render: (_, row) => wordOf("units:kinds", row.kind) },
          { title: t("classes.basis"), dataIndex: "basis" },
          ...(mayManage
            ? [
                {
                  title: "",
                  render: (_: unknown, row: UnitClass) => (
                    <Button
                      size="small"
                      aria-label={t("classes.correctOf", { name: row.name })}
                      onClick={() => {
                        choose(row);
                      }}
                    >
                      {t("correct")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <FormDialog<UnitClassEntry>
        open={isNew}
        title={t("classes.create")}
        confirmText={t("classes.create")}
        initialValues={{ kind: "township" }}
        onSubmit={(values) => createClass(values, t("codeTaken"))}
        touches={["unitClasses"]}
        onClose={() => {
          setNew(false);
        }}
      >
        <CodeField />
        <Form.Item name="kind" label={t("kind")} extra={t("kindHint")}>
          <Radio.Group options={KINDS.map((value) => ({ value, label: wordOf("units:kinds", value) }))} />
        </Form.Item>
        <ClassFields />
      </FormDialog>
      <FormDialog<Omit<UnitClassEntry, "code" | "kind">>
        open={chosen !== null}
        title={t("classes.correctOf", { name: chosen?.name ?? "" })}
        confirmText={t("app:save")}
        {...(chosen && { initialValues: { name: chosen.name, name_en: chosen.name_en, basis: chosen.basis } })}
        onSubmit={async (values) =>
          chosen && correctClass({ ...values, name_en: values.name_en || null, code: chosen.code, kind: chosen.kind })
        }
        touches={["unitClasses", "units"]}
        onClose={() => {
          choose(null);
        }}
      >
        <ClassFields />
      </FormDialog>
    </>
  );
}

function ClassFields() {
  const { t } = useTranslation(["units", "app"]);
  return (
    <>
      <Form.Item
        name="name"
        label={t("name")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="name_en" label={t("nameEn")}>
        <Input maxLength={200} />
      </Form.Item>
      <ReasonField name="basis" label={t("classes.basis")} hint={t("classes.basisHint")} />
    </>
  );
}
