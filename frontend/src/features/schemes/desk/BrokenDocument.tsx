import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Scheme } from "../queries";
import { PageHeader } from "@/ui/PageHeader";

/** A draft whose document is no tree, as only another program can have written it: mended by a file, not by the form. */
export function BrokenDocument({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation("editor");
  return (
    <>
      <PageHeader title={scheme.name} />
      <Alert
        type="warning"
        showIcon
        title={t("noTree")}
        description={<Link to={`/schemes/${scheme.id}`}>{t("read")}</Link>}
      />
    </>
  );
}
