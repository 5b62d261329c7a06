import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import type { Permission } from "@/auth/session";
import { RecordLink } from "@/ui/RecordLink";
import "@/ui/factRecords.css";

type FactRecord = Schema<"FactRecordView">;

interface Page {
  permission: Permission;
  path: (record: FactRecord, of: { year: number; subject_code: string }) => string;
}

const at = (folder: string) => (record: FactRecord) => `${folder}/${record.id ?? ""}`;

/** Which page shows a record, and who may open it; an owner's entry has no page beyond its sentence. */
const PAGES: Partial<Record<FactRecord["kind"], Page>> = {
  ballot_round: { permission: "appraisal:ballot:read", path: at("/ballots") },
  bonus_claim: {
    permission: "appraisal:bonus:read",
    path: (_, of) => `/bonuses?${new URLSearchParams({ year: String(of.year), unit: of.subject_code }).toString()}`,
  },
  deduction: { permission: "supervision:deduction:read", path: at("/deductions") },
  evaluation_round: { permission: "appraisal:evaluation:read", path: at("/evaluations") },
  plan: { permission: "targets:plan:read", path: at("/plans") },
  sheet: {
    permission: "appraisal:sheet:read",
    path: (record) => `/sheets/${record.within_id ?? ""}/${record.id ?? ""}`,
  },
  unit_result: {
    permission: "appraisal:result:read",
    path: (record) => `/results/${record.id ?? ""}/subjects/${record.subject_code ?? ""}`,
  },
  value: { permission: "targets:value:read", path: at("/values") },
};

const SHOWN = 6;

interface Props {
  records: readonly FactRecord[];
  of: { year: number; subject_code: string };
}

/** The records behind a fact: each a sentence, and a link where the reader may open it. */
export function FactRecords({ records, of }: Props) {
  const { t } = useTranslation();
  if (records.length === 0) return null;
  const lines = (some: readonly FactRecord[], from: number) => (
    <ul className="fact-records">
      {some.map((record, index) => {
        const page = record.id === null ? undefined : PAGES[record.kind];
        return (
          <li key={`${record.kind} ${record.id ?? ""} ${String(from + index)}`}>
            <RecordLink
              number={record.number ?? t(`explain.kinds.${record.kind}`)}
              path={page?.path(record, of) ?? null}
              {...(page && { permission: page.permission })}
            />{" "}
            <span className="muted">{record.sentence}</span>
          </li>
        );
      })}
    </ul>
  );
  return (
    <>
      {lines(records.slice(0, SHOWN), 0)}
      {records.length > SHOWN && (
        <details className="fact-records-more">
          <summary>{t("explain.more", { count: records.length - SHOWN })}</summary>
          {lines(records.slice(SHOWN), SHOWN)}
        </details>
      )}
    </>
  );
}
