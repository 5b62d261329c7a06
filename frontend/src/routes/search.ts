import { deductionsSearch } from "@/features/deductions/search";
import { rectificationsSearch } from "@/features/rectifications/search";
import { unitsSearch } from "@/features/units/search";
import type { SearchProviders } from "@/app/search";

/** What the box in the top bar finds, in this order. */
export const searches: SearchProviders = [unitsSearch, deductionsSearch, rectificationsSearch];
