import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DeclareDialog } from "./DeclareDialog";
import { firstOwnTies, termQuery } from "./queries";
import { TieList } from "./TieList";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";

/** To whom and to which units one is tied; everybody declares the own, and an office ends it. */
export default function OwnTiesPage() {
  const { t } = useTranslation("ties");
  const [isDeclaring, setDeclaring] = useState(false);
  const years = useQuery(termQuery).data?.years;
  return (
    <>
      <PageHeader
        title={t("ownTitle")}
        note={
          <>
            {t("ownNote")} {years !== undefined && t("term", { count: years })}
          </>
        }
        actions={<NewButton label={t("declare")} onOpen={setDeclaring} />}
      />
      <TieList of="own" caption={t("ownTitle")} hint={t("ownEmptyHint")} firstPage={firstOwnTies} />
      <DeclareDialog
        open={isDeclaring}
        onClose={() => {
          setDeclaring(false);
        }}
      />
    </>
  );
}
