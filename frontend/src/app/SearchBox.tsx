import { SearchOutlined } from "@ant-design/icons";
import { useQueries } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { keys } from "@/api/keys";
import { useBrought } from "@/app/feature";
import { useSession } from "@/auth/session";
import { useSettled } from "@/lib/useSettled";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const PAUSE = 250;

/** Finds a unit or a record by name, code or number; Enter opens what is marked. */
export function SearchBox({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [text, type] = useState("");
  const wanted = useSettled(text.trim(), PAUSE);
  const open = useBrought("searches").filter(({ permission }) => session.permissions.includes(permission));
  const found = useQueries({
    queries: open.map((search) => ({
      queryKey: keys.search.found(search.key, wanted),
      queryFn: () => search.find(wanted, session),
      enabled: wanted !== "",
    })),
  });
  if (open.length === 0) return null;
  const groups = open.flatMap((search, index) => {
    const hits = found[index]?.data ?? [];
    if (wanted === "" || hits.length === 0) return [];
    return [
      {
        key: search.key,
        label: t(`search.${search.key}`),
        options: hits.map((hit) => ({
          key: hit.key,
          value: hit.path,
          label: (
            <span className={classNames("row", layout.apart)}>
              <span>{hit.label}</span>
              <span className="num muted">{hit.detail}</span>
            </span>
          ),
        })),
      },
    ];
  });
  const isDone = wanted !== "" && wanted === text.trim() && found.every((result) => !result.isFetching);
  const hint = found.some((result) => result.isError) ? t("search.failed") : t("search.nothing");
  return (
    <AutoComplete
      className="frame-search"
      value={text}
      options={groups}
      defaultActiveFirstOption
      onSearch={type}
      onSelect={(path: string) => {
        type("");
        onOpen?.();
        void navigate(path);
      }}
      notFoundContent={isDone ? <span className="muted">{hint}</span> : null}
    >
      <Input allowClear prefix={<SearchOutlined />} placeholder={t("search.hint")} aria-label={t("search.label")} />
    </AutoComplete>
  );
}
