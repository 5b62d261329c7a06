import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  deductionQuery,
  firstInQueue,
  type Deduction,
  type DeductionRow,
  type DeductionState,
  type Verb,
} from "../queries";
import { StepDialogs } from "../StepDialogs";
import { mayStep, QueueCase } from "./QueueCase";
import { QueueList } from "./QueueList";
import { KEYS, useKeys, useKeysOn, type QueueVerb } from "./shortcuts";
import { followPage } from "@/api/client";
import { useMay, type Permission } from "@/auth/session";
import { showShort } from "@/lib/decimals";
import { useUrlState } from "@/lib/urlState";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import "./queue.css";

const WAITING: readonly { state: DeductionState; permission: Permission }[] = [
  { state: "recorded", permission: "supervision:deduction:confirm" },
  { state: "confirmed", permission: "supervision:deduction:confirm" },
  { state: "objected", permission: "supervision:deduction:judge" },
];

/** One case after another for those who confirm, notify and judge. */
export default function QueuePage() {
  const { t } = useTranslation("deductions");
  const may = useMay();
  const queries = useQueryClient();
  const [wanted, want] = useUrlState("state");
  const [chosen, choose] = useUrlState("id");
  const [step, take] = useState<{ row: Deduction; verb: QueueVerb; into: string | undefined } | null>(null);
  const [done, setDone] = useState<{ row: Deduction; verb: Verb } | null>(null);
  const [keysOn, setKeysOn] = useKeysOn();
  const [isListOpen, openList] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const mine = WAITING.filter(({ permission }) => may(permission)).map(({ state }) => state);
  const states = mine.filter((state) => !wanted || state === wanted);
  const list = useInfiniteQuery({
    queryKey: ["deductions", "queue", states],
    queryFn: ({ pageParam }) => (pageParam === null ? firstInQueue(states) : followPage<DeductionRow>(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: states.length > 0,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === chosen),
  );
  const current = rows[at];
  const next = rows[at + 1];
  useEffect(() => {
    if (next) void queries.prefetchQuery(deductionQuery(next.id));
  }, [next, queries]);
  const go = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    choose(row.id);
    openList(false);
    top.current?.scrollIntoView({ block: "start" });
  };
  const start = (row: Deduction, verb: QueueVerb, into?: string): void => {
    take({ row, verb, into });
  };
  useKeys(keysOn, (key) => {
    if (key === "j") go(at + 1);
    if (key === "k") go(at - 1);
    const row = current && queries.getQueryData(deductionQuery(current.id).queryKey);
    const verb = (Object.keys(KEYS) as QueueVerb[]).find((name) => KEYS[name] === key);
    if (row && verb && mayStep(row, verb)) start(row, verb);
  });
  const finish = async (verb: Verb): Promise<void> => {
    if (step) setDone({ row: step.row, verb });
    choose((next ?? rows[at - 1])?.id);
    top.current?.scrollIntoView({ block: "start" });
    await queries.invalidateQueries({ queryKey: ["deductions"] });
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
                choose(undefined);
                want(value || undefined);
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
        {done && (
          <p className="queue-receipt">
            <span aria-hidden="true">✓ </span>
            {t(`queue.done.${done.verb}`, {
              unit: done.row.unit_name,
              points: showShort(
                done.verb === "confirm" && done.row.repeat ? done.row.repeat.points_after : done.row.points,
              ),
            })}{" "}
            <Link to={`/deductions/${done.row.id}`} className="num">
              {done.row.number}
            </Link>
          </p>
        )}
      </div>
      {list.isPending && states.length > 0 ? (
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
          <div className="row queue-bar">
            <span className="num">
              {t("queue.place", { place: at + 1, count: rows.length, more: list.hasNextPage ? "+" : "" })}
            </span>
            <Button
              disabled={at === 0}
              aria-keyshortcuts={keysOn ? "k" : undefined}
              onClick={() => {
                go(at - 1);
              }}
            >
              {t("queue.before")}
              {keysOn && <kbd aria-hidden="true">k</kbd>}
            </Button>
            <Button
              disabled={!next}
              aria-keyshortcuts={keysOn ? "j" : undefined}
              onClick={() => {
                go(at + 1);
              }}
            >
              {t("queue.after")}
              {keysOn && <kbd aria-hidden="true">j</kbd>}
            </Button>
            <Button
              className="queue-opener"
              aria-expanded={isListOpen}
              onClick={() => {
                openList(!isListOpen);
              }}
            >
              {t("queue.list")}
            </Button>
            <Checkbox
              className="queue-keys"
              checked={keysOn}
              onChange={(event) => {
                setKeysOn(event.target.checked);
              }}
            >
              {t("queue.keys")}
            </Checkbox>
          </div>
          <div className="queue" data-list={isListOpen}>
            <QueueList
              rows={rows}
              chosen={current.id}
              onChoose={(id) => {
                go(rows.findIndex((row) => row.id === id));
              }}
              hasMore={list.hasNextPage}
              isLoading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
            <QueueCase id={current.id} keysOn={keysOn} onStep={start} />
          </div>
        </>
      )}
      {step && (
        <StepDialogs
          key={step.row.id}
          row={step.row}
          verb={step.verb}
          into={step.into}
          onDone={finish}
          onClose={() => {
            take(null);
          }}
        />
      )}
    </>
  );
}
