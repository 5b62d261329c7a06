import { Menu } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { navigationFor } from "@/app/navigation";
import { useSession } from "@/auth/session";

export function SideMenu({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation("nav");
  const groups = navigationFor(useSession());
  const { pathname } = useLocation();
  const paths = groups.flatMap((group) => group.entries.map((entry) => entry.path));
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
          children: group.entries.map((entry) => ({
            key: entry.path,
            label: <Link to={entry.path}>{t(`entries.${entry.key}`)}</Link>,
          })),
        }))}
      />
    </nav>
  );
}
