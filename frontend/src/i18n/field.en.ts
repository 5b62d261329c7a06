import { byNamespace, type Texts } from "@/i18n/namespaces";

export default byNamespace(
  import.meta.glob<Texts>(["./en/app.json", "./en/field.json", "./en/signin.json"], { eager: true, import: "default" }),
);
