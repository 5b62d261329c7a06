import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ROUND_TONES, type Kind, type Round } from "./queries";
import { showShort } from "@/lib/decimals";
import { useItemOf } from "@/lib/rounds";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

interface Props {
  round: Round;
  title: string;
  kind: Kind;
  actions?: ReactNode;
}

/** Where a round belongs, whether it runs, and which item of which scheme it feeds. */
export function RoundHeader({ round, title, kind, actions }: Props) {
  const { t } = useTranslation(["evaluations", "rounds"]);
  const item = useItemOf(round);
  return (
    <PageHeader
      title={title}
      trail={[
        {
          label: t(`titles.${kind}`, { year: round.year }),
          path: `/${kind === "leaders" ? "evaluations" : "ballots"}?year=${String(round.year)}`,
        },
      ]}
      note={
        <>
          <StateTag label={t(`rounds:states.${round.state}`)} tone={ROUND_TONES[round.state]} />{" "}
          {item && t("rounds:feeds", { scheme: item.schemeName, item: item.name, points: showShort(item.points) })}
        </>
      }
      actions={actions}
    />
  );
}
