import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, type TableProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { followPage } from "@/api/client";
import type { Key } from "@/api/keys";
import { TableSkeleton } from "@/ui/Skeletons";
import { ScrollArea } from "@/ui/ScrollArea";
import { EmptyState, ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./DataList.module.css";

export interface ListPage<Row> {
  items: readonly Row[];
  next: string | null;
}

interface Props<Row> {
  queryKey: Key;
  /** The first page; the following ones come from each page's `next`. */
  firstPage: () => Promise<ListPage<Row>>;
  columns: NonNullable<TableProps<Row>["columns"]>;
  rowKey: (row: Row) => string;
  empty: { title: string; hint?: string; action?: ReactNode };
  caption: string;
  filters?: ReactNode;
  rowSelection?: TableProps<Row>["rowSelection"];
  rowClassName?: (row: Row) => string;
}

/** A list as the server pages it: skeleton, empty, error, and "more" at its foot. */
export function DataList<Row extends object>({
  queryKey,
  firstPage,
  columns,
  rowKey,
  empty,
  caption,
  filters,
  rowSelection,
  rowClassName,
}: Props<Row>) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam }) => (pageParam === null ? firstPage() : followPage<Row>(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={caption} aria-busy={list.isPending}>
      {filters && (
        <div className={classNames("row no-print", layout.bar)} role="search">
          {filters}
        </div>
      )}
      {list.isPending ? (
        <TableSkeleton columns={columns.length} />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <ScrollArea label={caption} className="list-scroll">
            <Table<Row>
              size="middle"
              bordered={false}
              pagination={false}
              rowKey={rowKey}
              columns={columns}
              dataSource={rows}
              rowSelection={rowSelection}
              rowClassName={rowClassName}
              locale={{ emptyText: <EmptyState {...empty} /> }}
            />
          </ScrollArea>
          <div className={classNames("row", styles.more)}>
            {list.hasNextPage ? (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t("list.more")}
              </Button>
            ) : (
              rows.length > 0 && <span className="muted">{t("list.end", { count: rows.length })}</span>
            )}
          </div>
        </>
      )}
    </section>
  );
}
