import { useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { deductionQuery, type Deduction, type Verb } from "../queries";
import { StepDialogs } from "../StepDialogs";
import { QueueBar } from "./QueueBar";
import { mayStep, QueueCase } from "./QueueCase";
import { QueueList } from "./QueueList";
import { KEYS, useKeys, useKeysOn, type QueueVerb } from "./shortcuts";
import { useQueue } from "./useQueue";
import { showShort } from "@/lib/decimals";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import "./queue.css";

/** One case after another for those who confirm, notify and judge. */
export default function QueuePage() {
  const { t } = useTranslation("deductions");
  const queries = useQueryClient();
  const { list, rows, mine, wanted, place, current, choose, filter, follower } = useQueue();
  const [step, take] = useState<{ row: Deduction; verb: QueueVerb; into: string | undefined } | null>(null);
  const [done, setDone] = useState<{ row: Deduction; verb: Verb } | null>(null);
  const [keysOn, setKeysOn] = useKeysOn();
  const [isListOpen, openList] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const open = (id: string | undefined): void => {
    choose(id);
    openList(false);
    top.current?.scrollIntoView({ block: "start" });
  };
  const go = (to: number): void => {
    if (rows[to]) open(rows[to].id);
  };
  const start = (row: Deduction, verb: QueueVerb, into?: string): void => {
    take({ row, verb, into });
  };
  useKeys(keysOn, (key) => {
    if (key === "j") go(place + 1);
    if (key === "k") go(place - 1);
    const row = current && queries.getQueryData(deductionQuery(current).queryKey);
    const verb = (Object.keys(KEYS) as QueueVerb[]).find((name) => KEYS[name] === key);
    if (row && verb && mayStep(row, verb)) start(row, verb);
  });
  const goOn = (verb: Verb): void => {
    if (step) setDone({ row: step.row, verb });
    open(follower);
  };
  return (
    <>
      <PageHeader
        title={t("queue.title")}
        note={t("queue.note")}
        trail={[{ label: t("title"), path: "/deductions" }]}
        actions={
          mine.length > 1 && (
            <Segmented
              aria-label={t("state")}
              value={wanted ?? ""}
              onChange={(value) => {
                filter(mine.find((state) => state === value));
              }}
              options={[
                { value: "", label: t("queue.all") },
                ...mine.map((state) => ({ value: state as string, label: t(`queue.${state}`) })),
              ]}
            />
          )
        }
      />
      <div ref={top} className="queue-top" role="status">
        {done && <Receipt row={done.row} verb={done.verb} />}
      </div>
      {list.isPending && mine.length > 0 ? (
        <PageSkeleton />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !current ? (
        <EmptyState
          isRelief
          title={t("queue.empty")}
          hint={t("queue.emptyHint")}
          action={<Link to="/deductions">{t("queue.toList")}</Link>}
        />
      ) : (
        <>
          <QueueBar
            place={place}
            count={rows.length}
            hasMore={list.hasNextPage}
            keysOn={keysOn}
            onKeys={setKeysOn}
            isListOpen={isListOpen}
            onList={() => {
              openList(!isListOpen);
            }}
            onGo={go}
          />
          <div className="queue" data-list={isListOpen}>
            <QueueList
              rows={rows}
              chosen={current}
              onChoose={open}
              hasMore={list.hasNextPage}
              isLoading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
            <QueueCase id={current} keysOn={keysOn} onStep={start} />
          </div>
        </>
      )}
      {step && (
        <StepDialogs
          row={step.row}
          verb={step.verb}
          into={step.into}
          onTaken={goOn}
          onClose={() => {
            take(null);
          }}
        />
      )}
    </>
  );
}

/** What was done, to which record; there is no undo, so it says what comes of it. */
function Receipt({ row, verb }: { row: Deduction; verb: Verb }) {
  const { t } = useTranslation("deductions");
  const points = verb === "confirm" && row.repeat ? row.repeat.points_after : row.points;
  return (
    <p className="queue-receipt">
      <span aria-hidden="true">✓ </span>
      {t(`queue.done.${verb}`, { unit: row.unit_name, points: showShort(points) })}{" "}
      <Link to={`/deductions/${row.id}`} className="num">
        {row.number}
      </Link>
    </p>
  );
}
