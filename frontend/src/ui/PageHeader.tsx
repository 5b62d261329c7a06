import { Breadcrumb } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./PageHeader.module.css";

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
    <header className={layout.roomBelow}>
      {trail.length > 0 && (
        <Breadcrumb
          className="no-print"
          items={[
            ...trail.map(({ label, path }) => ({ title: path ? <Link to={path}>{label}</Link> : label })),
            { title: number ?? title },
          ]}
        />
      )}
      <div className={classNames("row", layout.apart)}>
        <h1 className={styles.title}>
          {title} {number && <span className={classNames("num muted", layout.aside)}>{number}</span>}
        </h1>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {note && <div className={classNames("muted page-note", layout.near)}>{note}</div>}
    </header>
  );
}
