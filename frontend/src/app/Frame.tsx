import { MenuOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Grid, Layout } from "antd";
import { useState, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { Look } from "@/app/Look";
import { SearchBox } from "@/app/SearchBox";
import { SideMenu } from "@/app/SideMenu";
import { TopBar } from "@/app/TopBar";
import { sessionQuery, useSession } from "@/auth/session";
import { useDialogMark } from "@/lib/openDialogs";
import { yearsQuery } from "@/lib/year";
import { PageSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import "@/app/frame.css";

/** Everything after sign-in: navigation by the year's flow, the top bar, the page. */
export default function Frame() {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery);
  const isLetIn = session !== undefined && session !== null && !session.must_change_password;
  const years = useQuery({ ...yearsQuery, enabled: isLetIn });
  const location = useLocation();
  if (isPending || (isLetIn && years.isPending)) return <PageSkeleton />;
  if (error) {
    return (
      <Look>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Look>
    );
  }
  const next = encodeURIComponent(location.pathname + location.search);
  if (!session) return <Navigate to={`/sign-in?next=${next}`} replace />;
  if (session.must_change_password) return <Navigate to={`/first-password?next=${next}`} replace />;
  return (
    <Look>
      <Inside />
    </Look>
  );
}

function Inside() {
  const { t } = useTranslation();
  const session = useSession();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isMenuOpen, openMenu] = useState(false);
  useDialogMark(isMenuOpen);
  const isLeaving = useNavigation().state !== "idle";
  const closeMenu = (): void => {
    openMenu(false);
  };
  const menuButton = (
    <Button
      type="text"
      icon={<MenuOutlined />}
      aria-label={t("frame.menu")}
      onClick={() => {
        openMenu(true);
      }}
    />
  );
  return (
    <Layout
      className="frame"
      style={{ "--head": session.is_demo || session.is_rehearsal ? "87px" : "57px" } as CSSProperties}
    >
      <a className="skip-link" href="#page">
        {t("frame.skip")}
      </a>
      <TopBar menuButton={isWide ? null : menuButton} search={isWide ? <SearchBox /> : null} />
      <Layout>
        {isWide ? (
          <Layout.Sider width={208} className="frame-side no-print">
            <SideMenu />
          </Layout.Sider>
        ) : (
          <Drawer
            open={isMenuOpen}
            placement="left"
            size={288}
            title={t("frame.menu")}
            onClose={closeMenu}
            classNames={{ body: "frame-drawer" }}
          >
            <SearchBox onOpen={closeMenu} />
            <SideMenu onOpen={closeMenu} />
          </Drawer>
        )}
        <Layout.Content className="frame-page" id="page" role="main" tabIndex={-1} aria-busy={isLeaving}>
          {session.is_rehearsal && <p className="frame-rehearsal">{t("frame.rehearsalPrint")}</p>}
          <Outlet />
        </Layout.Content>
      </Layout>
      <ScrollRestoration />
    </Layout>
  );
}
