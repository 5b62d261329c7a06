import { Input, Select } from "antd";
import { useUrlState } from "@/lib/urlState";

interface Choice {
  /** Its name in the address, where its value lives. */
  name: string;
  label: string;
  options: readonly { value: string | number; label: string }[];
  /** Long lists are found by typing. */
  isLong?: boolean;
}

interface Search {
  name: string;
  label: string;
}

export type Filter = Choice | Search;

interface Props {
  filters: readonly Filter[];
  /** What was chosen in the list is of what was shown before. */
  onChange?: () => void;
}

/** The filters of a list, from what the page declares: one to choose from, or a word to look for. */
export function FilterBar({ filters, onChange }: Props) {
  return filters.map((filter) =>
    "options" in filter ? (
      <ChoiceFilter key={filter.name} filter={filter} onChange={onChange} />
    ) : (
      <SearchFilter key={filter.name} filter={filter} onChange={onChange} />
    ),
  );
}

function ChoiceFilter({ filter, onChange }: { filter: Choice; onChange: Props["onChange"] }) {
  const [kept, keep] = useUrlState(filter.name);
  const value =
    filter.options.find((option) => String(option.value) === kept)?.value ?? (filter.isLong ? kept : undefined);
  return (
    <Select
      allowClear
      {...(filter.isLong && { showSearch: { optionFilterProp: "label" } })}
      placeholder={filter.label}
      aria-label={filter.label}
      value={value}
      onChange={(chosen: string | number | undefined) => {
        onChange?.();
        keep(chosen === undefined ? undefined : String(chosen));
      }}
      options={[...filter.options]}
      className={filter.isLong ? "filter filter-long" : "filter"}
    />
  );
}

function SearchFilter({ filter, onChange }: { filter: Search; onChange: Props["onChange"] }) {
  const [kept, keep] = useUrlState(filter.name);
  return (
    <Input.Search
      allowClear
      placeholder={filter.label}
      aria-label={filter.label}
      defaultValue={kept}
      onSearch={(sought) => {
        onChange?.();
        keep(sought || undefined);
      }}
      className="filter filter-long"
    />
  );
}
