import { photosOf } from "@/field/store/drafts";
import { listOutgoing } from "@/field/store/outbox";
import type { Outgoing, Photo } from "@/field/store/types";

export interface Item {
  row: Outgoing;
  photos: Photo[];
}

export interface Groups {
  refused: Item[];
  waiting: Item[];
  sent: Item[];
}

/** Everything that somebody handed over on this phone, in order. */
export async function readItems(owner: string): Promise<Item[]> {
  const own = (await listOutgoing()).filter((row) => row.owner === owner);
  return Promise.all(own.map(async (row) => ({ row, photos: await photosOf(row.id) })));
}

/** How many others handed over here and could not send. */
export async function countOfOthers(owner: string): Promise<number> {
  return (await listOutgoing()).filter((row) => row.owner !== owner && row.state !== "recorded").length;
}

/** What was refused in any part stands there; what has not arrived whole waits; the rest is sent, newest first. */
export function groupsOf(items: readonly Item[]): Groups {
  const groups: Groups = { refused: [], waiting: [], sent: [] };
  for (const item of items) {
    const states = item.photos.map((photo) => photo.state);
    if (item.row.state === "refused" || (item.row.state === "recorded" && states.includes("refused"))) {
      groups.refused.push(item);
    } else if (item.row.state === "waiting" || states.includes("kept")) {
      groups.waiting.push(item);
    } else {
      groups.sent.unshift(item);
    }
  }
  return groups;
}
