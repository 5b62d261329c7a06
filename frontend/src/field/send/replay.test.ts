import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { fails, groups, handedOver, lost, ME, NAMED, Pretended, written } from "@/test/fieldServer";
import { replay } from "@/field/send/replay";
import { forgetDatabase } from "@/field/store/database";
import { contentOf, listDrafts, photosOf } from "@/field/store/drafts";
import { handOver, listOutgoing, takeBack } from "@/field/store/outbox";
import type { Entry } from "@/field/store/types";

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
