import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { fails, groups, handedOver, lost, ME, NAMED, Pretended } from "@/test/fieldServer";
import { replay, TIME_UNKNOWN } from "@/field/send/replay";
import { forgetDatabase, keep, readKept } from "@/field/store/database";
import { contentOf, listDrafts } from "@/field/store/drafts";
import { discard, handOver, listOutgoing, takeBack, tryAgain } from "@/field/store/outbox";
import type { Entry } from "@/field/store/types";

let server: Pretended;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  forgetDatabase();
  server = new Pretended();
});

describe("who is signed in", () => {
  it.each([
    [401, "token_expired"],
    [401, "session_over"],
    [403, "password_change_needed"],
  ])(
    "waits for signing in where the session is over or opens nothing, and loses nothing: %i %s",
    async (status, code) => {
      await handedOver("一", ["a"]);
      server.before = () => fails(status, code);
      expect(await replay(server)).toBe("signIn");
      expect((await groups()).waiting[0]?.row.trouble).toEqual({ kind: "signIn" });
      server.before = () => undefined;
      expect(await replay(server)).toBe("done");
      expect(server.order).toEqual(["record 一", "photo a"]);
    },
  );

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
