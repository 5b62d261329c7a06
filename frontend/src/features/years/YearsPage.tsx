import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { firstYears, openYear, type Year, type YearEntry } from "./queries";
import { YearFields } from "./YearFields";
import { keys } from "@/api/keys";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { placeRefusal } from "@/lib/refusals";
import { yearsQuery } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** The appraisal years that were opened, each with its phase. */
export default function YearsPage() {
  const { t } = useTranslation("years");
  const [isNew, setNew] = useState(false);
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={<NewButton label={t("open")} onOpen={setNew} />} />
      <DataList<Year>
        caption={t("title")}
        queryKey={keys.years.list()}
        firstPage={firstYears}
        rowKey={(row) => String(row.year)}
        empty={{
          title: t("empty"),
          hint: t("emptyHint"),
          action: <NewButton label={t("openFirst")} onOpen={setNew} />,
        }}
        columns={[
          {
            title: t("year"),
            className: "num",
            render: (_, row) => <Link to={`/years/${String(row.year)}`}>{row.year}</Link>,
          },
          { title: t("name"), dataIndex: "name" },
          {
            title: t("phase"),
            render: (_, row) => (
              <StateTag label={t(`phases.${row.phase}`)} tone={row.phase === "closed" ? "still" : "open"} />
            ),
          },
          { title: t("since"), className: "num", render: (_, row) => showDate(row.phase_since) },
          { title: t("dueDay"), dataIndex: "report_due_day", className: "num", align: "right" },
          {
            title: t("yellow"),
            className: "num",
            align: "right",
            render: (_, row) => `${String(row.yellow_percent)}%`,
          },
          { title: t("openedBy"), dataIndex: "opened_by_name" },
        ]}
      />
      <OpenYearDialog
        open={isNew}
        onClose={() => {
          setNew(false);
        }}
      />
    </>
  );
}

type Values = Pick<YearEntry, "year" | "name" | "report_due_day" | "yellow_percent"> & { is_past?: boolean };

function OpenYearDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(["years", "app"]);
  const { office_now } = useSession();
  const go = useNavigate();
  const known = useQuery(yearsQuery).data?.items.map((row) => row.year) ?? [];
  const present = Number(showDate(office_now).slice(0, 4));
  const year = known.includes(present) ? Math.max(...known) + 1 : present;
  return (
    <FormDialog<Values, number>
      open={open}
      title={t("open")}
      confirmText={t("open")}
      initialValues={{ year, name: t("nameOf", { year }), report_due_day: 5, yellow_percent: 90 }}
      onSubmit={async ({ is_past, ...values }) => {
        await placeRefusal(openYear({ ...values, phase: is_past ? "closed" : "preparation" }), {
          year_exists: { pointer: "/year" },
          history_is_past: { pointer: "/is_past" },
        });
        return values.year;
      }}
      touches={["years"]}
      onDone={(opened) => go(`/years/${String(opened)}`)}
      onClose={onClose}
    >
      <p className="dialog-text">{t("openEffect")}</p>
      <Form.Item name="year" label={t("year")} rules={[{ required: true, message: t("app:required") }]}>
        <InputNumber min={2000} max={2100} precision={0} className={layout.numberField ?? ""} />
      </Form.Item>
      <YearFields />
      <Form.Item name="is_past" valuePropName="checked" extra={t("pastHint")}>
        <Checkbox>{t("past")}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
