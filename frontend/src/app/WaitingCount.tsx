import { BellOutlined } from "@ant-design/icons";
import { useQueries } from "@tanstack/react-query";
import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useBrought } from "@/app/feature";
import { byDeadline, countThings, type WaitingRow } from "@/app/waiting";
import { tokens } from "@/ui/tokens";
import { useSession } from "@/auth/session";

/** All that waits for this person, soonest first. */
export function useWaiting(): { rows: WaitingRow[]; isPending: boolean; failed: boolean } {
  const session = useSession();
  const open = useBrought("waiting").filter((provider) => session.permissions.includes(provider.permission));
  const results = useQueries({ queries: open.map((provider) => provider.query(session)) });
  const rows = results.flatMap((result) => result.data ?? []).sort(byDeadline);
  return { rows, isPending: results.some((r) => r.isPending), failed: results.some((r) => r.isError) };
}

export function WaitingCount() {
  const { t } = useTranslation();
  const { rows } = useWaiting();
  const count = countThings(rows);
  return (
    <Link to="/" className="frame-waiting" aria-label={t("frame.waiting", { count })}>
      <Badge count={count} size="small" offset={[5, -2]} color={tokens.vermilion} overflowCount={99}>
        <BellOutlined className="frame-bell" />
      </Badge>
    </Link>
  );
}
