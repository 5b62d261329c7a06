import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DeclareDialog } from "./DeclareDialog";
import { endTie, firstTies, termQuery, type Tie } from "./queries";
import { TermDialog } from "./TermDialog";
import { TieList, useTiedTo } from "./TieList";
import { useMay } from "@/auth/session";
import { NewButton } from "@/ui/NewButton";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";

/** Everybody's ties, kept by the organisation department. */
export default function TiesPage() {
  const { t } = useTranslation("ties");
  const mayManage = useMay()("directory:tie:manage");
  const tiedTo = useTiedTo();
  const [isEntering, setEntering] = useState(false);
  const [isSetting, setSetting] = useState(false);
  const [ending, choose] = useState<Tie | null>(null);
  const years = useQuery(termQuery).data?.years;
  return (
    <>
      <PageHeader
        title={t("title")}
        note={
          <>
            {t("note")} {years !== undefined && t("term", { count: years })}
          </>
        }
        actions={
          mayManage && (
            <>
              {years !== undefined && (
                <Button
                  onClick={() => {
                    setSetting(true);
                  }}
                >
                  {t("setTerm")}
                </Button>
              )}
              <NewButton label={t("enter")} onOpen={setEntering} />
            </>
          )
        }
      />
      <TieList
        of="all"
        caption={t("title")}
        hint={t("emptyHint")}
        firstPage={firstTies}
        {...(mayManage && { onEnd: choose })}
      />
      <TermDialog
        open={isSetting}
        years={years ?? 0}
        onClose={() => {
          setSetting(false);
        }}
      />
      <DeclareDialog
        open={isEntering}
        byOffice
        onClose={() => {
          setEntering(false);
        }}
      />
      <ReasonDialog
        open={ending !== null}
        title={t("endTitle", { name: ending?.person_name, other: ending ? tiedTo(ending) : "" })}
        confirmText={t("end")}
        reasonLabel={t("endReason")}
        onConfirm={(reason) => endTie(ending?.id ?? "", reason)}
        touches={["ties"]}
        onClose={() => {
          choose(null);
        }}
      >
        {t("endEffect")}
      </ReasonDialog>
    </>
  );
}
