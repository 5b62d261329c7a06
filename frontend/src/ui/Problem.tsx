import { Alert } from "antd";
import type { Act } from "@/lib/useAct";

/** Why something was not done, line by line; nothing while nothing was refused. */
export function Problem({ of }: { of: Pick<Act<never>, "problem"> }) {
  if (of.problem === null) return null;
  const lines = of.problem.split("\n");
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    />
  );
}
