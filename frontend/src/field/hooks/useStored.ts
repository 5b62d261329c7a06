import { useEffect, useState } from "react";
import { onChange } from "@/field/store/database";

/** What the phone keeps, read again whenever this page or another changes something; undefined until it was read. */
export function useStored<Value>(read: () => Promise<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    let isCurrent = true;
    const load = (): void => {
      read()
        .then((found) => {
          if (isCurrent) setValue(found);
        })
        .catch(() => undefined);
    };
    load();
    const stop = onChange(load);
    return () => {
      isCurrent = false;
      stop();
    };
  }, [read]);
  return value;
}
