import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { copyScheme, schemesOfYearQuery } from "./cycleQueries";
import { ApiProblem } from "@/api/problem";
import { FormDialog } from "@/ui/FormDialog";
import { EmptyState, ErrorState } from "@/ui/states";
import styles from "./CopyDialog.module.css";

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** Last year's schemes as drafts of this year, all of them unless some are left out. */
export function CopyDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("cycle");
  const source = year - 1;
  const schemes = useQuery({ ...schemesOfYearQuery(source), enabled: open });
  const standing = schemes.data?.filter((row) => row.state === "issued") ?? [];
  const copyAll = async ({ ids }: { ids: string[] }): Promise<void> => {
    const refusals: string[] = [];
    for (const id of ids) {
      try {
        await copyScheme(id, year);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        const name = standing.find((row) => row.id === id)?.name ?? id;
        refusals.push(t("notCopied", { name, reason: error.message }));
      }
    }
    if (refusals.length > 0) throw new Error(refusals.join("\n"));
  };
  if (!open) return null;
  return (
    <FormDialog<{ ids: string[] }>
      key={standing.length}
      open
      wide
      title={t("copyTitle", { source, year })}
      confirmText={t("copyConfirm")}
      initialValues={{ ids: standing.map((row) => row.id) }}
      onSubmit={copyAll}
      touches={["schemes"]}
      isStaleAfter={() => true}
      onClose={onClose}
    >
      <p className="dialog-text">{t("copyNote", { year })}</p>
      {schemes.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {schemes.isError && <ErrorState error={schemes.error} onRetry={() => void schemes.refetch()} />}
      {schemes.data && standing.length === 0 && <EmptyState title={t("nothingToCopy", { source })} />}
      <Form.Item
        name="ids"
        label={t("toCopy")}
        hidden={standing.length === 0}
        rules={[{ type: "array", min: 1, message: t("chooseOne") }]}
      >
        <Checkbox.Group
          className={styles.choices}
          options={standing.map((row) => ({ value: row.id, label: row.name }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
