import { firstUnits } from "./queries";
import type { SearchProvider } from "@/app/search";

export const unitsSearch: SearchProvider = {
  key: "units",
  permission: "appraisal:standing:read",
  find: async (text) => {
    const { items } = await firstUnits({ search: text, kind: undefined });
    return items
      .slice(0, 6)
      .map(({ code, name }) => ({ key: code, label: name, detail: code, path: `/overview/units/${code}` }));
  },
};
