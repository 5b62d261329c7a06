import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { installTokens } from "@/ui/tokens";
import { goToSignInFirst } from "@/auth/arrival";
import { startI18n } from "@/i18n";
import { OFFICE_TEXTS } from "@/i18n/office";
import { features } from "@/routes/features";
import { makeRouter } from "@/routes/router";
import "@/app/base.css";

installTokens();
goToSignInFirst();
const router = makeRouter(features);
void startI18n(OFFICE_TEXTS).then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <App features={features} router={router} />
    </StrictMode>,
  );
});
