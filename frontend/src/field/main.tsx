import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { FieldApp } from "./FieldApp";
import { startI18n } from "@/i18n";
import "./field.css";

void startI18n("field").then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <FieldApp />
    </StrictMode>,
  );
});
