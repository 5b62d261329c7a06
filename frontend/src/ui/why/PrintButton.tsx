import { Button } from "antd";
import { useTranslation } from "react-i18next";

/** Prints the page as it stands, on A4. */
export function PrintButton() {
  const { t } = useTranslation("why");
  return (
    <Button
      onClick={() => {
        window.print();
      }}
    >
      {t("print")}
    </Button>
  );
}
