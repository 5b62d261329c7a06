import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Tie } from "./queries";
import type { Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { DataList } from "@/ui/DataList";
import { StateTag } from "@/ui/StateTag";

interface Props {
  of: "own" | "all";
  caption: string;
  /** What to do where there is none. */
  hint: string;
  firstPage: (inForce: boolean | undefined) => Promise<Schema<"Page_TieView_">>;
  onEnd?: (tie: Tie) => void;
}

/** The name of the unit or person at the other end of a tie. */
export function useTiedTo(): (tie: Tie) => string {
  const unitName = useUnitNames();
  return (tie) => (tie.unit_code === null ? (tie.other_name ?? "") : unitName(tie.unit_code));
}

/** Ties in force, or all that ever were, with what is known of why. */
export function TieList({ of, caption, hint, firstPage, onEnd }: Props) {
  const { t } = useTranslation("ties");
  const tiedTo = useTiedTo();
  const [shown, show] = useUrlState("shown");
  const action = {
    title: t("action"),
    render: (_: unknown, row: Tie) =>
      row.ended_at === null && (
        <Button size="small" onClick={() => onEnd?.(row)}>
          {t("end")}
        </Button>
      ),
  };
  return (
    <DataList<Tie>
      caption={caption}
      queryKey={keys.ties.list(of, shown)}
      firstPage={() => firstPage(shown === "all" ? undefined : true)}
      rowKey={(row) => row.id}
      empty={{ title: t("empty"), hint }}
      filters={
        <Segmented
          aria-label={t("shown")}
          value={shown === "all" ? "all" : "inForce"}
          options={(["inForce", "all"] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(value) => {
            show(value === "all" ? "all" : undefined);
          }}
        />
      }
      columns={[
        ...(of === "all" ? [{ title: t("who"), dataIndex: "person_name" }] : []),
        { title: t("other"), render: (_, row) => tiedTo(row) },
        { title: t("kind"), render: (_, row) => t(`kinds.${row.kind}`) },
        { title: t("reason"), className: "wrap-cell", render: (_, row) => row.reason ?? "–" },
        { title: t("since"), className: "num", render: (_, row) => showDate(row.from_on) },
        {
          title: t("declared"),
          render: (_, row) =>
            [showDate(row.declared_at), row.declared_by_name, row.document_number].filter(Boolean).join(" "),
        },
        {
          title: t("state"),
          className: "wrap-cell",
          render: (_, row) =>
            row.ended_at ? (
              <StateTag label={t("endedOn", { day: showDate(row.ended_at), reason: row.end_reason })} tone="still" />
            ) : (
              <StateTag label={t("inForce")} tone="open" />
            ),
        },
        ...(onEnd ? [action] : []),
      ]}
    />
  );
}
