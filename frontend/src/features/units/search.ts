import { firstUnits } from "./queries";
import type { SearchProvider } from "@/app/search";
import { mayOpenUnit } from "@/auth/session";

export const unitsSearch: SearchProvider = {
  key: "units",
  permission: "appraisal:standing:read",
  find: async (text, session) => {
    const { items } = await firstUnits({ search: text, kind: undefined });
    return items
      .filter(({ code }) => mayOpenUnit(session, code))
      .slice(0, 6)
      .map(({ code, name }) => ({ key: code, label: name, detail: code, path: `/overview/units/${code}` }));
  },
};
