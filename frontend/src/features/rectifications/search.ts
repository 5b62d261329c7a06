import { firstRectifications } from "./queries";
import type { SearchProvider } from "@/app/search";

export const rectificationsSearch: SearchProvider = {
  key: "rectifications",
  permission: "supervision:rectification:read",
  find: async (text) => {
    if (!/^zg/i.test(text)) return [];
    const page = await firstRectifications({ year: undefined, state: undefined, unit: undefined, search: text });
    return page.items.slice(0, 5).map((row) => ({
      key: row.id,
      label: row.number,
      detail: `${row.unit_name} ${row.demand}`,
      path: `/rectifications/${row.id}`,
    }));
  },
};
