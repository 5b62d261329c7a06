import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { proposeVeto } from "./queries";
import { placeRefusal } from "@/lib/refusals";
import { schemeOfClass, useIssuedSchemes, vetoesOf } from "@/lib/schemes";
import { useUnits } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Values {
  unit_code: string;
  veto_code: string;
  grounds: string;
}

interface Props {
  year: number;
  open: boolean;
  onClose: () => void;
}

/** The unit, one of the vetoes that its scheme knows, and the grounds. */
export function ProposeVetoDialog({ year, open, onClose }: Props) {
  const { t } = useTranslation("vetoes");
  return (
    <FormDialog<Values>
      open={open}
      title={t("proposeTitle", { year })}
      confirmText={t("propose")}
      onSubmit={(values) =>
        placeRefusal(proposeVeto({ year, ...values }), {
          already_there: { pointer: "/veto_code", message: t("proposedAlready") },
          unknown_veto: { pointer: "/veto_code" },
          no_such_subject: { pointer: "/unit_code" },
        })
      }
      touches={["vetoes"]}
      onClose={onClose}
    >
      <UnitAndVeto year={year} />
      <ReasonField label={t("grounds")} name="grounds" hint={t("groundsHint")} />
    </FormDialog>
  );
}

function UnitAndVeto({ year }: { year: number }) {
  const { t } = useTranslation(["vetoes", "app"]);
  const form = Form.useFormInstance<Values>();
  const chosen = Form.useWatch("unit_code", form);
  const schemes = useIssuedSchemes(year);
  const units = (useUnits() ?? []).filter((unit) => unit.isActive && schemeOfClass(schemes, unit.classCode));
  const scheme = schemeOfClass(schemes, units.find((unit) => unit.code === chosen)?.classCode);
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="unit_code" label={t("unit")} rules={required}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={units.map((unit) => ({ value: unit.code, label: unit.name }))}
          onChange={() => {
            form.resetFields(["veto_code"]);
          }}
        />
      </Form.Item>
      <Form.Item name="veto_code" label={t("veto")} rules={required} extra={scheme ? scheme.name : t("unitFirst")}>
        <Select
          disabled={!scheme}
          options={(scheme ? vetoesOf(scheme) : []).map((veto) => ({ value: veto.code, label: veto.name }))}
        />
      </Form.Item>
    </>
  );
}
