import { useQuery } from "@tanstack/react-query";
import { Button, Form, Select, type FormInstance } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DraftFields } from "./DraftFields";
import { entryOf, monthsOf, valuesOf, writeDraft, type DraftValues } from "./drafting";
import { planQuery, type PlanDetail, type PlanLevel } from "./queries";
import { useMay, useSession } from "@/auth/session";
import { cadresQuery } from "@/lib/subjects";
import { useUnitOptions } from "@/lib/units";
import { useAct } from "@/lib/useAct";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { PageSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import { useLeaveGuard } from "@/ui/useLeaveGuard";

/** A plan that is being written: a new one, or a draft that is replaced as a whole. */
export default function DraftPage() {
  const [id] = useUrlState("draft");
  const plan = useQuery({ ...planQuery(id ?? ""), enabled: id !== undefined });
  if (id === undefined) return <DraftForm />;
  if (plan.isPending) return <PageSkeleton />;
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  return <DraftForm key={plan.data.id} plan={plan.data} />;
}

function DraftForm({ plan }: { plan?: PlanDetail }) {
  const { t } = useTranslation(["plans", "app"]);
  const go = useNavigate();
  const [chosenYear] = useYear();
  const year = plan?.year ?? chosenYear;
  const levels = useLevels();
  const [form] = Form.useForm<DraftValues>();
  const held = useRef<FormInstance<DraftValues> | null>(form);
  const [written, tell] = useState<"not" | "typed" | "saved">("not");
  const level = Form.useWatch("level", form) ?? plan?.level ?? levels[0];
  useLeaveGuard(written === "typed", t("unsavedDraft"));
  const target = plan ? `/plans/${plan.id}` : "/plans?state=draft";
  const save = useAct<DraftValues>({
    act: (values) => writeDraft(entryOf(year, values), plan ? null : t("planExists")),
    touches: ["plans", "years"],
    form: held,
    onDone: () => {
      tell("saved");
    },
  });
  // Not before the guard knows that nothing is unsaved.
  useEffect(() => {
    if (written === "saved") void go(target);
  }, [written, go, target]);
  return (
    <>
      <PageHeader
        title={plan ? t("rewriteOf", { name: plan.subject_name, year }) : t("draftFor", { year })}
        trail={[{ label: t("title", { year }), path: "/plans" }]}
        note={t("draftNote")}
      />
      <Form<DraftValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={plan ? valuesOf(plan) : { level: levels[0], targets: [{ milestones: {} }] }}
        scrollToFirstError={{ focus: true, block: "nearest" }}
        onValuesChange={() => {
          tell("typed");
        }}
        onFinish={save.run}
      >
        <section className="card">
          <SubjectFields levels={plan ? [plan.level] : levels} level={level} isFixed={plan !== undefined} />
        </section>
        <DraftFields year={year} level={level} months={monthsOf(plan)} />
        <Problem of={save} />
        <div className={classNames("row", layout.roomAbove)}>
          <Button type="primary" htmlType="submit" loading={save.isBusy}>
            {t("saveDraft")}
          </Button>
          <Button onClick={() => void go(target)}>{t("app:cancel")}</Button>
        </div>
      </Form>
    </>
  );
}

/** The office writes plans of the county and of units, a unit's head those of the unit's own people. */
function useLevels(): PlanLevel[] {
  const may = useMay();
  const { unit } = useSession();
  return [...(may("targets:plan:issue") ? (["county", "unit"] as const) : []), ...(unit ? (["person"] as const) : [])];
}

interface SubjectProps {
  levels: readonly PlanLevel[];
  level: PlanLevel | undefined;
  isFixed: boolean;
}

function SubjectFields({ levels, level, isFixed }: SubjectProps) {
  const { t } = useTranslation(["plans", "app"]);
  const { unit } = useSession();
  const units = useUnitOptions();
  const mayReadCadres = useMay()("directory:cadre:read");
  const cadres = useQuery({ ...cadresQuery, enabled: level === "person" && mayReadCadres });
  const own = (cadres.data ?? []).filter((cadre) => cadre.unit_code === unit?.code);
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="level" label={t("level")} rules={required}>
        <Select
          disabled={isFixed}
          options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
          className={layout.choiceField ?? ""}
        />
      </Form.Item>
      {level === "unit" && (
        <Form.Item name="unit_code" label={t("unit")} rules={required}>
          <Select
            disabled={isFixed}
            showSearch={{ optionFilterProp: "label" }}
            options={units}
            className={layout.choiceField ?? ""}
          />
        </Form.Item>
      )}
      {level === "person" && (
        <Form.Item name="cadre_code" label={t("person")} rules={required}>
          <Select
            disabled={isFixed}
            showSearch={{ optionFilterProp: "label" }}
            options={own.map((cadre) => ({ value: cadre.code, label: `${cadre.code} ${cadre.name}` }))}
            className={layout.choiceField ?? ""}
          />
        </Form.Item>
      )}
    </>
  );
}
