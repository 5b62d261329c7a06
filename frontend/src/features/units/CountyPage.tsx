import { useQuery } from "@tanstack/react-query";
import { Button, Descriptions, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { countyQuery, nameCounty, type CountyEntry } from "./queries";
import { FormDialog } from "@/ui/FormDialog";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";

/** The name of the county, which stands on every page and in what is made public. */
export default function CountyPage() {
  const { t } = useTranslation(["units", "app"]);
  const county = useQuery(countyQuery);
  const [isNaming, setNaming] = useState(false);
  if (county.isPending) return <PageSkeleton />;
  if (county.isError) return <ErrorState error={county.error} onRetry={() => void county.refetch()} />;
  const { name, name_en, is_invented, version } = county.data;
  const isNamed = version > 0;
  const open = (
    <Button
      type="primary"
      onClick={() => {
        setNaming(true);
      }}
    >
      {t(isNamed ? "county.correct" : "county.open")}
    </Button>
  );
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <>
      <PageHeader title={t("county.title")} note={t("county.note")} actions={isNamed && open} />
      <section className="card" aria-label={t("county.title")}>
        {isNamed ? (
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: "name", label: t("name"), children: name },
              { key: "name_en", label: t("nameEn"), children: name_en },
            ]}
          />
        ) : (
          <EmptyState title={t("county.none")} hint={t("county.noneHint")} action={open} />
        )}
      </section>
      <FormDialog<CountyEntry>
        open={isNaming}
        title={t(isNamed ? "county.correct" : "county.open")}
        confirmText={t("app:save")}
        {...(isNamed && { initialValues: { name, name_en } })}
        onSubmit={(values) => nameCounty(version, { ...values, is_invented })}
        touches={["county", "session"]}
        onClose={() => {
          setNaming(false);
        }}
      >
        <Form.Item name="name" label={t("name")} rules={required}>
          <Input maxLength={200} placeholder={t("county.example")} />
        </Form.Item>
        <Form.Item name="name_en" label={t("nameEn")} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </FormDialog>
    </>
  );
}
