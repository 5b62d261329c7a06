import { api, data } from "@/api/client";
import { Unreachable } from "@/api/problem";
import { announcementOf, sendFile } from "@/api/uploads";
import type { Server } from "@/field/send/replay";
import { contentOf } from "@/field/store/drafts";

const ANSWER_WITHIN_MS = 30_000;
const CHUNK_WITHIN_MS = 120_000;
/** Broken lines borne inside one photo before the whole run rests. */
const LINE_TRIES = 2;

const within = (): AbortSignal => AbortSignal.timeout(ANSWER_WITHIN_MS);

export const server: Server = {
  async greet() {
    const asked = Date.now();
    const session = await data(api.GET("/api/v1/directory/session", { signal: within() }));
    const answered = Date.now();
    if (!session.account_id) throw new Unreachable();
    const deviceAt = new Date((asked + answered) / 2).toISOString();
    return { accountId: session.account_id, contact: { deviceAt, officeAt: session.office_now } };
  },

  async record(entry) {
    const body = { ...entry, device_at: new Date().toISOString() };
    const receipt = await data(api.POST("/api/v1/supervision/deductions", { body, signal: within() }));
    if (receipt.id !== entry.id) throw new Unreachable();
    return { number: receipt.number, recordedAt: receipt.recorded_at };
  },

  async sendPhoto({ id, recordId, type, sha256, filename, takenAt }, onProgress) {
    const content = await contentOf(id);
    if (!content) return;
    const file = new Blob([content], { type });
    const facts = { id, of: { kind: "deduction", id: recordId } as const, sha256, filename, type, takenAt };
    await sendFile(announcementOf(file, facts), onProgress, { tries: LINE_TRIES, limit: CHUNK_WITHIN_MS });
  },
};
