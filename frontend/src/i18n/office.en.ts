import { byNamespace, type Texts } from "@/i18n/namespaces";

export default byNamespace(import.meta.glob<Texts>("./en/*.json", { eager: true, import: "default" }));
