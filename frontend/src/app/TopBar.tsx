import { UserOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Layout, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { WaitingCount } from "@/app/WaitingCount";
import { sessionQuery, useSession } from "@/auth/session";
import { chooseLanguage } from "@/i18n";
import { showTime } from "@/lib/dates";
import { useAct } from "@/lib/useAct";
import { useYear, useYears } from "@/lib/year";
import { Sign } from "@/ui/Sign";
import styles from "./TopBar.module.css";

export function TopBar({ menuButton, search }: { menuButton: ReactNode; search: ReactNode }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [year, setYear] = useYear();
  const years = useYears();
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <div className="frame-head no-print">
      {session.is_demo && <Band>{t("frame.demo", { now: showTime(session.office_now) })}</Band>}
      {session.is_rehearsal && <Band>{t("frame.rehearsal", { now: showTime(session.office_now) })}</Band>}
      <Layout.Header className="frame-top">
        {menuButton}
        <Link to="/" className="frame-brand">
          <Sign size={26} label={t("name")} />
          <span className="hide-small">{t("name")}</span>
          <span className="frame-county hide-small">{session.county_name}</span>
        </Link>
        <Select
          value={year}
          onChange={setYear}
          aria-label={t("frame.year")}
          variant="filled"
          options={years.map((value) => ({ value, label: t("frame.yearOf", { year: value }) }))}
          className={styles.year}
        />
        {search}
        <div className="frame-spring" />
        <WaitingCount />
        <Button type="text" onClick={() => void chooseLanguage(other)} lang={other}>
          {t("frame.otherLanguage")}
        </Button>
        <UserMenu />
      </Layout.Header>
    </div>
  );
}

/** What sort of installation this is, above everything. */
function Band({ children }: { children: ReactNode }) {
  return (
    <div className="frame-demo" role="note">
      {children}
    </div>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = (): void => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    void navigate("/sign-in");
  };
  const signOut = useAct({ act: () => api.DELETE("/api/v1/directory/session"), onDone: leave, onRefused: leave });
  const roles = session.roles.map((role) => t(`roles.${role}`)).join(t("listSeparator"));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", type: "group", label: `${session.display_name} · ${roles}` },
          { key: "unit", type: "group", label: session.unit?.name ?? session.county_name },
          { key: "own", label: <Link to="/own-account">{t("frame.ownAccount")}</Link> },
          {
            key: "reference",
            label: (
              <a href="/api/docs" target="_blank" rel="noreferrer">
                {t("frame.reference")}
              </a>
            ),
          },
          { key: "out", label: t("frame.signOut") },
        ],
        onClick: ({ key }) => {
          if (key === "out") signOut.run();
        },
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t("frame.user", { name: session.display_name })}>
        <span className="hide-small">{session.display_name}</span>
      </Button>
    </Dropdown>
  );
}
