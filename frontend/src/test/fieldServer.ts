import { ApiProblem, Unreachable } from "@/api/problem";
import type { Server } from "@/field/send/replay";
import { addPhoto, contentOf, keepDraft, newDraft } from "@/field/store/drafts";
import { groupsOf, readItems } from "@/field/store/items";
import { handOver } from "@/field/store/outbox";
import type { Draft, Entry } from "@/field/store/types";

export const ME = "account-1";
export const NAMED = { ownerName: "督查员", unitName: "青岩街道", ruleTitle: "窗口缺岗", ruleTitleEn: "Empty counter" };

/** A server that keeps what it accepts by id, as the real one does, and whose line can be broken at will. */
export class Pretended implements Server {
  accountId = ME;
  officeAt = () => new Date().toISOString();
  records = new Map<string, Entry>();
  order: string[] = [];
  photos = new Map<string, string>();
  attempts: string[] = [];
  lengths: (number | undefined)[] = [];
  /** Asked before each step; what it throws is what the phone sees. `after` runs once the server has acted. */
  before: (step: string) => void = () => undefined;
  after: (step: string) => void = () => undefined;

  greet = () => {
    this.before("greet");
    const contact = { deviceAt: new Date().toISOString(), officeAt: this.officeAt() };
    return Promise.resolve({ accountId: this.accountId, contact });
  };

  record = (entry: Entry) => {
    const step = `record ${entry.description}`;
    this.attempts.push(step);
    this.before(step);
    const known = this.records.get(entry.id);
    if (known && JSON.stringify(known) !== JSON.stringify(entry)) {
      throw new ApiProblem({ status: 409, code: "deduction_id_taken", detail: "编号已用于另一内容" });
    }
    if (!known) {
      this.records.set(entry.id, entry);
      this.order.push(step);
    }
    this.after(step);
    return Promise.resolve({ number: `KF-${entry.description}`, recordedAt: this.officeAt() });
  };

  sendPhoto = async ({ id, sha256 }: { id: string; sha256: string }) => {
    const step = `photo ${sha256}`;
    this.attempts.push(step);
    this.before(step);
    this.lengths.push((await contentOf(id))?.byteLength);
    if (!this.photos.has(id)) this.order.push(step);
    this.photos.set(id, sha256);
    this.after(step);
  };
}

export const lost = (): never => {
  throw new Unreachable();
};
export const fails = (status: number, code = "internal_error"): never => {
  throw new ApiProblem({ status, code, detail: "x" });
};

export async function written(note: string, photos: string[] = [], changes: Partial<Draft> = {}): Promise<Draft> {
  const draft = { ...newDraft(ME), unitCode: "T01", place: "大厅", ruleCode: "R", note, ...changes };
  await keepDraft(draft);
  for (const sha256 of photos) {
    const content = new Uint8Array([1, 2, 3]).buffer;
    const facts = { filename: "a.jpg", type: "image/jpeg", size: 3, sha256, takenAt: draft.startedAt };
    await addPhoto(draft, { id: `${draft.id}-${sha256}`, recordId: draft.id, owner: draft.owner, ...facts }, content);
  }
  return draft;
}

export async function handedOver(note: string, photos: string[] = [], changes: Partial<Draft> = {}): Promise<Draft> {
  const draft = await written(note, photos, changes);
  await handOver(draft, NAMED);
  return draft;
}

export const groups = async () => groupsOf(await readItems(ME));
