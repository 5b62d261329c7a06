import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import "./objection.css";
import { evidenceQuery, inGroups } from "@/ui/evidence/evidence";

/** What the unit handed in with its objection, each file with the hash by which it can be told from any other. */
export function ObjectionFiles({ deductionId }: { deductionId: string }) {
  const { t } = useTranslation("deductions");
  const evidence = useQuery(evidenceQuery({ kind: "deduction", id: deductionId }));
  const files = (evidence.data?.items ?? []).filter((item) => item.purpose === "objection");
  if (files.length === 0) return null;
  return (
    <ul className="objection-files" aria-label={t("objectionFiles")}>
      {files.map((file) => (
        <li key={file.id}>
          {file.withdrawal ? <del>{file.filename}</del> : file.filename}
          <span className="muted objection-hash">{t("fileHash", { hash: inGroups(file.sha256) })}</span>
        </li>
      ))}
    </ul>
  );
}
