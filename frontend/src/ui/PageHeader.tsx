import { Breadcrumb } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

interface Props {
  title: string;
  /** Record number, so that two people on the phone can say where they are. */
  number?: string;
  /** One sentence: as of when, or what the page says at a glance. */
  note?: ReactNode;
  trail?: readonly { label: string; path?: string }[];
  actions?: ReactNode;
}

export function PageHeader({ title, number, note, trail = [], actions }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t("name")}`;
  }, [title, t]);
  return (
    <header style={{ marginBottom: 16 }}>
      {trail.length > 0 && (
        <Breadcrumb
          className="no-print"
          items={[
            ...trail.map(({ label, path }) => ({ title: path ? <Link to={path}>{label}</Link> : label })),
            { title: number ?? title },
          ]}
        />
      )}
      <div className="row" style={{ justifyContent: "space-between" }}>
        <h1 style={{ fontSize: "1.6rem", margin: "4px 0", lineHeight: 1.3 }}>
          {title}{" "}
          {number && (
            <span className="num muted" style={{ fontSize: "1rem", fontWeight: 400 }}>
              {number}
            </span>
          )}
        </h1>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {note && (
        <div className="muted page-note" style={{ marginTop: 4 }}>
          {note}
        </div>
      )}
    </header>
  );
}
