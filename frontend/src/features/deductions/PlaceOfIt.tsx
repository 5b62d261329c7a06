import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { similarQuery, type Deduction } from "./queries";
import { useMay } from "@/auth/session";
import { toDrawn } from "@/lib/decimals";
import { usePlacedUnits } from "@/lib/units";
import { PlaceMap } from "@/ui/map/PlaceMap";

/** Where it happened, on the county's map, with similar cases beside it for those who may merge. */
export function PlaceOfIt({ row }: { row: Deduction }) {
  const { t } = useTranslation("deductions");
  const may = useMay();
  const mayMerge = may("supervision:deduction:confirm");
  /** Others are shown no position, which is not to say that there is none. */
  const decides = mayMerge || may("supervision:deduction:judge");
  const similar = useQuery({ ...similarQuery(row.id), enabled: mayMerge });
  const placed = usePlacedUnits().map(({ code, name, latitude, longitude }) => ({
    code,
    name,
    latitude: toDrawn(latitude),
    longitude: toDrawn(longitude),
  }));
  const near = (similar.data?.items ?? []).flatMap(({ id, number, position }) =>
    position
      ? [{ key: id, name: number, latitude: toDrawn(position.latitude), longitude: toDrawn(position.longitude) }]
      : [],
  );
  const place = row.position && {
    key: row.id,
    name: row.place,
    latitude: toDrawn(row.position.latitude),
    longitude: toDrawn(row.position.longitude),
    accuracyMetres: toDrawn(row.position.accuracy_m),
  };
  if (!place && (placed.length === 0 || !decides)) return null;
  return <PlaceMap title={t("place")} units={placed} unitCode={row.unit_code} place={place} similar={near} />;
}
