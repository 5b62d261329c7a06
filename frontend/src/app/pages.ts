import type { ComponentType } from "react";
import type { Permission, Session } from "@/auth/session";
import type nav from "@/i18n/zh-CN/nav.json";

/** The groups of the left menu, by the year's flow. */
export const MENU = [
  "overview",
  "targets",
  "supervision",
  "appraisal",
  "results",
  "personnel",
  "administration",
] as const satisfies readonly (keyof typeof nav.groups)[];

/** All that the app knows of a page: its route, who opens it, where it stands in the menu, what it is called. */
export interface Page {
  path: string;
  /** Its name in `nav`: in the menu, and in the window's title until its header says more. */
  title: keyof typeof nav.pages;
  /** Any one of these permissions opens it; a rule where permissions do not say it. */
  opens: readonly Permission[] | ((session: Session) => boolean);
  /** A page that is reached from others has none. */
  menu?: (typeof MENU)[number];
  /** Its code, fetched when it is first opened. */
  load: () => Promise<{ default: ComponentType }>;
}

export function isOpen({ opens }: Page, session: Session): boolean {
  if (typeof opens === "function") return opens(session);
  return opens.some((permission) => session.permissions.includes(permission));
}

export interface MenuGroup {
  key: (typeof MENU)[number];
  pages: readonly Page[];
}

/** The menu of this session; groups without a page vanish. */
export function menuFor(pages: readonly Page[], session: Session): MenuGroup[] {
  const open = pages.filter((page) => isOpen(page, session));
  return MENU.map((key) => ({ key, pages: open.filter((page) => page.menu === key) })).filter(
    (group) => group.pages.length > 0,
  );
}
