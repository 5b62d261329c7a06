import type { ComponentType } from "react";
import type { Schema } from "@/api/client";
import type { Permission } from "@/auth/session";

/** What a feature shows on the home of whom it concerns, above the figures; nothing where there is nothing to say. */
export interface HomeCard {
  key: string;
  permission: Permission;
  Card: ComponentType;
}

/** What another feature shows on the page of a deduction. */
export interface DeductionPanel {
  key: string;
  permission: Permission;
  Panel: ComponentType<{ deduction: Schema<"DeductionView"> }>;
}
