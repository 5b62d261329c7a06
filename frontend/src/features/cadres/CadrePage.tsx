import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { NameField, PostingFields } from "./CadreFields";
import { cadreQuery, changeCadre, postCadre, type Cadre, type PostingEntry } from "./queries";
import { useMay, useSession } from "@/auth/session";
import { useUnitNames } from "@/lib/units";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

/** A cadre's file: the name, and every post so far with its days. */
export default function CadrePage() {
  const { t } = useTranslation("cadres");
  const { code = "" } = useParams();
  const unitName = useUnitNames();
  const cadre = useQuery(cadreQuery(code));
  if (cadre.isPending) return <PageSkeleton />;
  if (cadre.isError) return <ErrorState error={cadre.error} onRetry={() => void cadre.refetch()} />;
  const row = cadre.data;
  return (
    <>
      <PageHeader
        title={row.name}
        number={row.code}
        trail={[{ label: t("title"), path: "/cadres" }]}
        note={<StateTag tone={row.is_active ? "done" : "still"} label={t(row.is_active ? "inUse" : "left")} />}
        actions={<Steps cadre={row} />}
      />
      <section className="card stack" aria-label={t("posts")}>
        <h2 className={layout.flush}>{t("posts")}</h2>
        <WideTable
          label={t("posts")}
          rowKey="from_on"
          dataSource={row.postings.toReversed()}
          locale={{ emptyText: t("noPost") }}
          columns={[
            {
              title: t("unit"),
              render: (_, post) => <Link to={`/units/${post.unit_code}`}>{unitName(post.unit_code)}</Link>,
            },
            { title: t("post"), dataIndex: "post_name" },
            { title: t("group"), render: (_, post) => t(`groups.${post.post_group}`) },
            { title: t("principal"), render: (_, post) => t(post.is_principal ? "yes" : "no") },
            { title: t("since"), dataIndex: "from_on", className: "num" },
            { title: t("until"), className: "num", render: (_, post) => post.to_on ?? t("lasting") },
            { title: t("decision"), render: (_, post) => post.decision_number ?? "–" },
          ]}
        />
      </section>
    </>
  );
}

type Step = "move" | "correct" | "close" | "reopen";

function Steps({ cadre }: { cadre: Cadre }) {
  const { t } = useTranslation(["cadres", "app"]);
  const mayManage = useMay()("directory:cadre:manage");
  const today = useSession().office_now.slice(0, 10);
  const [step, take] = useState<Step | null>(null);
  if (!mayManage) return null;
  const dialog = (name: Step) => ({
    open: step === name,
    title: t(`${name}.title`, { name: cadre.name }),
    touches: ["cadres"] as const,
    onClose: () => {
      take(null);
    },
  });
  const offered: Step[] = cadre.is_active ? ["correct", "close", "move"] : ["correct", "reopen"];
  const present = cadre.current_posting;
  return (
    <>
      {offered.map((name) => (
        <Button
          key={name}
          danger={name === "close"}
          type={name === "move" ? "primary" : "default"}
          onClick={() => {
            take(name);
          }}
        >
          {t(`${name}.open`)}
        </Button>
      ))}
      <FormDialog<PostingEntry>
        {...dialog("move")}
        confirmText={t("move.open")}
        initialValues={{ post_group: present?.post_group ?? "ordinary", is_principal: false, from_on: today }}
        onSubmit={(values) => postCadre(cadre, values)}
      >
        <p className="dialog-text">
          {present && t("move.present", { post: present.post_name, since: present.from_on })} {t("move.effect")}
        </p>
        <PostingFields />
      </FormDialog>
      <FormDialog<{ name: string }>
        {...dialog("correct")}
        confirmText={t("app:save")}
        initialValues={{ name: cadre.name }}
        onSubmit={(values) => changeCadre(cadre, values)}
      >
        <p className="dialog-text">{t("correct.effect")}</p>
        <NameField />
      </FormDialog>
      <ReasonDialog
        {...dialog("close")}
        confirmText={t("close.open")}
        danger
        onConfirm={() => changeCadre(cadre, { is_active: false })}
      >
        {t("close.effect")}
      </ReasonDialog>
      <ReasonDialog
        {...dialog("reopen")}
        confirmText={t("reopen.open")}
        onConfirm={() => changeCadre(cadre, { is_active: true })}
      >
        {t("reopen.effect")}
      </ReasonDialog>
    </>
  );
}
