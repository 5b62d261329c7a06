import { Menu } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useBrought } from "@/app/feature";
import { menuFor } from "@/app/pages";
import { useSession } from "@/auth/session";

export function SideMenu({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation("nav");
  const groups = menuFor(useBrought("pages"), useSession());
  const { pathname } = useLocation();
  const paths = groups.flatMap((group) => group.pages.map((page) => page.path));
  const selected = paths
    .filter((path) => path !== "/" && pathname.startsWith(path))
    .sort((a, b) => b.length - a.length);
  return (
    <nav aria-label={t("label")}>
      <Menu
        mode="inline"
        {...(onOpen && { onClick: onOpen })}
        selectedKeys={[selected[0] ?? (pathname === "/" ? "/" : "")]}
        items={groups.map((group) => ({
          type: "group" as const,
          key: group.key,
          label: t(`groups.${group.key}`),
          children: group.pages.map((page) => ({
            key: page.path,
            label: <Link to={page.path}>{t(`pages.${page.title}`)}</Link>,
          })),
        }))}
      />
    </nav>
  );
}
