import type { ComponentType } from "react";
import type { Schema } from "@/api/client";
import type { Permission } from "@/auth/session";

/** What another feature shows on the page of a deduction. */
export interface DeductionPanel {
  key: string;
  permission: Permission;
  Panel: ComponentType<{ deduction: Schema<"DeductionView"> }>;
}
