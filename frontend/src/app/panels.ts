import type { ComponentType, ReactNode } from "react";
import type { Schema } from "@/api/client";
import type { Permission } from "@/auth/session";

/** What a feature shows on the home of whom it concerns, above the figures; nothing where there is nothing to say. */
export interface HomeCard {
  key: string;
  permission: Permission;
  Card: ComponentType;
}

/** What a feature says on home where nothing waits; it shows `children`, which say so, once it has nothing to add. */
export interface HomeBeginning {
  key: string;
  permission: Permission;
  Beginning: ComponentType<{ children: ReactNode }>;
}

/** What another feature shows on the page of a deduction. */
export interface DeductionPanel {
  key: string;
  permission: Permission;
  Panel: ComponentType<{ deduction: Schema<"DeductionView"> }>;
}
