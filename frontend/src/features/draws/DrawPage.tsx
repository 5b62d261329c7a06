import { useQuery } from "@tanstack/react-query";
import { Button, Descriptions, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { drawLots, drawQuery, type DrawRecord } from "./queries";
import { seesWholeCounty, useMay, useSession } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { saveBlob } from "@/lib/saving";
import { FormDialog } from "@/ui/FormDialog";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import { WideTable } from "@/ui/WideTable";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** One draw: what was drawn from, by which words, and who inspects whom. */
export default function DrawPage() {
  const { id = "" } = useParams();
  const draw = useQuery(drawQuery(id));
  if (draw.isError) return <ErrorState error={draw.error} onRetry={() => void draw.refetch()} />;
  if (draw.isPending) return <PageSkeleton />;
  return <DrawShown draw={draw.data} />;
}

function saveRecord(draw: DrawRecord): void {
  saveBlob(new Blob([JSON.stringify(draw, null, 2)], { type: "application/json" }), `draw-${draw.id}.json`);
}

function DrawShown({ draw }: { draw: DrawRecord }) {
  const { t } = useTranslation(["draws", "app"]);
  const may = useMay();
  const session = useSession();
  const [isDrawing, setDrawing] = useState(false);
  const names = new Map(draw.inspectors.map((one) => [one.id, one.name]));
  const units = new Map(draw.units.map((unit) => [unit.code, unit.name]));
  const isWhole = draw.state === "drawn" && seesWholeCounty(session) && may("supervision:deduction:confirm");
  return (
    <>
      <PageHeader
        title={draw.title}
        trail={[{ label: t("title", { year: draw.year }), path: `/draws?year=${String(draw.year)}` }]}
        note={<StateTag label={t(`states.${draw.state}`)} tone={draw.state === "open" ? "open" : "done"} />}
        actions={
          <>
            {isWhole && (
              <Button
                onClick={() => {
                  saveRecord(draw);
                }}
              >
                {t("save")}
              </Button>
            )}
            {draw.state === "open" && may("supervision:draw:manage") && (
              <Button
                type="primary"
                onClick={() => {
                  setDrawing(true);
                }}
              >
                {t("draw")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        <section className={classNames("card stack", layout.denser)} aria-label={t("record")}>
          <strong>{t("record")}</strong>
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: "opened",
                label: t("openedAt"),
                children: `${showTime(draw.opened_at)} ${draw.opened_by_name}`,
              },
              {
                key: "from",
                label: t("from"),
                children: t("fromSentence", {
                  units: draw.units.length,
                  inspectors: draw.inspectors.length,
                  size: draw.team_size,
                }),
              },
              ...(draw.excluded.length > 0
                ? [{ key: "excluded", label: t("excluded"), children: t("pairs", { count: draw.excluded.length }) }]
                : []),
              { key: "commitment", label: t("commitment"), children: <code>{draw.commitment}</code> },
              ...(draw.secret ? [{ key: "secret", label: t("secret"), children: <code>{draw.secret}</code> }] : []),
              ...(draw.public_word
                ? [{ key: "word", label: t("publicWord"), children: <code>{draw.public_word}</code> }]
                : []),
            ]}
          />
          <p className={classNames("muted", layout.last)}>{t(draw.state === "open" ? "howOpen" : "howDrawn")}</p>
        </section>
        {draw.teams && (
          <WideTable
            label={t("teams")}
            rowKey="unit"
            dataSource={draw.teams}
            columns={[
              {
                title: t("unit"),
                render: (_, team) => <UnitLink code={team.unit} name={units.get(team.unit) ?? team.unit} />,
              },
              {
                title: t("inspectors"),
                render: (_, team) => team.inspectors.map((one) => names.get(one)).join(t("app:listSeparator")),
              },
            ]}
          />
        )}
      </div>
      <FormDialog<{ public_word: string }>
        open={isDrawing}
        title={t("drawTitle", { title: draw.title })}
        confirmText={t("draw")}
        onSubmit={({ public_word }) => drawLots(draw.id, public_word)}
        touches={["draws"]}
        onClose={() => {
          setDrawing(false);
        }}
      >
        <p className={layout.flush}>{t("drawEffect")}</p>
        <Form.Item
          name="public_word"
          label={t("publicWord")}
          extra={t("publicWordHint")}
          rules={[{ required: true, whitespace: true, message: t("app:required") }]}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </>
  );
}
