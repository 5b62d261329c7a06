import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { contentOf, dropPhoto } from "@/field/store/drafts";
import type { Photo } from "@/field/store/types";

/** The photos of a draft, each with a way to take it off again. */
export function PhotoStrip({ photos }: { photos: readonly Photo[] }) {
  const { t } = useTranslation("field");
  if (photos.length === 0) return null;
  return (
    <ul className="field-photos">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <Picture photo={photo} alt={t("photo", { number: index + 1 })} />
          <button
            type="button"
            aria-label={t("removePhoto", { number: index + 1 })}
            onClick={() => void dropPhoto(photo.id)}
          >
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

function Picture({ photo: { id, type }, alt }: { photo: Photo; alt: string }) {
  const content = useStored(useCallback(() => contentOf(id), [id]));
  return (
    <img
      alt={alt}
      ref={(node) => {
        if (node && !node.src && content) node.src = URL.createObjectURL(new Blob([content], { type }));
      }}
      onLoad={(event) => {
        URL.revokeObjectURL(event.currentTarget.src);
      }}
    />
  );
}
