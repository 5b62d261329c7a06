import { App as AntApp, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { theme } from "@/app/theme";

/** antd with the product's tokens and the reader's language. */
export function Look({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider
      theme={theme}
      locale={i18n.language === "en" ? english : chinese}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}
