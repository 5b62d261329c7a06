import { Table, type TableProps } from "antd";
import { ScrollArea } from "@/ui/ScrollArea";

/** antd's table for rows that are all there, in an area that scrolls sideways by mouse, finger and keyboard. */
export function WideTable<Row extends object>({ label, ...table }: TableProps<Row> & { label: string }) {
  return (
    <ScrollArea label={label}>
      <Table<Row> size="middle" pagination={false} {...table} />
    </ScrollArea>
  );
}
