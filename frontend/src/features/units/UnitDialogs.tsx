import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { changeUnit, classifyUnit, servingQuery, type Classification, type Unit, type UnitChange } from "./queries";
import { ClassField, DayField, DocumentField } from "./UnitFields";
import { useMay, useSession } from "@/auth/session";
import { plainNumber } from "@/lib/typed";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  unit: Unit;
  open: boolean;
  onClose: () => void;
}

interface Described {
  name: string;
  latitude?: string;
  longitude?: string;
}

/** Name and seat. */
export function UnitChangeDialog({ unit, open, onClose }: Props) {
  const { t } = useTranslation(["units", "app"]);
  const submit = ({ name, latitude, longitude }: Described): Promise<unknown> => {
    const change: UnitChange = { name };
    if (latitude) change.latitude = plainNumber(latitude);
    if (longitude) change.longitude = plainNumber(longitude);
    return changeUnit(unit, change);
  };
  return (
    <FormDialog<Described>
      open={open}
      title={t("change.title", { name: unit.name })}
      confirmText={t("app:save")}
      initialValues={{
        name: unit.name,
        ...(unit.latitude !== null && { latitude: unit.latitude }),
        ...(unit.longitude !== null && { longitude: unit.longitude }),
      }}
      onSubmit={submit}
      touches={["units"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("change.effect", { code: unit.code })}</p>
      <Form.Item
        name="name"
        label={t("name")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      {(["latitude", "longitude"] as const).map((side, place) => (
        <Form.Item
          key={side}
          name={side}
          label={t(side)}
          {...(place === 0 && { extra: t("placeHint") })}
          dependencies={[place === 0 ? "longitude" : "latitude"]}
          rules={[
            ({ getFieldValue }) => ({
              required: Boolean(getFieldValue(place === 0 ? "longitude" : "latitude")),
              message: t("bothSides"),
            }),
          ]}
        >
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
      ))}
    </FormDialog>
  );
}

/** Another class from a day on. */
export function ClassifyDialog({ unit, open, onClose }: Props) {
  const { t } = useTranslation("units");
  const today = useSession().office_now.slice(0, 10);
  const present = unit.memberships.at(-1);
  return (
    <FormDialog<Classification>
      open={open}
      title={t("classify.title", { name: unit.name })}
      confirmText={t("classify.open")}
      initialValues={{ from_on: today }}
      onSubmit={(values) => classifyUnit(unit, values)}
      touches={["units"]}
      onClose={onClose}
    >
      <p className="dialog-text">
        {present ? t("classify.present", { name: present.class_name, since: present.from_on }) : t("unclassifiedHint")}{" "}
        {t("classify.effect")}
      </p>
      <ClassField kind={unit.kind} name="class_code" />
      <DayField name="from_on" label={t("classify.from")} />
      <ReasonField label={t("reason")} hint={t("classify.reasonHint")} />
      <DocumentField name="document_number" />
    </FormDialog>
  );
}

/** Out of service; who serves there still is named before. */
export function DissolveDialog({ unit, open, onClose }: Props) {
  const { t } = useTranslation(["units", "app"]);
  return (
    <ReasonDialog
      open={open}
      title={t("dissolve.title", { name: unit.name })}
      confirmText={t("dissolve.open")}
      danger
      onConfirm={() => changeUnit(unit, { is_active: false })}
      touches={["units"]}
      onClose={onClose}
    >
      <p>{t("dissolve.effect")}</p>
      <LeftOver code={unit.code} />
    </ReasonDialog>
  );
}

function LeftOver({ code }: { code: string }) {
  const { t } = useTranslation(["units", "app"]);
  const mayRead = useMay()("directory:cadre:read");
  const { data: page } = useQuery({ ...servingQuery(code), enabled: mayRead });
  if (!page) return null;
  const left = page.items.filter((cadre) => cadre.is_active);
  if (left.length === 0) return <p>{t("dissolve.nobody")}</p>;
  const named = left.slice(0, 10).map((cadre) => cadre.name);
  return (
    <p>
      {t(page.next === null ? "dissolve.left" : "dissolve.leftMore", {
        count: left.length,
        names: named.join(t("app:listSeparator")),
      })}
    </p>
  );
}

export function RestoreDialog({ unit, open, onClose }: Props) {
  const { t } = useTranslation("units");
  return (
    <ReasonDialog
      open={open}
      title={t("restore.title", { name: unit.name })}
      confirmText={t("restore.open")}
      onConfirm={() => changeUnit(unit, { is_active: true })}
      touches={["units"]}
      onClose={onClose}
    >
      {t("restore.effect")}
    </ReasonDialog>
  );
}
