import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { cadreClassesQuery, firstRounds, openRound, STAGES, type Round, type RoundEntry } from "./queries";
import { leadersFirst } from "./candidates";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function NominationsPage() {
  const { t } = useTranslation("nominations");
  const may = useMay();
  const [year] = useYear();
  const [stageName] = useUrlState("stage");
  const [isOpen, setOpen] = useState(false);
  const stage = STAGES.find((value) => value === stageName);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={may("personnel:nomination:manage") && <NewButton label={t("open")} onOpen={setOpen} />}
      />
      <DataList<Round>
        caption={t("title", { year })}
        queryKey={keys.nominations.list(year, stage)}
        firstPage={() => firstRounds(year, stage)}
        rowKey={(round) => round.id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        filters={
          <FilterBar
            filters={[
              {
                name: "stage",
                label: t("stage"),
                options: STAGES.map((value) => ({ value, label: t(`stages.${value}`) })),
              },
            ]}
          />
        }
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, round) => <Link to={`/nominations/${round.id}`}>{round.number}</Link>,
          },
          { title: t("post"), dataIndex: "post_name" },
          { title: t("vacancies"), dataIndex: "vacancies", className: "num", align: "right" },
          { title: t("funnel.ranked"), align: "right", render: (_, round) => round.funnel.ranked ?? "–" },
          { title: t("funnel.preliminary"), align: "right", render: (_, round) => round.funnel.preliminary ?? "–" },
          { title: t("funnel.appointed"), align: "right", render: (_, round) => round.funnel.appointed ?? "–" },
          {
            title: t("stage"),
            render: (_, round) => (
              <StateTag label={t(`stages.${round.stage}`)} tone={round.stage === "decided" ? "done" : "open"} />
            ),
          },
        ]}
      />
      <OpenDialog
        open={isOpen}
        year={year}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function OpenDialog({ open, year, onClose }: { open: boolean; year: number; onClose: () => void }) {
  const { t } = useTranslation(["nominations", "app"]);
  const classes = useQuery({ ...cadreClassesQuery(year), enabled: open });
  const className = useClassNames();
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <FormDialog<Omit<RoundEntry, "year">>
      open={open}
      title={t("openOf", { year })}
      confirmText={t("open")}
      initialValues={{ post_group: "deputy", vacancies: 1 }}
      onSubmit={(values) => openRound({ ...values, year })}
      touches={["nominations"]}
      onClose={onClose}
    >
      <Form.Item name="post_name" label={t("post")} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="post_code"
        label={t("postCode")}
        extra={t("postCodeRule")}
        rules={[...required, { pattern: CODE, message: t("postCodeWrong") }]}
        validateFirst
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="post_group" label={t("group")}>
        <Radio.Group
          options={[
            { value: "chief", label: t("groups.chief") },
            { value: "deputy", label: t("groups.deputy") },
          ]}
        />
      </Form.Item>
      <Form.Item name="vacancies" label={t("vacancies")} rules={[{ required: true, message: t("app:required") }]}>
        <InputNumber min={1} max={50} precision={0} />
      </Form.Item>
      <Form.Item
        name="source_class_codes"
        label={t("sources")}
        rules={[{ required: true, message: t("app:required") }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          defaultActiveFirstOption={false}
          loading={classes.isPending}
          options={leadersFirst(classes.data ?? []).map((code) => ({ value: code, label: className(code) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
