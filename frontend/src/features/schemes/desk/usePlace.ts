import { useEffect, useRef, type RefObject } from "react";
import { isAt } from "../draft/pointers";

const CONTROLS = "input:not([type=hidden]), textarea, button";

/** Leads the reader to the form, to its first field, or to the field that a finding points at. */
export function usePlace(form: RefObject<HTMLDivElement | null>) {
  const wanted = useRef<"first" | `/${string}` | null>(null);
  const reach = (): void => {
    const goal = wanted.current;
    wanted.current = null;
    if (!goal || !form.current) return;
    const places = [...form.current.querySelectorAll<HTMLElement>("[data-pointer]")];
    const near = places
      .filter((place) => goal === "first" || isAt(goal, place.dataset["pointer"] ?? "?"))
      .sort((one, other) => pointerLength(other) - pointerLength(one));
    const target = goal === "first" ? places[0] : near[0];
    target?.closest("details")?.setAttribute("open", "");
    (target ?? form.current).scrollIntoView({ block: "nearest" });
    (target ?? form.current).querySelector<HTMLElement>(CONTROLS)?.focus();
  };
  useEffect(reach);
  // What is selected already changes nothing that React would draw again.
  const soon = (goal: "first" | `/${string}`): void => {
    wanted.current = goal;
    setTimeout(reach, 0);
  };
  return {
    first: () => {
      soon("first");
    },
    pointer: (pointer: string) => {
      soon(pointer as `/${string}`);
    },
    form: () => {
      if (window.matchMedia("(max-width: 960px)").matches) form.current?.scrollIntoView({ block: "start" });
    },
  };
}

function pointerLength(place: HTMLElement): number {
  return place.dataset["pointer"]?.length ?? 0;
}
