import { Button } from "antd";

/** Begins a new record: the one primary button of a list page. */
export function NewButton({ label, onOpen }: { label: string; onOpen: (isOpen: true) => void }) {
  return (
    <Button
      type="primary"
      onClick={() => {
        onOpen(true);
      }}
    >
      {label}
    </Button>
  );
}
