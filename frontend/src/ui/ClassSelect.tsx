import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { classesQuery } from "@/lib/classes";

interface Props {
  /** Given by the `Form.Item` around it. */
  id?: string;
  value?: string[];
  onChange?: (codes: string[]) => void;
}

/** Chooses one or more classes of units by name. */
export function ClassSelect(field: Props) {
  const { i18n } = useTranslation();
  const classes = useQuery(classesQuery);
  return (
    <Select<string[]>
      {...field}
      mode="multiple"
      loading={classes.isPending}
      showSearch={{ optionFilterProp: "label" }}
      options={
        classes.data?.items.map((row) => ({
          value: row.code,
          label: i18n.language === "en" ? (row.name_en ?? row.name) : row.name,
        })) ?? []
      }
    />
  );
}
