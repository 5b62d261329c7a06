import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type PublicPicture = Schema<"PublicPictureView">;
export type PictureState = PublicPicture["state"];

export const picturesQuery = (deductionId: string) =>
  queryOptions({
    queryKey: keys.deductions.pictures(deductionId),
    queryFn: () =>
      data(
        api.GET("/api/v1/supervision/deductions/{deduction_id}/public-pictures", {
          params: { path: { deduction_id: deductionId } },
        }),
      ),
  });

export const waitingPictures = () => data(api.GET("/api/v1/supervision/public-pictures"));

export const pictureAddress = (id: string, small = false) =>
  `/api/v1/supervision/public-pictures/${id}/content${small ? "?small=true" : ""}`;

export function prepare(evidenceId: string, body: Schema<"PublicPictureEntry">): Promise<unknown> {
  return api.POST("/api/v1/supervision/evidence/{evidence_id}/public-pictures", {
    params: { path: { evidence_id: evidenceId } },
    body,
  });
}

export function approve(id: string): Promise<unknown> {
  return api.POST("/api/v1/supervision/public-pictures/{picture_id}:approve", { params: { path: { picture_id: id } } });
}

export function reject(id: string, reason: string): Promise<unknown> {
  return api.POST("/api/v1/supervision/public-pictures/{picture_id}:reject", {
    params: { path: { picture_id: id } },
    body: { reason },
  });
}

export function withdrawPicture(id: string, reason: string): Promise<unknown> {
  return api.POST("/api/v1/supervision/public-pictures/{picture_id}:withdraw", {
    params: { path: { picture_id: id } },
    body: { reason },
  });
}
