import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, Skeleton } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { change, EMPTY, fit, redo, undo, type Box, type Drawing } from "./boxes";
import { drawRedacted, findFaces, openPhoto, type Photo } from "./drawing";
import { prepare } from "./pictures";
import { RedactCanvas } from "./RedactCanvas";
import { RedactTools } from "./RedactTools";
import { keys } from "@/api/keys";
import { Dialog, useQuestion } from "@/ui/Dialog";
import { readShown, type Evidence } from "@/ui/evidence/evidence";
import { ApiProblem } from "@/api/problem";
import { newId } from "@/api/ids";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./RedactDialog.module.css";

interface Props {
  evidence: Evidence;
  /** Rule and unit in words; the preparer says what is seen beside. */
  altText: string;
  altTextEn: string;
  onClose: () => void;
}

/** Makes a photo of the record ready for the public: covers what leads to a person, says in words what is seen. */
export function RedactDialog({ evidence, altText, altTextEn, onClose }: Props) {
  const { t } = useTranslation(["pictures", "app"]);
  const { message } = App.useApp();
  const question = useQuestion();
  const [drawing, setDrawing] = useState<Drawing>(EMPTY);
  const [words, setWords] = useState(altText);
  const [english, setEnglish] = useState(altTextEn);
  const [saysNothing, say] = useState(false);
  const id = useRef(newId());
  const photo = useQuery({
    queryKey: keys.deductions.photo(evidence.id),
    queryFn: async () => openPhoto(await readShown(evidence)),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const send = useAct({
    act: async (opened: Photo) => {
      const covered = drawing.boxes.map(({ x, y, width, height }) => ({ x, y, width, height }));
      await prepare(evidence.id, {
        id: id.current,
        picture: await drawRedacted(opened, drawing.boxes),
        covered,
        says_nothing_to_hide: covered.length === 0 && saysNothing,
        alt_text: words.trim(),
        alt_text_en: english.trim() || null,
      });
    },
    touches: ["deductions"],
    onDone: () => {
      void message.success(t("sent"));
      onClose();
    },
    onRefused: (error) => {
      if (error instanceof ApiProblem) id.current = newId();
    },
  });
  const isUntouched = drawing.past.length === 0 && words === altText && english === altTextEn;
  const leave = (): void => {
    if (send.isBusy) return;
    if (isUntouched) {
      onClose();
      return;
    }
    question({
      title: t("app:discard.ask"),
      okText: t("app:discard.yes"),
      cancelText: t("app:discard.no"),
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  const needsWord = drawing.boxes.length === 0 && !saysNothing;
  return (
    <Dialog
      open
      title={t("redactTitle", { name: evidence.filename })}
      width={1120}
      className={layout.atTop}
      onCancel={leave}
      okText={t("hand")}
      cancelText={t("app:cancel")}
      okButtonProps={{ disabled: !photo.data || needsWord || words.trim() === "", loading: send.isBusy }}
      onOk={() => {
        if (photo.data) send.run(photo.data);
      }}
    >
      {photo.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {photo.isError && <ErrorState error={photo.error} onRetry={() => void photo.refetch()} />}
      {photo.data && (
        <div className={classNames("stack", layout.dense)}>
          <p className={layout.flush}>{t("task")}</p>
          <Bench photo={photo.data} drawing={drawing} onDraw={setDrawing} />
          {drawing.boxes.length === 0 && (
            <Checkbox
              checked={saysNothing}
              onChange={(event) => {
                say(event.target.checked);
              }}
            >
              {t("nothingToHide")}
            </Checkbox>
          )}
          <Form layout="vertical" component="div">
            <Form.Item label={t("altText")} htmlFor="picture-alt" extra={t("altHint")} className={layout.last}>
              <Input
                id="picture-alt"
                value={words}
                maxLength={200}
                onChange={(event) => {
                  setWords(event.target.value);
                  // What stood there said the same as the words before.
                  if (english === altTextEn) setEnglish("");
                }}
              />
            </Form.Item>
            <Form.Item label={t("altTextEn")} htmlFor="picture-alt-en" extra={t("altHintEn")} className={styles.notice}>
              <Input
                id="picture-alt-en"
                lang="en"
                value={english}
                maxLength={200}
                onChange={(event) => {
                  setEnglish(event.target.value);
                }}
              />
            </Form.Item>
          </Form>
          <Problem of={send} />
        </div>
      )}
    </Dialog>
  );
}

/** Tools and picture together: what is chosen, how large it is shown. */
function Bench({ photo, drawing, onDraw }: { photo: Photo; drawing: Drawing; onDraw: (drawing: Drawing) => void }) {
  const { t } = useTranslation("pictures");
  const { message } = App.useApp();
  const [chosen, choose] = useState<number | null>(null);
  const [zoom, setZoom] = useState(1);
  const [isSeenThrough, seeThrough] = useState(false);
  const lastKey = useRef(0);
  const nextKey = (): number => (lastKey.current += 1);
  const put = (boxes: readonly Omit<Box, "key">[]): void => {
    const fresh = boxes.map((box) => fit({ ...box, key: nextKey() }, photo.size));
    onDraw(change(drawing, [...drawing.boxes, ...fresh]));
    choose(fresh.at(-1)?.key ?? null);
  };
  const propose = async (): Promise<void> => {
    const faces = await findFaces(photo).catch(() => []);
    if (faces.length > 0) put(faces);
    else void message.info(t("noFaces"));
  };
  const { width, height } = photo.size;
  return (
    <>
      <RedactTools
        drawing={drawing}
        hasChosen={drawing.boxes.some((box) => box.key === chosen)}
        zoom={zoom}
        isSeenThrough={isSeenThrough}
        onAdd={() => {
          put([{ x: width * 0.4, y: height * 0.4, width: width * 0.2, height: height * 0.2 }]);
        }}
        onDelete={() => {
          onDraw(
            change(
              drawing,
              drawing.boxes.filter((box) => box.key !== chosen),
            ),
          );
          choose(null);
        }}
        onUndo={() => {
          onDraw(undo(drawing));
        }}
        onRedo={() => {
          onDraw(redo(drawing));
        }}
        onZoom={setZoom}
        onSeeThrough={seeThrough}
        onPropose={() => void propose()}
      />
      <RedactCanvas
        photo={photo}
        boxes={drawing.boxes}
        chosen={chosen}
        zoom={zoom}
        isSeenThrough={isSeenThrough}
        nextKey={nextKey}
        onChoose={choose}
        onChange={(boxes) => {
          onDraw(change(drawing, boxes));
        }}
      />
      <p className={classNames("muted", layout.flush)}>{t("keys")}</p>
    </>
  );
}
