import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { installTokens } from "@/ui/tokens";
import { goToSignInFirst } from "@/auth/arrival";
import { startI18n } from "@/i18n";
import { FIRST, officeTexts } from "@/i18n/office";
import { features } from "@/routes/features";
import { makeRouter } from "@/routes/router";
import "@/app/base.css";

installTokens();
goToSignInFirst();
// A router fetches its first page, and with it texts, as soon as it is made: what keeps the texts comes before it.
const started = startI18n(officeTexts, FIRST);
const router = makeRouter(features);
void started.then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <App features={features} router={router} />
    </StrictMode>,
  );
});
