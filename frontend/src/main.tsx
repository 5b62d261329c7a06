import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { installTokens } from "@/app/tokens";
import { startI18n } from "@/i18n";
import { OFFICE_TEXTS } from "@/i18n/office";
import "@/app/base.css";

installTokens();
void startI18n(OFFICE_TEXTS).then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
