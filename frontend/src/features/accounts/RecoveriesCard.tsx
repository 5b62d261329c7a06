import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { recoveriesQuery } from "./recoveries";
import { showTime } from "@/lib/dates";
import styles from "./RecoveriesCard.module.css";

/** Told to every administrator and auditor for thirty days: nobody signed for it, so nobody may overlook it. */
export default function RecoveriesCard() {
  const { t } = useTranslation("home");
  const { data: recoveries = [] } = useQuery(recoveriesQuery);
  if (recoveries.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.card}
      title={t("recoveries.title")}
      description={
        <>
          <p className={styles.note}>{t("recoveries.note")}</p>
          <ul className={styles.list}>
            {recoveries.map((recovery) => (
              <li key={recovery.id}>
                <span>
                  {t(`recoveries.acts.${recovery.act}`, { name: recovery.display_name, username: recovery.username })}
                </span>
                <span className="num muted">{showTime(recovery.recovered_at)}</span>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
