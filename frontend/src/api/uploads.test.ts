// The simulated browser's files cannot be read; those of Node can.
import { Blob, File as NodeFile } from "node:buffer";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FILE_TYPES, prepareUpload, sendFile, typeOf } from "./uploads";

const SIZE = 2_500_000;
const ADDRESS = "/api/v1/supervision/uploads";

interface Server {
  received: Uint8Array[];
  offsets: number[];
  announced: string[];
  size: number;
}

/** A server that keeps what it was sent; `fail` says which requests never get an answer, and whether they arrived. */
function serve(fail: (request: number) => "before" | "after" | null): Server {
  const server: Server = { received: [], offsets: [], announced: [], size: SIZE };
  let count = 0;
  const stands = (): number => server.received.reduce((sum, part) => sum + part.length, 0);
  vi.stubGlobal("fetch", async (request: Request) => {
    const failure = fail((count += 1));
    if (failure === "before") throw new TypeError("no line");
    if (request.method !== "HEAD") {
      // The announcement brings the first bytes; said again, it only asks how many are there.
      const offset = request.method === "PATCH" ? Number(request.headers.get("upload-offset")) : 0;
      server.offsets.push(offset);
      expect(request.headers.get("content-type")).toBe("application/offset+octet-stream");
      if (offset === stands()) server.received.push(new Uint8Array(await request.arrayBuffer()));
    }
    if (request.method === "POST") {
      server.announced.push(request.headers.get("upload-metadata") ?? "");
      server.size = Number(request.headers.get("upload-length"));
    }
    if (failure === "after") throw new TypeError("answer lost");
    const status = { PATCH: 204, HEAD: 200 }[request.method] ?? 201;
    const length = String(server.size);
    const headers = { "Upload-Offset": String(stands()), "Upload-Length": length, Location: `${ADDRESS}/u` };
    return new Response(null, { status, headers });
  });
  return server;
}

const file = (size = SIZE) =>
  new NodeFile([new Uint8Array(size).map((_, place) => place % 251)], "现场.jpg", {
    type: "image/jpeg",
  }) as unknown as File;

async function whole(server: Server, size = SIZE): Promise<boolean> {
  const sent = new Uint8Array(await new Blob(server.received).arrayBuffer());
  return sent.length === size && sent.every((byte, place) => byte === place % 251);
}

beforeEach(() => {
  vi.stubGlobal("Blob", Blob);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a file goes in pieces, and its progress is told", async () => {
  const server = serve(() => null);
  const shares: number[] = [];
  await sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file()), (share) => shares.push(share));
  expect(server.offsets).toEqual([0, 1_000_000, 2_000_000]);
  expect(shares.at(-1)).toBe(1);
  expect(await whole(server)).toBe(true);
});

test("what fits into one piece is announced and sent in one request", async () => {
  const server = serve(() => null);
  const shares: number[] = [];
  await sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file(300_000)), (share) => shares.push(share));
  expect(server.announced).toHaveLength(1);
  expect(server.offsets).toEqual([0]);
  expect(shares.at(-1)).toBe(1);
  expect(await whole(server, 300_000)).toBe(true);
});

test("where the answer to the only request was lost, the same announcement tells that all has arrived", async () => {
  const server = serve((request) => (request === 1 ? "after" : null));
  const upload = await prepareUpload({ kind: "deduction", id: "d" }, file(300_000));
  await sendFile(upload, () => undefined, { firstPause: 1 });
  expect(server.announced).toHaveLength(2);
  expect(new Set(server.announced).size).toBe(1);
  expect(await whole(server, 300_000)).toBe(true);
});

test("after a broken line it goes on where the server stands", async () => {
  const server = serve((request) => (request === 3 ? "after" : request === 4 || request === 5 ? "before" : null));
  await sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file()), () => undefined, { firstPause: 1 });
  expect(await whole(server)).toBe(true);
  expect(new Set(server.announced).size).toBe(1);
});

test("a page that was closed in between goes on where the server stands, without announcing the file again", async () => {
  const upload = await prepareUpload({ kind: "deduction", id: "d" }, file());
  const server = serve((request) => (request > 2 ? "before" : null));
  await expect(sendFile(upload, () => undefined, { tries: 1 })).rejects.toThrow("unreachable");
  expect(server.offsets).toEqual([0, 1_000_000]);
  const later = serve(() => null);
  later.received.push(...server.received);
  await sendFile({ ...upload }, () => undefined);
  expect(later.announced).toEqual([]);
  expect(later.offsets).toEqual([2_000_000]);
  expect(await whole(later)).toBe(true);
  expect(localStorage.length).toBe(0);
});

test("an answer that does not keep the protocol is not the server's", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>sign in to the network</html>")));
  await expect(
    sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file()), () => undefined, { tries: 1 }),
  ).rejects.toThrow("unreachable");
});

test("it gives up in the end, and a refusal at once", async () => {
  serve(() => "before");
  await expect(
    sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file()), () => undefined, { firstPause: 1 }),
  ).rejects.toThrow("unreachable");
  let asked = 0;
  vi.stubGlobal("fetch", () => {
    asked += 1;
    return Promise.resolve(new Response(JSON.stringify({ detail: "不收" }), { status: 422 }));
  });
  await expect(
    sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file()), () => undefined, { firstPause: 1 }),
  ).rejects.toThrow("不收");
  expect(asked).toBe(1);
});

test("the type is told with the announcement, so that what is not taken is refused before it is sent", async () => {
  const server = serve(() => null);
  await sendFile(await prepareUpload({ kind: "deduction", id: "d" }, file(300_000)), () => undefined);
  const [told = ""] = server.announced;
  expect(told.split(",")).toContain(`filetype ${btoa("image/jpeg")}`);
});

test("a phone's photo is HEIC also where the system does not know it, and a file without a type says none", async () => {
  expect(typeOf({ type: "", name: "IMG_0001.HEIC" })).toBe("image/heic");
  expect(typeOf({ type: "image/heif", name: "a.heif" })).toBe("image/heic");
  expect(typeOf({ type: "image/png", name: "a.heic" })).toBe("image/png");
  expect(FILE_TYPES.split(",")).toEqual(expect.arrayContaining(["image/heic", "image/heif", ".heic", ".heif"]));
  const nameless = new NodeFile([new Uint8Array(3)], "unknown") as unknown as File;
  expect((await prepareUpload({ kind: "deduction", id: "d" }, nameless)).metadata).not.toHaveProperty("filetype");
});

test("the same hash with and without the browser's own", async () => {
  const withOwn = (await prepareUpload({ kind: "deduction", id: "d" }, file())).metadata;
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const without = (await prepareUpload({ kind: "deduction", id: "d" }, file())).metadata;
  expect(without["sha256"]).toBe(withOwn["sha256"]);
  expect(without["sha256"]).toMatch(/^[0-9a-f]{64}$/);
});
