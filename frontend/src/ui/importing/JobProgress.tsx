import { Alert, Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { Job } from "./jobs";

/** How far it is, or why nothing came of it; nothing more to say once it is done. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation("imports");
  if (job.state === "done") return null;
  if (job.problem !== null) return <Alert type="error" showIcon role="alert" title={job.problem.detail} />;
  const percent = job.row_count ? Math.floor((100 * job.done_count) / job.row_count) : 0;
  return (
    <div className="card stack" role="status">
      <span>
        {job.row_count === null
          ? t("job.reading", { name: job.file_name })
          : t("job.running", { done: job.done_count, total: job.row_count })}
      </span>
      <Progress percent={percent} aria-label={t("job.progress")} />
      <span className="muted">{t("job.leave")}</span>
    </div>
  );
}
