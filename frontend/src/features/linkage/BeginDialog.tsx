import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { beginRules, type LinkageRules } from "./queries";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  open: boolean;
  year: number;
  /** The rules of the last year that has any. */
  earlier: LinkageRules | undefined;
  onClose: () => void;
}

/** A draft begins from the product's defaults, or from the rules of an earlier year without its title. */
export function BeginDialog({ open, year, earlier, onClose }: Props) {
  const { t } = useTranslation("linkage");
  return (
    <FormDialog<{ from: "earlier" | "product" }>
      open={open}
      title={t("beginOf", { year })}
      confirmText={t("begin")}
      initialValues={{ from: earlier ? "earlier" : "product" }}
      onSubmit={({ from }) =>
        beginRules(year, from === "earlier" && earlier ? { ...earlier.document, title: null } : {})
      }
      touches={["linkage"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("beginHint")}</p>
      <Form.Item name="from" label={t("from")}>
        <Radio.Group
          options={[
            ...(earlier ? [{ value: "earlier", label: t("fromEarlier", { year: earlier.year }) }] : []),
            { value: "product", label: t("fromProduct") },
          ]}
        />
      </Form.Item>
    </FormDialog>
  );
}
