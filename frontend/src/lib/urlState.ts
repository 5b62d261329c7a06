import { useSearchParams } from "react-router";

/** A filter that lives in the address, so that a list can be shared and the back button works. */
export function useUrlState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (value: string | undefined): void => {
    setParameters(
      (present) => {
        const next = new URLSearchParams(present);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  };
  return [parameters.get(name) ?? undefined, set];
}
