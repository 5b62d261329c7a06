import type { Schema } from "@/api/client";

type Action = Schema<"Action">;
export type NamedAction<Name extends string> = Action & { name: Name };

/** The actions whose names a page knows, each under its own name; what a newer server offers beside them is left out. */
export function actionsOf<Name extends string>(
  names: readonly Name[],
  actions: readonly Action[],
): NamedAction<Name>[] {
  return actions.flatMap((action) => {
    const name = names.find((known) => known === action.name);
    return name === undefined ? [] : [{ ...action, name }];
  });
}
