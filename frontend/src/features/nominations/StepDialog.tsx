import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { candidatesFor } from "./candidates";
import { GROUNDS, takeStep, type Candidate, type RoundDetail, type Step, type StepValues } from "./queries";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  step: Step | null;
  round: RoundDetail;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

/** The next stage of the round: exclusions, a count of votes, or a choice of people. */
export function StepDialog({ step, round, onDone, onClose }: Props) {
  const { t } = useTranslation(["nominations", "app"]);
  const people = step ? candidatesFor(step, round.candidates) : [];
  const isVote = step === "recommend" || step === "plenary";
  const isChoice = step === "slate" || step === "inspect" || step === "decide";
  const required = [{ required: true, message: t("app:required") }];
  return (
    <FormDialog<StepValues>
      open={step !== null}
      wide
      title={step ? t("askStep", { step: t(`verbs.${step}`), number: round.number }) : ""}
      confirmText={step ? t(`verbs.${step}`) : ""}
      onSubmit={(values) => takeStep(step ?? "suggest", round.id, values).then(onDone)}
      onClose={onClose}
    >
      {step && (
        <p style={{ marginTop: 0 }}>
          {t(`effect.${step}`, {
            least: round.rule.least_slate,
            most: round.rule.most_slate,
            vacancies: round.vacancies,
            line: round.rule.recommendation_line,
          })}
        </p>
      )}
      {step === "suggest" && <Exclusions />}
      {isVote && (
        <>
          <Form.Item name="ballots" label={t("ballots")} rules={required}>
            <InputNumber min={1} max={100000} precision={0} />
          </Form.Item>
          <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(14rem, 1fr))", gap: "0 16px" }}>
            {people.map((person) => (
              <Form.Item
                key={person.cadre_code}
                name={["votes", person.cadre_code]}
                label={t("votesFor", { name: person.cadre_name, unit: person.unit_name })}
                rules={required}
              >
                <InputNumber min={0} precision={0} style={{ width: "100%" }} />
              </Form.Item>
            ))}
          </div>
        </>
      )}
      {isChoice && (
        <Form.Item name="chosen" label={t("choose", { count: people.length })} rules={required}>
          <Checkbox.Group
            style={{ display: "grid", gap: 4 }}
            options={people.map((person) => ({ value: person.cadre_code, label: describe(person) }))}
          />
        </Form.Item>
      )}
      {step === "decide" && (
        <Form.Item name="decision_number" label={t("decisionNumber")} rules={required}>
          <Input maxLength={80} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t(isChoice ? "reason" : "remark")}
        rules={isChoice ? [{ required: true, whitespace: true, message: t("app:reasonNeeded") }] : []}
      >
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}

function describe(person: Candidate): string {
  const votes = [person.recommendation_votes, person.plenary_votes].filter((count) => count !== null).join(" / ");
  return `${person.cadre_name} · ${person.unit_name}${votes && ` · ${votes}`}`;
}

/** People whom the office knows to be out of the question, each with the ground. */
function Exclusions() {
  const { t } = useTranslation(["nominations", "app"]);
  const required = [{ required: true, message: t("app:required") }];
  return (
    <Form.List name="exclusions">
      {(fields, { add, remove }) => (
        <div className="stack" style={{ marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <div key={key} className="row" style={{ alignItems: "start" }}>
              <Form.Item name={[name, "cadre_code"]} label={t("cadreCode")} rules={required} style={{ margin: 0 }}>
                <Input style={{ width: 130 }} />
              </Form.Item>
              <Form.Item name={[name, "ground"]} label={t("ground")} rules={required} style={{ margin: 0 }}>
                <Select
                  style={{ width: 200 }}
                  options={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, "reason"]} label={t("reason")} rules={required} style={{ margin: 0, flex: 1 }}>
                <Input maxLength={500} />
              </Form.Item>
              <Button
                type="text"
                style={{ marginTop: 28 }}
                onClick={() => {
                  remove(name);
                }}
              >
                {t("removeExclusion")}
              </Button>
            </div>
          ))}
          <Button
            onClick={() => {
              add();
            }}
          >
            {t("addExclusion")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
