import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { gatherLetters, retryLetter, type DeadLetter, type Hearing } from "./queries";
import { keys } from "@/api/keys";
import { showTime } from "@/lib/dates";
import { useAct, type Act } from "@/lib/useAct";
import { PageHeader } from "@/ui/PageHeader";
import { TableSkeleton } from "@/ui/Skeletons";
import { StateTag, type Tone } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

const TONES: Record<DeadLetter["state"], Tone> = { trying: "open", dead: "bad", behind: "still" };

type Retry = Act<DeadLetter, Awaited<ReturnType<typeof retryLetter>>>;

/** What services told each other and could not take in: what, why, since when; and to try it again. */
export default function DeadLettersPage() {
  const { t } = useTranslation(["deadletters", "app"]);
  const letters = useQuery({ queryKey: keys.deadLetters.list(i18next.language), queryFn: gatherLetters });
  const retry: Retry = useAct({ act: retryLetter, touches: ["deadLetters"] });
  const named = (services: readonly Hearing[]): string =>
    services.map((service) => t(`app:services.${service}`)).join(t("app:listSeparator"));
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} />
      <Outcome of={retry} />
      {letters.data && letters.data.silent.length > 0 && (
        <Alert type="warning" showIcon title={t("silent", { services: named(letters.data.silent) })} />
      )}
      {letters.data && letters.data.longer.length > 0 && (
        <Alert type="info" showIcon title={t("more", { services: named(letters.data.longer) })} />
      )}
      {letters.isPending ? (
        <TableSkeleton columns={7} />
      ) : letters.isError ? (
        <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />
      ) : (
        <Letters letters={letters.data.letters} retry={retry} />
      )}
    </>
  );
}

/** What came of the last try. */
function Outcome({ of }: { of: Retry }) {
  const { t } = useTranslation("deadletters");
  if (of.problem) return <Alert type="error" showIcon title={of.problem} />;
  if (of.isBusy || of.answer === undefined || of.input === undefined) return null;
  const { about } = of.input;
  return of.answer.is_applied ? (
    <Alert type="success" showIcon title={t("applied", { about })} />
  ) : (
    <Alert type="warning" showIcon title={t("failedAgain", { about, reason: of.answer.reason ?? "" })} />
  );
}

function Letters({ letters, retry }: { letters: DeadLetter[]; retry: Retry }) {
  const { t } = useTranslation(["deadletters", "app"]);
  return (
    <WideTable<DeadLetter>
      label={t("title")}
      rowKey={(letter) => letter.event_id + letter.at}
      dataSource={letters}
      locale={{ emptyText: <EmptyState title={t("empty")} hint={t("emptyHint")} isRelief /> }}
      columns={[
        {
          title: t("event"),
          className: "wrap-cell",
          render: (_, letter) => (
            <>
              <strong>{letter.title}</strong>
              <div className="muted">{letter.about}</div>
            </>
          ),
        },
        {
          title: t("way"),
          render: (_, letter) =>
            t("fromTo", { from: t(`app:services.${letter.source}`), to: t(`app:services.${letter.at}`) }),
        },
        { title: t("year"), className: "num", render: (_, letter) => letter.year ?? t("everyYear") },
        {
          title: t("state"),
          render: (_, letter) => <StateTag tone={TONES[letter.state]} label={t(`states.${letter.state}`)} />,
        },
        { title: t("reason"), className: "wrap-cell", render: (_, letter) => letter.reason ?? t("behindReason") },
        { title: t("since"), className: "num", render: (_, letter) => showTime(letter.arrived_at) },
        { title: t("tries"), className: "num", dataIndex: "attempts" },
        {
          title: "",
          render: (_, letter) =>
            letter.state !== "behind" && (
              <Button
                size="small"
                loading={retry.isBusy && retry.input?.event_id === letter.event_id}
                aria-label={t("retryOf", { about: letter.about })}
                onClick={() => {
                  retry.run(letter);
                }}
              >
                {t("retry")}
              </Button>
            ),
        },
      ]}
    />
  );
}
