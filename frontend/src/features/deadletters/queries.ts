import { api, data, type Schema } from "@/api/client";

type Letter = Schema<"DeadLetterView">;

/** The services that hear of others; the directory hears of none. */
export const HEARING = ["targets", "supervision", "appraisal", "personnel"] as const;
export type Hearing = (typeof HEARING)[number];

/** A letter with the service that could not take it in. */
export interface DeadLetter extends Letter {
  at: Hearing;
}

interface Gathered {
  letters: DeadLetter[];
  /** Who did not answer. */
  silent: Hearing[];
  /** Who has more than a page of them. */
  longer: Hearing[];
}

function lettersAt(at: Hearing) {
  const query = { limit: 200 };
  return data(api.GET(`/api/v1/${at}/dead-letters`, { params: { query } }));
}

/** Of all services in the order of arrival; one that does not answer costs its own alone. */
export async function gatherLetters(): Promise<Gathered> {
  const answers = await Promise.allSettled(HEARING.map(lettersAt));
  const letters: DeadLetter[] = [];
  const silent: Hearing[] = [];
  const longer: Hearing[] = [];
  HEARING.forEach((at, index) => {
    const answer = answers[index]!;
    if (answer.status === "rejected") {
      silent.push(at);
      return;
    }
    letters.push(...answer.value.items.map((letter) => ({ ...letter, at })));
    if (answer.value.next !== null) longer.push(at);
  });
  letters.sort((one, other) => Date.parse(one.arrived_at) - Date.parse(other.arrived_at));
  return { letters, silent, longer };
}

export function retryLetter({ at, event_id }: DeadLetter) {
  const params = { path: { event_id } };
  return data(api.POST(`/api/v1/${at}/dead-letters/{event_id}:retry`, { params }));
}
