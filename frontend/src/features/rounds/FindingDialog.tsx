import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { recordFinding, STAGES, type Finding, type ItemDetail, type Light, type Stage } from "./queries";
import { RoundLight } from "./RoundLight";
import { dueOf, nameOf } from "./words";
import { keys } from "@/api/keys";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { useSettled } from "@/lib/useSettled";
import { EvidenceUpload } from "@/ui/evidence/EvidenceUpload";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";

interface Values {
  value?: string;
  stage?: Stage;
  reached_on?: string;
  note?: string;
}

interface Props {
  item: ItemDetail | null;
  onClose: () => void;
}

const NUMBER = /^\s*-?\d{1,20}(\.\d{1,12})?\s*$/;
const TYPING_MS = 300;

function entryOf(item: ItemDetail, { value, stage, reached_on, note }: Values): Finding {
  return {
    item_id: item.id,
    value: item.measure === "value" ? (value ?? "").trim() : null,
    stage: stage ?? null,
    reached_on: stage === undefined || stage === "stopped" ? null : (reached_on ?? null),
    note: note ?? "–",
  };
}

function isWhole(item: ItemDetail, { value, stage, reached_on }: Values): boolean {
  if (item.measure === "value") return NUMBER.test(value ?? "");
  return stage === "stopped" || (stage !== undefined && Boolean(reached_on));
}

/** What was found on a line; the light that follows from it is shown while typing. */
export function FindingDialog({ item, onClose }: Props) {
  const { t } = useTranslation("quarterly");
  return (
    <FormDialog<Values>
      open={item !== null}
      title={item ? t("findingOf", { unit: item.unit_name, line: nameOf(item) }) : ""}
      confirmText={t("verbs.find")}
      onSubmit={async (values) => {
        if (item) await recordFinding(item.round_id, entryOf(item, values));
      }}
      touches={["rounds"]}
      onClose={onClose}
    >
      {item && <FindingFields item={item} />}
    </FormDialog>
  );
}

function FindingFields({ item }: { item: ItemDetail }) {
  const { t } = useTranslation(["quarterly", "app"]);
  const today = showDate(useSession().office_now);
  const stage = Form.useWatch<Stage | undefined>("stage");
  const value = Form.useWatch<string | undefined>("value");
  const reachedOn = Form.useWatch<string | undefined>("reached_on");
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  const typed: Values = {
    ...(value !== undefined && { value }),
    ...(stage !== undefined && { stage }),
    ...(reachedOn !== undefined && { reached_on: reachedOn }),
  };
  return (
    <>
      <p className="dialog-text">
        {t(item.measure === "value" ? "dueValue" : "duePlan")} <strong className="num">{dueOf(item)}</strong>
        <br />
        <span className="muted">{item.light_rule}</span>
      </p>
      {item.measure === "value" ? (
        <Form.Item
          name="value"
          label={t("valueReached")}
          rules={[...required, { pattern: NUMBER, message: t("notANumber") }]}
        >
          <Input inputMode="decimal" suffix={item.unit_of_measure} className={layout.textField} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="stage" label={t("stage")} rules={[{ required: true, message: t("app:required") }]}>
            <Radio.Group options={STAGES.map((one) => ({ value: one, label: t(`stages.${one}`) }))} />
          </Form.Item>
          {stage !== undefined && stage !== "stopped" && (
            <Form.Item
              name="reached_on"
              label={t(stage === "reached" ? "reachedOn" : "expectedOn")}
              rules={[{ required: true, message: t("app:required") }]}
            >
              <Input
                type="date"
                className={layout.dateField}
                {...(stage === "reached" ? { max: today } : { min: today })}
              />
            </Form.Item>
          )}
        </>
      )}
      <LightAhead item={item} typed={typed} />
      <Form.Item name="note" label={t("findingNote")} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
      <EvidenceUpload of={{ kind: "round_item", id: item.id }} listsDone />
    </>
  );
}

const TONES: Record<Light, "error" | "warning" | "success"> = { red: "error", yellow: "warning", green: "success" };

/** The light that the server would give, asked once the typing pauses. */
function LightAhead({ item, typed }: { item: ItemDetail; typed: Values }) {
  const { t } = useTranslation("quarterly");
  const written = JSON.stringify(typed);
  const settled = useSettled(written, TYPING_MS);
  const values = JSON.parse(settled) as Values;
  const tried = useQuery({
    queryKey: keys.rounds.tried(item.id, settled),
    queryFn: () => recordFinding(item.round_id, entryOf(item, values), true),
    enabled: isWhole(item, values),
    retry: false,
  });
  const light = settled === written ? tried.data : undefined;
  return (
    <div aria-live="polite" className="light-ahead">
      {light ? (
        <Alert
          type={TONES[light]}
          title={
            <>
              {t("lightAhead")} <RoundLight light={light} />
            </>
          }
          description={light === "red" ? t("redStays") : undefined}
        />
      ) : (
        <p className="muted">{tried.isError ? tried.error.message : t("lightFollows")}</p>
      )}
    </div>
  );
}
