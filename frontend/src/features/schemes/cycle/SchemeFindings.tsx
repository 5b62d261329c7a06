import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Scheme } from "../queries";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./SchemeFindings.module.css";

/** What a review would find in a draft as it stands: first what keeps it from passing. */
export function SchemeFindings({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation("cycle");
  if (scheme.state !== "draft") return null;
  const kinds = [
    { type: "error", title: t("draftFaults", { count: scheme.faults.length }), findings: scheme.faults },
    { type: "warning", title: t("draftWarnings", { count: scheme.warnings.length }), findings: scheme.warnings },
  ] as const;
  return (
    <div className={classNames("stack", layout.roomBelow)}>
      {kinds.map(
        ({ type, title, findings }) =>
          findings.length > 0 && (
            <Alert
              key={type}
              role="note"
              type={type}
              showIcon
              title={
                <details>
                  <summary>{title}</summary>
                  <ul className={styles.findings}>
                    {findings.map(({ pointer, code, message }) => (
                      <li key={`${pointer} ${code}`}>{message}</li>
                    ))}
                  </ul>
                </details>
              }
            />
          ),
      )}
    </div>
  );
}
