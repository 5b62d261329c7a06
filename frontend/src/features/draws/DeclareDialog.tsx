import { useQuery } from "@tanstack/react-query";
import { Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { declareRecusal, GROUNDS, type Ground } from "./queries";
import { useMay, useSession } from "@/auth/session";
import { peopleQuery } from "@/lib/people";
import { useUnitOptions } from "@/lib/units";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Values {
  account_id?: string;
  unit_code: string;
  ground: Ground;
}

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Who stands aside from which unit. Offices declare for any inspector and for themselves, inspectors for themselves. */
export function DeclareDialog({ open, onClose }: Props) {
  const { t } = useTranslation(["draws", "app"]);
  const session = useSession();
  const mayList = useMay()("directory:person:read");
  const units = useUnitOptions();
  const listed = useQuery({ ...peopleQuery("inspector"), enabled: open && mayList });
  const own = { id: session.account_id, display_name: session.display_name };
  const people = [own, ...(listed.data?.items ?? []).filter((person) => person.id !== own.id)];
  const required = [{ required: true, message: t("app:required") }];
  const submit = ({ account_id = own.id, ...values }: Values): Promise<unknown> => {
    const name = people.find((person) => person.id === account_id)?.display_name ?? own.display_name;
    return placeRefusal(declareRecusal({ account_id, name, ...values }), {
      recusal_in_force: { pointer: "/unit_code" },
      unknown_unit: { pointer: "/unit_code" },
    });
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t("recusals.declare")}
      confirmText={t("recusals.declare")}
      initialValues={{ account_id: own.id, ground: "relative" }}
      onSubmit={submit}
      touches={["recusals"]}
      onClose={onClose}
    >
      <p className={classNames("muted", layout.flush)}>{t("recusals.effect")}</p>
      {mayList && (
        <Form.Item name="account_id" label={t("recusals.who")} rules={required}>
          <Select
            loading={listed.isPending}
            showSearch={{ optionFilterProp: "label" }}
            options={people.map((person) => ({ value: person.id, label: person.display_name }))}
          />
        </Form.Item>
      )}
      <Form.Item name="unit_code" label={t("unit")} rules={required}>
        <Select showSearch={{ optionFilterProp: "label" }} options={units} />
      </Form.Item>
      <Form.Item name="ground" label={t("recusals.ground")}>
        <Radio.Group options={GROUNDS.map((value) => ({ value, label: t(`recusals.grounds.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
