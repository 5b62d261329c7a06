import type { Schema } from "@/api/client";

export type Outlook = Schema<"OutlookView">;
export type Move = Schema<"MoveView">;
export type SubjectRef = Schema<"SubjectRef">;
export type Sensitivity = Schema<"SensitivityView">;
