import type { ThemeConfig } from "antd";

/** The tokens of the product's look, as antd wants them; base.css holds the same as CSS variables. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#1f4b73",
    colorInfo: "#1f4b73",
    colorLink: "#1f4b73",
    colorError: "#c4432b",
    colorSuccess: "#2f7d5b",
    colorWarning: "#8f5f14",
    colorText: "#1d2733",
    colorTextSecondary: "#5b6673",
    colorTextDescription: "#5b6673",
    colorTextPlaceholder: "#6b7580",
    colorBgLayout: "#f6f7f5",
    colorBorder: "#c9cec7",
    colorBorderSecondary: "#e3e6e1",
    borderRadius: 6,
    fontSize: 14,
    fontFamily: '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif',
    boxShadow: "none",
    boxShadowTertiary: "none",
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", bodyBg: "#f6f7f5", headerHeight: 56, headerPadding: "0 16px" },
    Menu: { itemSelectedBg: "#e8eef4", itemSelectedColor: "#1f4b73", itemHeight: 36 },
    Table: { headerBg: "#f1f3f0", headerColor: "#1d2733", cellPaddingBlock: 10, borderColor: "#e3e6e1" },
  },
};
