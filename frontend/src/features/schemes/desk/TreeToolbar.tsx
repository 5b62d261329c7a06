import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  FileAddOutlined,
  FolderAddOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
} from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { possibilities } from "../draft/reducer";
import type { Step } from "../draft/nodes";
import type { Path } from "../draft/draft";

/** What can be done with the selected node; the keys for it stand in the tooltips. */
export function TreeToolbar({ onRemove, onAdded }: { onRemove: (path: Path) => void; onAdded: () => void }) {
  const { t } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const { selected, draft } = state;
  const path = selected === "whole" ? [] : selected;
  const can = possibilities(draft, selected);
  const add = (kind: "item" | "group"): void => {
    dispatch({ type: "add", kind, name: t(kind === "item" ? "newItem" : "newGroup") });
    onAdded();
  };
  const move = (step: Step, icon: ReactNode) => (
    <Step
      label={t(`steps.${step}`)}
      keys={t(`keys.${step}`)}
      icon={icon}
      disabled={!can[step]}
      onClick={() => {
        dispatch({ type: "move", path, step });
      }}
    />
  );
  return (
    <div role="toolbar" aria-label={t("toolbar")} className="editor-toolbar">
      <Button
        size="small"
        icon={<FileAddOutlined aria-hidden />}
        disabled={!can.add}
        onClick={() => {
          add("item");
        }}
      >
        {t("addItem")}
      </Button>
      <Button
        size="small"
        icon={<FolderAddOutlined aria-hidden />}
        disabled={!can.add}
        onClick={() => {
          add("group");
        }}
      >
        {t("addGroup")}
      </Button>
      <span className="editor-toolbar-steps">
        {move("up", <ArrowUpOutlined />)}
        {move("down", <ArrowDownOutlined />)}
        {move("out", <MenuFoldOutlined />)}
        {move("in", <MenuUnfoldOutlined />)}
        <Step
          label={t("duplicate")}
          icon={<CopyOutlined />}
          disabled={!can.copy}
          onClick={() => {
            dispatch({ type: "duplicate", path });
          }}
        />
        <Step
          label={t("remove")}
          keys={t("keys.remove")}
          icon={<DeleteOutlined />}
          disabled={!can.copy}
          onClick={() => {
            onRemove(path);
          }}
        />
      </span>
    </div>
  );
}

interface StepProps {
  label: string;
  keys?: string;
  icon: ReactNode;
  disabled: boolean;
  onClick: () => void;
}

function Step({ label, keys, icon, disabled, onClick }: StepProps) {
  return (
    <Tooltip title={keys ? `${label} · ${keys}` : label}>
      <Button size="small" type="text" icon={icon} aria-label={label} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}
