import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, type FormInstance } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { STEPS, after } from "./steps";
import { api, data } from "@/api/client";
import { useSession } from "@/auth/session";
import { fromField, showTime, toField } from "@/lib/dates";
import { useAct } from "@/lib/useAct";
import { ReasonDialog } from "@/ui/dialogs";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";

/** Moves the office clock of a demo or a rehearsal, and with it everything that falls due. */
export default function ClockPage() {
  const { t } = useTranslation("clock");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { office_now: now } = useSession();
  const form = useRef<FormInstance<{ to: string }>>(null);
  const [to, ask] = useState<string | null>(null);
  const move = useAct({
    act: (moment: string) => data(api.POST("/api/v1/directory/demo-clock", { body: { to: moment } })),
    form,
    // Whatever was read before belongs to another day.
    onDone: async ({ office_now }) => {
      await queries.invalidateQueries();
      void message.success(t("moved", { now: showTime(office_now) }));
    },
  });
  return (
    <>
      <PageHeader title={t("title")} note={t("note", { now: showTime(now) })} />
      <div className="card stack">
        <Problem of={move} />
        <div className="row" role="group" aria-label={t("further")}>
          {STEPS.map((step) => (
            <Button
              key={step}
              disabled={move.isBusy}
              onClick={() => {
                ask(after(now, step));
              }}
            >
              {t(`steps.${step}`)}
            </Button>
          ))}
        </div>
        <Form
          ref={form}
          layout="vertical"
          key={now}
          initialValues={{ to: toField(now) }}
          onFinish={({ to: field }) => {
            ask(fromField(field));
          }}
        >
          <Form.Item name="to" label={t("to")} rules={[{ required: true, message: t("toNeeded") }]}>
            <Input type="datetime-local" className={layout.textField} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={move.isBusy}>
            {t("move")}
          </Button>
        </Form>
      </div>
      <ReasonDialog
        open={to !== null}
        title={t("ask", { to: showTime(to) })}
        confirmText={t("move")}
        onConfirm={async () => {
          if (to !== null) move.run(to);
          await Promise.resolve();
        }}
        onClose={() => {
          ask(null);
        }}
      >
        {t("follows")}
      </ReasonDialog>
    </>
  );
}
