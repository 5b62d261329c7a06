import { useCallback, useEffect, useState } from "react";

export type Screen = "record" | "outbox";

const PATHS: Record<Screen, string> = { record: "/m/", outbox: "/m/outbox" };

function current(): Screen {
  return location.pathname === PATHS.outbox ? "outbox" : "record";
}

/** The screen that the address names; the phone's own way back leads back. */
export function useScreen(): [Screen, (screen: Screen) => void] {
  const [screen, setScreen] = useState(current);
  useEffect(() => {
    const follow = (): void => {
      setScreen(current());
    };
    window.addEventListener("popstate", follow);
    return () => {
      window.removeEventListener("popstate", follow);
    };
  }, []);
  const go = useCallback((next: Screen) => {
    if (next !== current()) history.pushState(null, "", PATHS[next]);
    setScreen(next);
    scrollTo(0, 0);
  }, []);
  return [screen, go];
}
