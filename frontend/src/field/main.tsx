import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { FieldApp } from "@/field/FieldApp";
import { applyTheme } from "@/field/theme";
import { startWorker } from "@/field/worker";
import { startI18n } from "@/i18n";
import { FIELD, fieldTexts } from "@/i18n/field";
import "./field.css";
import "./controls.css";
import "./proof.css";

applyTheme();
startWorker();
void startI18n(fieldTexts, FIELD).then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <FieldApp />
    </StrictMode>,
  );
});
