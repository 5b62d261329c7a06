import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { Bound } from "./Field";
import { classesQuery, useClassNames } from "@/lib/classes";
import { useUnits } from "@/lib/units";
import layout from "@/ui/layout.module.css";

const LEADING = ["chief", "deputy"] as const;
const EVERY_ORDINARY = "ordinary:*";

interface Props extends Partial<Bound> {
  subjectKind: string;
  value?: readonly string[];
  onChange?: (codes: string[]) => void;
}

/** Classes of units; of cadres those of leading cadres, of one unit's ordinary cadres, or of all of them. */
export function ClassesInput({ subjectKind, value = [], onChange, id, status }: Props) {
  const nameOf = useClassNames();
  const classes = useQuery(classesQuery).data?.items.map(({ code }) => code) ?? [];
  const units = useUnits() ?? [];
  const ofCadres = [
    ...LEADING.flatMap((group) => classes.map((code) => `${group}-${code}`)),
    EVERY_ORDINARY,
    ...units.filter((unit) => unit.isActive).map((unit) => unit.code),
  ];
  const offered = subjectKind === "cadre" ? ofCadres : classes;
  const codes = [...new Set([...offered, ...value])];
  return (
    <Select<string[]>
      {...(id && { id })}
      {...(status && { status })}
      mode="multiple"
      value={[...value]}
      showSearch={{ optionFilterProp: "label" }}
      className={layout.full}
      options={codes.map((code) => ({ value: code, label: nameOf(code) }))}
      onChange={(chosen) => onChange?.(chosen)}
    />
  );
}
