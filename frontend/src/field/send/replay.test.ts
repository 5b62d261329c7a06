import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { ApiProblem, Unreachable } from "@/api/problem";
import { replay, TIME_UNKNOWN, type Server } from "@/field/send/replay";
import { forgetDatabase, keep, readKept } from "@/field/store/database";
import { addPhoto, contentOf, keepDraft, listDrafts, newDraft, photosOf } from "@/field/store/drafts";
import { groupsOf, readItems } from "@/field/store/items";
import { discard, handOver, listOutgoing, takeBack, tryAgain } from "@/field/store/outbox";
import type { Draft, Entry } from "@/field/store/types";

const ME = "account-1";
const NAMED = { ownerName: "督查员", unitName: "青岩街道", ruleTitle: "窗口缺岗", ruleTitleEn: "Empty counter" };

/** A server that keeps what it accepts by id, as the real one does, and whose line can be broken at will. */
class Pretended implements Server {
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

const lost = (): never => {
  throw new Unreachable();
};
const fails = (status: number, code = "internal_error"): never => {
  throw new ApiProblem({ status, code, detail: "x" });
};

async function written(note: string, photos: string[] = [], changes: Partial<Draft> = {}): Promise<Draft> {
  const draft = { ...newDraft(ME), unitCode: "T01", place: "大厅", ruleCode: "R", note, ...changes };
  await keepDraft(draft);
  for (const sha256 of photos) {
    const content = new Uint8Array([1, 2, 3]).buffer;
    const facts = { filename: "a.jpg", type: "image/jpeg", size: 3, sha256, takenAt: draft.startedAt };
    await addPhoto(draft, { id: `${draft.id}-${sha256}`, recordId: draft.id, owner: draft.owner, ...facts }, content);
  }
  return draft;
}

async function handedOver(note: string, photos: string[] = [], changes: Partial<Draft> = {}): Promise<Draft> {
  const draft = await written(note, photos, changes);
  await handOver(draft, NAMED);
  return draft;
}

const groups = async () => groupsOf(await readItems(ME));

let server: Pretended;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  forgetDatabase();
  server = new Pretended();
});

describe("sending what waits", () => {
  it("goes in order, records first and photos after, and keeps only receipts", async () => {
    await handedOver("一", ["a", "b"]);
    await handedOver("二", ["c"]);
    await handedOver("三", ["d"]);
    expect(await replay(server)).toBe("done");
    const photos = ["a", "b", "c", "d"].map((name) => `photo ${name}`);
    expect(server.order).toEqual(["record 一", "record 二", "record 三", ...photos]);
    const { sent, waiting, refused } = await groups();
    expect([sent.length, waiting.length, refused.length]).toEqual([3, 0, 0]);
    expect(sent.map(({ row }) => row.receipt?.number)).toEqual(["KF-三", "KF-二", "KF-一"]);
    const left = sent.flatMap((item) => item.photos.map((photo) => contentOf(photo.id)));
    expect(await Promise.all(left)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("is the draft or the record on its way at any moment, never both and never neither", async () => {
    const draft = await written("一", ["a"]);
    expect([(await listDrafts(ME)).length, (await listOutgoing()).length]).toEqual([1, 0]);
    await handOver(draft, NAMED);
    expect([(await listDrafts(ME)).length, (await listOutgoing()).length]).toEqual([0, 1]);
    await takeBack(draft.id);
    expect([(await listDrafts(ME)).length, (await listOutgoing()).length]).toEqual([1, 0]);
    expect((await photosOf(draft.id)).length).toBe(1);
  });

  it.each([500, 502, 503, 429, 408])("keeps everything and comes later where the server answers %i", async (status) => {
    await handedOver("一", ["a"]);
    await handedOver("二");
    server.before = (step) => (step === "record 一" ? fails(status) : undefined);
    expect(await replay(server)).toBe("later");
    expect(server.attempts).toEqual(["record 一"]);
    const [first] = (await groups()).waiting;
    expect(first?.row.trouble).toEqual({ kind: "server", status });
    expect((await contentOf(`${first!.row.id}-a`))?.byteLength).toBe(3);
    server.before = () => undefined;
    expect(await replay(server)).toBe("done");
    expect(server.order).toEqual(["record 一", "record 二", "photo a"]);
  });

  it("records once although the answer was dropped after the server had accepted", async () => {
    const draft = await handedOver("一", ["a"]);
    server.after = lost;
    expect(await replay(server)).toBe("later");
    expect((await groups()).waiting[0]?.row.trouble).toEqual({ kind: "unreachable" });
    server.after = () => undefined;
    expect(await replay(server)).toBe("done");
    expect([...server.records.keys()]).toEqual([draft.id]);
    expect(server.attempts).toEqual(["record 一", "record 一", "photo a"]);
  });

  it("says the same at every attempt, whatever the clocks have become", async () => {
    await handedOver("一");
    server.before = (step) => (step === "record 一" ? lost() : undefined);
    await replay(server);
    const first = (await listOutgoing())[0]?.entry;
    server.before = () => undefined;
    server.officeAt = () => new Date(Date.now() + 86_400_000).toISOString();
    await replay(server);
    expect([...server.records.values()]).toEqual([first]);
  });

  it("goes on with a photo where it was broken off, and sends none twice", async () => {
    await handedOver("一", ["a", "b", "c"]);
    server.before = (step) => (step === "photo b" ? lost() : undefined);
    expect(await replay(server)).toBe("later");
    const states = async () => (await groups()).waiting[0]?.photos.map((photo) => photo.state);
    expect(await states()).toEqual(["sent", "kept", "kept"]);
    server.before = () => undefined;
    expect(await replay(server)).toBe("done");
    expect(server.attempts).toEqual(["record 一", "photo a", "photo b", "photo b", "photo c"]);
    expect((await groups()).sent[0]?.row.trouble).toBeNull();
  });

  it("takes what is handed over while it is at it", async () => {
    await handedOver("一");
    let isFirst = true;
    server.record = (
      ({ record }) =>
      async (entry: Entry) => {
        if (isFirst) {
          isFirst = false;
          await handedOver("二");
        }
        return record(entry);
      }
    )(server);
    expect(await replay(server)).toBe("done");
    expect(server.order).toEqual(["record 一", "record 二"]);
  });

  it("lets the others pass once the server has failed over one again and again", async () => {
    await handedOver("一");
    await handedOver("二");
    server.before = (step) => (step === "record 一" ? fails(500) : undefined);
    for (let turn = 0; turn < 6; turn += 1) expect(await replay(server)).toBe("later");
    expect(server.order).toEqual(["record 二"]);
    expect((await groups()).waiting.map(({ row }) => row.draft.note)).toEqual(["一"]);
  });
});

describe("who is signed in", () => {
  it("waits for signing in where the session is over, and loses nothing", async () => {
    await handedOver("一", ["a"]);
    server.before = () => fails(401, "token_expired");
    expect(await replay(server)).toBe("signIn");
    expect((await groups()).waiting[0]?.row.trouble).toEqual({ kind: "signIn" });
    server.before = () => undefined;
    expect(await replay(server)).toBe("done");
    expect(server.order).toEqual(["record 一", "photo a"]);
  });

  it("never sends in another's name", async () => {
    await handedOver("一", ["a"]);
    server.accountId = "account-2";
    expect(await replay(server)).toBe("done");
    expect(server.attempts).toEqual([]);
    expect((await groups()).waiting).toHaveLength(1);
  });
});

describe("what the server refuses", () => {
  const refuse = () => {
    server.before = (step) => (step === "record 一" ? fails(422, "rule_not_in_force") : undefined);
  };

  it("stands with its reason and holds up nobody", async () => {
    await handedOver("一", ["a"]);
    await handedOver("二");
    refuse();
    expect(await replay(server)).toBe("done");
    const { refused, sent } = await groups();
    expect(refused.map(({ row }) => row.refusal)).toEqual([{ code: "rule_not_in_force", reason: "x" }]);
    expect(sent.map(({ row }) => row.draft.note)).toEqual(["二"]);
    expect(server.attempts).not.toContain("photo a");
  });

  it("is not tried again by itself, but when a person asks", async () => {
    const draft = await handedOver("一", ["a"]);
    refuse();
    await replay(server);
    await replay(server);
    expect(server.attempts).toEqual(["record 一"]);
    server.before = () => undefined;
    await tryAgain(draft.id);
    await replay(server);
    expect(server.order).toEqual(["record 一", "photo a"]);
  });

  it("is changed under the same id, with its photos and the reason beside it", async () => {
    const draft = await handedOver("一", ["a"]);
    refuse();
    await replay(server);
    await takeBack(draft.id);
    const [back] = await listDrafts(ME);
    expect([back?.id, back?.refusal]).toEqual([draft.id, "x"]);
    await handOver({ ...back!, note: "一改" }, NAMED);
    await replay(server);
    expect([...server.records.keys()]).toEqual([draft.id]);
    expect(server.order).toEqual(["record 一改", "photo a"]);
  });

  it("is saved under a new id where the id holds something else", async () => {
    const draft = await handedOver("一", ["a"]);
    server.records.set(draft.id, { description: "别的" } as Entry);
    await replay(server);
    expect((await groups()).refused[0]?.row.refusal?.code).toBe("deduction_id_taken");
    const fresh = await takeBack(draft.id, true);
    await handOver((await listDrafts(ME))[0]!, NAMED);
    expect(await replay(server)).toBe("done");
    expect([...server.records.keys()]).toEqual([draft.id, fresh]);
    expect(server.photos.size).toBe(1);
    expect([...server.photos.keys()][0]).not.toBe(`${draft.id}-a`);
    expect(server.lengths).toEqual([3]);
  });

  it("a refused photo says why while its record stands, and can be tried again", async () => {
    const draft = await handedOver("一", ["a", "b"]);
    server.before = (step) => (step === "photo a" ? fails(422, "picture_unreadable") : undefined);
    expect(await replay(server)).toBe("done");
    const [item] = (await groups()).refused;
    expect(item?.row.state).toBe("recorded");
    expect(item?.photos.map((photo) => [photo.state, photo.reason])).toEqual([
      ["refused", "x"],
      ["sent", null],
    ]);
    expect(await contentOf(`${draft.id}-a`)).toBeDefined();
    server.before = () => undefined;
    await tryAgain(draft.id);
    await replay(server);
    expect((await groups()).sent).toHaveLength(1);
  });

  it("what may have arrived is neither changed nor removed", async () => {
    const draft = await handedOver("一");
    server.after = lost;
    await replay(server);
    await expect(takeBack(draft.id)).rejects.toThrow();
    await discard(draft.id);
    expect(await listOutgoing()).toHaveLength(1);
  });

  it("a proxy's page is no refusal", async () => {
    await handedOver("一");
    server.before = (step) => (step === "record 一" ? fails(403, "unknown") : undefined);
    expect(await replay(server)).toBe("later");
    server.before = () => undefined;
    expect(await replay(server)).toBe("done");
  });
});

describe("a wrong clock", () => {
  it("is corrected by what was measured at the last contact", async () => {
    const device = Date.now() - 3 * 3_600_000;
    const contact = {
      deviceAt: new Date(device - 600_000).toISOString(),
      officeAt: new Date(Date.now() - 600_000).toISOString(),
    };
    // What was measured since it was found says nothing of when that was.
    await keep("contact", { deviceAt: new Date().toISOString(), officeAt: new Date().toISOString() });
    await handedOver("一", [], { startedAt: new Date(device).toISOString(), contact });
    await replay(server);
    const [entry] = server.records.values();
    expect(Math.abs(Date.parse(entry!.occurred_at) - Date.now())).toBeLessThan(5_000);
    expect(entry?.captured_at).toBe(new Date(device).toISOString());
    expect((await readKept("contact"))?.officeAt).not.toBe("");
  });

  it("that cannot be corrected is told, and what the inspector types then counts", async () => {
    const contact = { deviceAt: new Date().toISOString(), officeAt: new Date().toISOString() };
    const draft = await handedOver("一", [], { startedAt: "2019-01-01T00:00:00.000Z", contact });
    expect(await replay(server)).toBe("done");
    expect((await groups()).refused[0]?.row.refusal?.code).toBe(TIME_UNKNOWN);
    expect(server.attempts).toEqual([]);
    await takeBack(draft.id);
    const happenedAt = new Date(Date.now() - 60_000).toISOString();
    await handOver({ ...(await listDrafts(ME))[0]!, happenedAt }, NAMED);
    await replay(server);
    expect([...server.records.values()][0]?.occurred_at).toBe(happenedAt);
  });
});
