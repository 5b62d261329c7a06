import { byNamespace, type Texts } from "@/i18n/namespaces";

export default byNamespace(
  import.meta.glob<Texts>(["./zh-CN/app.json", "./zh-CN/field.json", "./zh-CN/signin.json"], {
    eager: true,
    import: "default",
  }),
);
