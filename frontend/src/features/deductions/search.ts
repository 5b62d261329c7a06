import { firstDeductions } from "./queries";
import type { SearchProvider } from "@/app/search";

export const deductionsSearch: SearchProvider = {
  key: "deductions",
  permission: "supervision:deduction:read",
  find: async (text) => {
    const { items } = await firstDeductions({ year: undefined, state: undefined, unit: undefined, search: text });
    return items
      .slice(0, 6)
      .map(({ id, number, unit_name }) => ({ key: id, label: number, detail: unit_name, path: `/deductions/${id}` }));
  },
};
