import {
  DeleteOutlined,
  PlusOutlined,
  RedoOutlined,
  UndoOutlined,
  UserOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from "@ant-design/icons";
import { Button, Switch } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Drawing } from "./boxes";
import { canFindFaces } from "./drawing";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./RedactTools.module.css";

interface Props {
  drawing: Drawing;
  hasChosen: boolean;
  zoom: number;
  isSeenThrough: boolean;
  onAdd: () => void;
  onDelete: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onZoom: (zoom: number) => void;
  onSeeThrough: (isOn: boolean) => void;
  onPropose: () => void;
}

const LARGEST = 4;

export function RedactTools(props: Props) {
  const { t } = useTranslation("pictures");
  const { drawing, hasChosen, zoom, isSeenThrough, onAdd, onDelete, onUndo, onRedo, onZoom, onSeeThrough } = props;
  useUndoKeys(onUndo, onRedo);
  return (
    <div className="row redact-tools" role="toolbar" aria-label={t("tools")}>
      <Button icon={<PlusOutlined />} onClick={onAdd}>
        {t("add")}
      </Button>
      <Button icon={<DeleteOutlined />} disabled={!hasChosen} onClick={onDelete}>
        {t("delete")}
      </Button>
      <Button icon={<UndoOutlined />} disabled={drawing.past.length === 0} aria-label={t("undo")} onClick={onUndo} />
      <Button icon={<RedoOutlined />} disabled={drawing.future.length === 0} aria-label={t("redo")} onClick={onRedo} />
      <span className={classNames("row", styles.tools)}>
        <Button
          icon={<ZoomOutOutlined />}
          disabled={zoom <= 1}
          aria-label={t("smaller")}
          onClick={() => {
            onZoom(zoom - 0.5);
          }}
        />
        <span className="num" aria-live="polite">{`${String(zoom * 100)}%`}</span>
        <Button
          icon={<ZoomInOutlined />}
          disabled={zoom >= LARGEST}
          aria-label={t("larger")}
          onClick={() => {
            onZoom(zoom + 0.5);
          }}
        />
      </span>
      {canFindFaces() && (
        <Button icon={<UserOutlined />} onClick={props.onPropose}>
          {t("propose")}
        </Button>
      )}
      <label className={classNames("row", layout.denser)}>
        <Switch checked={isSeenThrough} onChange={onSeeThrough} size="small" aria-label={t("seeThrough")} />
        <span aria-hidden="true">{t("seeThrough")}</span>
      </label>
      <span className={classNames("muted num", styles.count)} aria-live="polite">
        {t("count", { count: drawing.boxes.length })}
      </span>
    </div>
  );
}

/** As everywhere: Ctrl+Z takes back, Ctrl+Y or Ctrl+Shift+Z takes again; not while words are typed. */
function useUndoKeys(onUndo: () => void, onRedo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) onRedo();
      else onUndo();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  });
}
