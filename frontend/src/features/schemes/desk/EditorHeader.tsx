import { CodeOutlined, RedoOutlined, SaveOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useEditor } from "../draft/useEditor";
import type { Scheme } from "../queries";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

interface Props {
  scheme: Scheme;
  isChanged: boolean;
  isSaving: boolean;
  onSave: () => void;
  onJson: () => void;
}

/** Which draft this is, whether it is saved, and what can be done with it as a whole. */
export function EditorHeader({ scheme, isChanged, isSaving, onSave, onJson }: Props) {
  const { t } = useTranslation(["editor", "schemes"]);
  const { state, dispatch } = useEditor();
  const step = (type: "undo" | "redo", steps: number) => (
    <Tooltip title={t(`keys.${type}`)}>
      <Button
        icon={type === "undo" ? <UndoOutlined /> : <RedoOutlined />}
        aria-label={t(type)}
        disabled={steps === 0}
        onClick={() => {
          dispatch({ type });
        }}
      />
    </Tooltip>
  );
  return (
    <PageHeader
      title={state.draft.name || scheme.name}
      number={t("schemes:editionOf", { year: scheme.year, edition: scheme.edition })}
      trail={[
        { label: t("schemes:title", { year: scheme.year }), path: `/schemes?year=${String(scheme.year)}` },
        { label: scheme.name, path: `/schemes/${scheme.id}` },
      ]}
      note={
        <span aria-live="polite">
          <StateTag label={t(isChanged ? "unsaved" : "isSaved")} tone={isChanged ? "due" : "done"} />
        </span>
      }
      actions={
        <>
          {step("undo", state.past.length)}
          {step("redo", state.future.length)}
          <Button icon={<CodeOutlined aria-hidden />} onClick={onJson}>
            {t("json.show")}
          </Button>
          <Link to={`/schemes/${scheme.id}`}>
            <Button tabIndex={-1}>{t("read")}</Button>
          </Link>
          <Tooltip title={t("keys.save")}>
            <Button
              type="primary"
              icon={<SaveOutlined aria-hidden />}
              loading={isSaving}
              disabled={!isChanged}
              onClick={onSave}
            >
              {t("save")}
            </Button>
          </Tooltip>
        </>
      }
    />
  );
}
