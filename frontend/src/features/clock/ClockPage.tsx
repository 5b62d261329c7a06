import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { STEPS, after } from "./steps";
import { api, data } from "@/api/client";
import { useSession } from "@/auth/session";
import { fromField, showTime, toField } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";

/** Moves the office clock of a demo or a rehearsal, and with it everything that falls due. */
export default function ClockPage() {
  const { t } = useTranslation("clock");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { office_now: now } = useSession();
  const [to, ask] = useState<string | null>(null);
  const close = (): void => {
    ask(null);
  };
  return (
    <>
      <PageHeader title={t("title")} note={t("note", { now: showTime(now) })} />
      <div className="card stack">
        <div className="row" role="group" aria-label={t("further")}>
          {STEPS.map((step) => (
            <Button
              key={step}
              onClick={() => {
                ask(after(now, step));
              }}
            >
              {t(`steps.${step}`)}
            </Button>
          ))}
        </div>
        <Form
          layout="vertical"
          key={now}
          initialValues={{ to: toField(now) }}
          onFinish={({ to: field }: { to: string }) => {
            ask(fromField(field));
          }}
        >
          <Form.Item name="to" label={t("to")} rules={[{ required: true, message: t("toNeeded") }]}>
            <Input type="datetime-local" className={layout.textField} />
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {t("move")}
          </Button>
        </Form>
      </div>
      <ReasonDialog
        open={to !== null}
        title={t("ask", { to: showTime(to) })}
        confirmText={t("move")}
        onConfirm={() => data(api.POST("/api/v1/directory/demo-clock", { body: { to: to ?? now } }))}
        onDone={async () => {
          // Whatever was read before belongs to another day.
          await queries.invalidateQueries();
          void message.success(t("moved"));
        }}
        onClose={close}
      >
        {t("follows")}
      </ReasonDialog>
    </>
  );
}
