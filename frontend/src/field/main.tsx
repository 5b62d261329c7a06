import { createRoot } from "react-dom/client";
import { startI18n } from "@/i18n";

void startI18n().then(() => {
  createRoot(document.getElementById("root")!).render(<p />);
});
