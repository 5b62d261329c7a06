import { byNamespace, type Texts } from "@/i18n/namespaces";

export default byNamespace(
  import.meta.glob<Texts>("./zh-CN/{app,nav,signin,home,waiting,figures,live}.json", {
    eager: true,
    import: "default",
  }),
);
