import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Writing } from "@/field/hooks/useDraft";
import { MOST_PHOTOS, takePhoto, type PhotoProblem } from "@/field/photos/taking";
import { FoundAt } from "@/field/screens/FoundAt";
import { PhotoStrip } from "@/field/screens/PhotoStrip";
import type { Assignment, Inspector, Photo, Rule } from "@/field/store/types";

interface Props {
  writing: Writing;
  rule: Rule | undefined;
  photos: readonly Photo[];
  inspectors: readonly Inspector[];
  assignments: readonly Assignment[];
}

interface Fault {
  problem: PhotoProblem;
  name: string;
}

/** Photos, what was seen, when, and who was there too. */
export function ProofStep({ writing, rule, photos, inspectors, assignments }: Props) {
  const { t, i18n } = useTranslation("field");
  const { draft, change } = writing;
  const asRule = i18n.language === "en" ? rule?.title_en : rule?.title;
  const [isWorking, setWorking] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const isCameraRefused = useCameraRefused();
  const add = async (files: readonly File[]): Promise<void> => {
    setWorking(true);
    setFaults([]);
    // The draft begins with its first photo, if nothing was entered before.
    change({});
    const held = await writing.settle();
    let count = photos.length;
    for (const file of files) {
      const problem = count >= MOST_PHOTOS ? "tooMany" : await takePhoto(held, file);
      if (problem) setFaults((all) => [...all, { problem, name: file.name }]);
      else count += 1;
    }
    setWorking(false);
  };
  const partners = new Set(assignments.filter((one) => one.unitCode === draft.unitCode).flatMap((one) => one.partners));
  const isPartner = ({ account_id }: Inspector): boolean => partners.has(account_id);
  const seconds = [...inspectors.filter(isPartner), ...inspectors.filter((one) => !isPartner(one))];
  return (
    <section className="field-card field-stack" id="field-proof" aria-labelledby="field-proof-title">
      <h2 id="field-proof-title">{t("proof")}</h2>
      <div className="field-camera">
        <PhotoInput className="field-shutter" label={t("camera")} sign="◉" capture onFiles={add} />
        <PhotoInput className="field-small" label={t("album")} onFiles={add} />
      </div>
      {isCameraRefused && <p className="field-fine">{t("cameraRefused")}</p>}
      {isWorking && <p role="status">{t("working")}</p>}
      {faults.map(({ problem, name }) => (
        <p key={`${problem}-${name}`} className="field-problem" role="alert">
          {t(`photoProblems.${problem}`, { name, most: MOST_PHOTOS })}
        </p>
      ))}
      <PhotoStrip photos={photos} />
      <label className="field-label">
        {t("note")}
        <textarea
          rows={3}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => {
            change({ note: event.target.value });
          }}
        />
      </label>
      {asRule && draft.note.trim() === "" && (
        <button
          type="button"
          className="field-chip"
          onClick={() => {
            change({ note: asRule });
          }}
        >
          {t("noteAsRule", { rule: asRule })}
        </button>
      )}
      {seconds.length > 0 && (
        <label className="field-label">
          {t("second")}
          <select
            value={draft.secondRecorder}
            onChange={(event) => {
              change({ secondRecorder: event.target.value });
            }}
          >
            <option value="">{t("nobody")}</option>
            {seconds.map((one) => (
              <option key={one.account_id} value={one.account_id}>
                {isPartner(one) ? `★ ${one.name}` : one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <FoundAt draft={draft} change={change} />
    </section>
  );
}

interface PhotoInputProps {
  className: string;
  label: string;
  sign?: string;
  capture?: boolean;
  onFiles: (files: readonly File[]) => Promise<void>;
}

function PhotoInput({ className, label, sign, capture = false, onFiles }: PhotoInputProps) {
  return (
    <label className={className}>
      {sign && (
        <span className="field-shutter-sign" aria-hidden="true">
          {sign}
        </span>
      )}
      {label}
      <input
        className="visually-hidden"
        type="file"
        accept="image/*"
        multiple={!capture}
        {...(capture && { capture: "environment" as const })}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) void onFiles(files);
        }}
      />
    </label>
  );
}

/** Whether the browser would refuse the camera, where it says so beforehand. */
function useCameraRefused(): boolean {
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    const permissions = navigator.permissions as Permissions | undefined;
    let status: PermissionStatus | undefined;
    const look = (): void => {
      setRefused(status?.state === "denied");
    };
    permissions
      ?.query({ name: "camera" })
      .then((found) => {
        status = found;
        status.addEventListener("change", look);
        look();
      })
      .catch(() => undefined);
    return () => status?.removeEventListener("change", look);
  }, []);
  return isRefused;
}
