import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, it } from "vitest";
import { refreshLists } from "@/field/send/lists";
import { forgetDatabase, readKept } from "@/field/store/database";
import { answer as queue } from "@/test/answers/deduction-queue.json";
import { answerWith, session } from "@/test/pages";

const [row] = queue.items as [(typeof queue.items)[0]];
const lately = { ...row, state: "returned", recorded_at: "2026-08-01T09:00:00+08:00" };
const longAgo = { ...lately, id: "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b09", recorded_at: "2026-05-01T09:00:00+08:00" };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  forgetDatabase();
});

it("keeps for an inspector what was sent back lately, under their name", async () => {
  answerWith({
    "GET /api/v1/directory/session": { ...session, permissions: ["supervision:deduction:record"] },
    "GET /api/v1/supervision/deductions": { items: [lately, longAgo], next: null },
  });
  await refreshLists();
  expect(await readKept("returned")).toEqual({
    owner: session.account_id,
    rows: [{ id: row.id, number: row.number, unitName: row.unit_name }],
  });
});

it("asks nothing of it for somebody who records nothing", async () => {
  answerWith({ "GET /api/v1/directory/session": session });
  await refreshLists();
  expect(await readKept("returned")).toBeUndefined();
});
