import "i18next";
import type { Resources } from "./resources";

/** A key without a text is an error of types. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    returnNull: false;
    resources: Resources;
  }
}
