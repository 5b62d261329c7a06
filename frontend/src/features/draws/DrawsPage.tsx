import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { OpenDrawDialog } from "./OpenDrawDialog";
import { firstDraws, type Draw } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** Inspections of the year whose teams were drawn by lot. */
export default function DrawsPage() {
  const { t } = useTranslation("draws");
  const mayManage = useMay()("supervision:draw:manage");
  const navigate = useNavigate();
  const [year] = useYear();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayManage && <NewButton label={t("open")} onOpen={setOpen} />}
      />
      <DataList<Draw>
        caption={t("title", { year })}
        queryKey={keys.draws.list(year)}
        firstPage={() => firstDraws(year)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty", { year }), hint: t(mayManage ? "emptyOpen" : "emptyHint") }}
        columns={[
          { title: t("name"), render: (_, row) => <Link to={`/draws/${row.id}`}>{row.title}</Link> },
          {
            title: t("state"),
            render: (_, row) => (
              <StateTag label={t(`states.${row.state}`)} tone={row.state === "open" ? "open" : "done"} />
            ),
          },
          { title: t("teamSize"), className: "num", dataIndex: "team_size" },
          { title: t("openedAt"), className: "num", render: (_, row) => showTime(row.opened_at) },
          {
            title: t("drawnAt"),
            className: "num",
            render: (_, row) => (row.drawn_at ? showTime(row.drawn_at) : "–"),
          },
        ]}
      />
      <OpenDrawDialog
        year={year}
        open={isOpen}
        onDone={(draw) => navigate(`/draws/${draw.id}`)}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
