import { Button } from "antd";
import { useHref, useNavigate } from "react-router";

/** Leads to a page where something new begins: looks like the primary button, and is a link to open in a tab. */
export function NewLink({ label, to }: { label: string; to: string }) {
  const go = useNavigate();
  return (
    <Button
      type="primary"
      href={useHref(to)}
      onClick={(event) => {
        event.preventDefault();
        void go(to);
      }}
    >
      {label}
    </Button>
  );
}
