import type { ThemeConfig } from "antd";
import { tokens } from "@/app/tokens";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: tokens.primary,
    colorInfo: tokens.primary,
    colorLink: tokens.primary,
    colorError: tokens.vermilion,
    colorSuccess: tokens.jade,
    colorWarning: tokens.ochre,
    colorText: tokens.ink,
    colorTextSecondary: tokens["ink-2"],
    colorTextDescription: tokens["ink-2"],
    colorTextPlaceholder: "#6b7580",
    colorBgLayout: tokens.paper,
    colorBorder: tokens["line-strong"],
    colorBorderSecondary: tokens.line,
    borderRadius: 6,
    fontSize: 14,
    fontFamily: tokens.font,
    boxShadow: "none",
    boxShadowTertiary: "none",
  },
  components: {
    Layout: {
      headerBg: tokens.card,
      siderBg: tokens.card,
      bodyBg: tokens.paper,
      headerHeight: 56,
      headerPadding: "0 16px",
    },
    Menu: { itemSelectedBg: tokens["primary-soft"], itemSelectedColor: tokens.primary, itemHeight: 36 },
    Descriptions: { labelColor: tokens["ink-2"] },
    Table: {
      headerBg: "#f1f3f0",
      headerColor: tokens.ink,
      cellPaddingBlock: 10,
      cellPaddingInlineMD: 12,
      cellPaddingInlineSM: 12,
      borderColor: tokens.line,
    },
  },
};
