import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Scheme } from "../queries";

/** What a review would find in a draft as it stands: first what keeps it from passing. */
export function SchemeFindings({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation("cycle");
  if (scheme.state !== "draft") return null;
  const kinds = [
    { type: "error", title: t("draftFaults", { count: scheme.faults.length }), findings: scheme.faults },
    { type: "warning", title: t("draftWarnings", { count: scheme.warnings.length }), findings: scheme.warnings },
  ] as const;
  return (
    <div className="stack" style={{ marginBottom: 16 }}>
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
                  <ul style={{ margin: "8px 0 0", paddingInlineStart: 20 }}>
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
