import { Checkbox, Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { candidatesFor, showShare } from "./candidates";
import { Exclusions } from "./Exclusions";
import { takeStep, type Candidate, type RoundDetail, type Step, type StepValues } from "./queries";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";
import styles from "./StepDialog.module.css";

interface Props {
  step: Step | null;
  round: RoundDetail;
  onClose: () => void;
}

const REFUSED_CHOICE = { slate_size: { pointer: "/chosen" }, too_many_appointed: { pointer: "/chosen" } };

/** The next stage of the round: exclusions, a count of votes, or a choice of people. */
export function StepDialog({ step, round, onClose }: Props) {
  const { t } = useTranslation(["nominations", "app"]);
  const people = step ? candidatesFor(step, round.candidates) : [];
  const isVote = step === "recommend" || step === "plenary";
  const isChoice = step === "slate" || step === "inspect" || step === "decide";
  const describe = (person: Candidate): string => {
    const recommended = person.recommendation_votes;
    const plenary = person.plenary_votes;
    const votes = [
      recommended !== null &&
        `${t("recommendation")} ${t("votesOf", { count: recommended, ballots: round.recommendation_ballots })}`,
      plenary !== null && `${t("plenary")} ${t("votesOf", { count: plenary, ballots: round.plenary_ballots })}`,
    ];
    return [person.cadre_name, person.unit_name, ...votes.filter(Boolean)].join(" · ");
  };
  const required = [{ required: true, message: t("app:required") }];
  return (
    <FormDialog<StepValues>
      open={step !== null}
      wide
      title={step ? t("askStep", { step: t(`verbs.${step}`), number: round.number }) : ""}
      confirmText={step ? t(`verbs.${step}`) : ""}
      onSubmit={(values) => placeRefusal(takeStep(step ?? "suggest", round.id, values), REFUSED_CHOICE)}
      touches={["nominations"]}
      onClose={onClose}
    >
      {step && (
        <p className={layout.first}>
          {t(`effect.${step}`, {
            least: round.rule.least_slate,
            most: round.rule.most_slate,
            vacancies: round.vacancies,
            line: showShare(round.rule.recommendation_line),
          })}
        </p>
      )}
      {step === "suggest" && <Exclusions round={round} />}
      {isVote && (
        <>
          <Form.Item name="ballots" label={t("ballots")} rules={required}>
            <InputNumber min={1} max={100000} precision={0} />
          </Form.Item>
          <div className={styles.fields}>
            {people.map((person) => (
              <Form.Item
                key={person.cadre_code}
                name={["votes", person.cadre_code]}
                label={t("votesFor", { name: person.cadre_name, unit: person.unit_name })}
                dependencies={["ballots"]}
                rules={[
                  ...required,
                  ({ getFieldValue }) => ({
                    validator: (_, votes: number | null | undefined) =>
                      (votes ?? 0) <= ((getFieldValue("ballots") as number | null | undefined) ?? Infinity)
                        ? Promise.resolve()
                        : Promise.reject(new Error(t("tooManyVotes"))),
                  }),
                ]}
              >
                <InputNumber min={0} precision={0} className={layout.full} />
              </Form.Item>
            ))}
          </div>
        </>
      )}
      {isChoice && (
        <Form.Item name="chosen" label={t("choose", { count: people.length })} rules={required}>
          <Checkbox.Group
            className={styles.choices}
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
