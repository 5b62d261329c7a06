import { MenuOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Grid, Layout, Skeleton } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { Look } from "@/app/Look";
import { SideMenu } from "@/app/SideMenu";
import { TopBar } from "@/app/TopBar";
import { sessionQuery } from "@/auth/session";
import { ErrorState } from "@/ui/states";
import "@/app/frame.css";

/** Everything after sign-in: navigation by the year's flow, the top bar, the page. */
export default function Frame() {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery);
  const location = useLocation();
  if (isPending) return <FrameSkeleton />;
  if (error) {
    return (
      <Look>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Look>
    );
  }
  if (!session)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  return (
    <Look>
      <Inside />
    </Look>
  );
}

function FrameSkeleton() {
  return (
    <div style={{ padding: 24 }} aria-busy="true">
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  );
}

function Inside() {
  const { t } = useTranslation();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isMenuOpen, openMenu] = useState(false);
  const closeMenu = (): void => {
    openMenu(false);
  };
  return (
    <Layout className="frame">
      <a className="skip-link" href="#page">
        {t("frame.skip")}
      </a>
      <TopBar
        menuButton={
          isWide ? null : (
            <Button
              type="text"
              icon={<MenuOutlined />}
              aria-label={t("frame.menu")}
              onClick={() => {
                openMenu(true);
              }}
            />
          )
        }
      />
      <Layout>
        {isWide ? (
          <Layout.Sider width={208} className="frame-side no-print">
            <SideMenu />
          </Layout.Sider>
        ) : (
          <Drawer
            open={isMenuOpen}
            placement="left"
            size={264}
            title={t("frame.menu")}
            onClose={closeMenu}
            styles={{ body: { padding: 8 } }}
          >
            <SideMenu onOpen={closeMenu} />
          </Drawer>
        )}
        <Layout.Content className="frame-page" id="page" role="main">
          <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
