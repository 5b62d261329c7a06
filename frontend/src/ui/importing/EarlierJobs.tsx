import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { countOf, firstJobs, isPreview, type Job, type JobService } from "./jobs";
import type { RowStatus } from "./outcome";
import { keys } from "@/api/keys";
import { showTime } from "@/lib/dates";
import { DataList } from "@/ui/DataList";
import { StateTag } from "@/ui/StateTag";

const TONES = { waiting: "open", running: "open", done: "done", refused: "bad", failed: "bad" } as const;

interface Props {
  service: JobService;
  kind: string;
  statuses: readonly RowStatus[];
  wordOf: (status: RowStatus, isPreview: boolean) => string;
}

/** What was imported or looked at before; each can be opened again. */
export function EarlierJobs({ service, kind, statuses, wordOf }: Props) {
  const { t } = useTranslation("imports");
  const told = (job: Job): string =>
    statuses
      .filter((status) => countOf(job, status) > 0)
      .map((status) => `${wordOf(status, isPreview(job))} ${countOf(job, status).toString()}`)
      .join("，");
  return (
    <DataList<Job>
      queryKey={keys.jobs.list(kind)}
      firstPage={() => firstJobs(service, kind)}
      caption={t("job.earlier")}
      rowKey={(job) => job.id}
      empty={{ title: t("job.none") }}
      columns={[
        {
          title: t("job.file"),
          render: (_, job) => <Link to={`?job=${job.id}`}>{job.file_name ?? t("job.unnamed")}</Link>,
        },
        { title: t("job.asked"), className: "num", render: (_, job) => showTime(job.created_at) },
        {
          title: t("job.state"),
          render: (_, job) => <StateTag label={t(`job.states.${job.state}`)} tone={TONES[job.state]} />,
        },
        { title: t("result"), render: (_, job) => job.problem?.detail ?? told(job) },
      ]}
    />
  );
}
