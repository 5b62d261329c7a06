import { expect, type Browser, type BrowserContext, type Page, type Route } from "@playwright/test";
import { barriers } from "./barriers";
import { login, signIn, write } from "./people";

const PHONE = { width: 390, height: 844 };
const DEDUCTIONS = "/api/v1/supervision/deductions";

/** The year that a played year leads into has no catalogue yet; adopting the template twice changes nothing. */
export async function adoptCatalogue(browser: Browser): Promise<void> {
  const office = await browser.newPage();
  await signIn(office, "supervision_office");
  const county = (await (await office.request.get("/api/v1/directory/county")).json()) as { office_now: string };
  const year = Number(county.office_now.slice(0, 4));
  await write(office, "/api/v1/supervision/deduction-rules:adopt-template", { year }, 200);
  await office.close();
}

/** Signs in, opens the field app and waits until it would start without a line. */
export async function openPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await signIn(page, "inspector");
  await page.goto("/m/");
  await expect(page.getByRole("list", { name: "单位" })).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

/** Photos as a camera would hand them over, each with its own content. */
async function shoot(page: Page, names: readonly string[]): Promise<void> {
  const pictures = await page.evaluate(
    (wanted) =>
      wanted.map((name) => {
        const canvas = document.createElement("canvas");
        canvas.width = 1700;
        canvas.height = 1275;
        const context = canvas.getContext("2d")!;
        for (let x = 0; x < 1700; x += 100) {
          for (let y = 0; y < 1275; y += 100) {
            context.fillStyle = `hsl(${String((x * 7 + y * 13 + name.length * 31) % 360)} 70% ${String(30 + ((x + y) % 50))}%)`;
            context.fillRect(x, y, 100, 100);
          }
        }
        context.fillText(name, 20, 20);
        return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
      }),
    names,
  );
  await page.getByLabel("从相册选").setInputFiles(
    pictures.map((content, index) => ({
      name: `${names[index]!}.jpg`,
      mimeType: "image/jpeg",
      buffer: Buffer.from(content, "base64"),
    })),
  );
  await expect(page.getByRole("img", { name: /^照片 \d+$/ })).toHaveCount(names.length);
}

export async function fillIn(page: Page, note: string, photos: readonly string[] = []): Promise<void> {
  await page.getByRole("list", { name: "单位" }).getByRole("button").first().click();
  await page.getByRole("list", { name: "扣分项目" }).getByRole("button").first().click();
  if (photos.length > 0) await shoot(page, photos);
  await page.getByLabel("看到了什么").fill(note);
}

export async function record(page: Page, note: string, photos: readonly string[] = []): Promise<void> {
  await fillIn(page, note, photos);
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByRole("status")).toBeVisible();
}

export function counters(page: Page, sent: number, waiting: number, refused = 0): Promise<void> {
  const name = `收发情况：已送达 ${String(sent)}，待发送 ${String(waiting)}，被退回 ${String(refused)}`;
  return expect(page.getByRole("button", { name })).toBeVisible({ timeout: 20_000 });
}

interface Kept {
  id: string;
  description: string;
  position: { latitude: string; longitude: string; accuracy_m: string } | null;
  recorded_at: string;
  photos: string[];
}

/** What the server holds of the records whose note begins with these words, in the order of arrival. */
export async function keptBy(context: BrowserContext, notes: string): Promise<Kept[]> {
  const list = await context.request.get(`${DEDUCTIONS}?mine=true&limit=10`);
  const { items } = (await list.json()) as { items: { id: string }[] };
  const rows = await Promise.all(
    items.map(async ({ id }) => {
      const row = (await (await context.request.get(`${DEDUCTIONS}/${id}`)).json()) as Omit<Kept, "photos">;
      const evidence = (await (await context.request.get(`${DEDUCTIONS}/${id}/evidence`)).json()) as {
        items: { filename: string; type: string }[];
      };
      return { ...row, photos: evidence.items.map((file) => file.filename.replace(/\.jpg$/, "")) };
    }),
  );
  return rows.filter((row) => row.description.startsWith(notes)).reverse();
}

interface Picture {
  width: number;
  type: string;
  hash: string;
  said: string;
  takenAt: string | null;
}

/** A record's first photo as the server holds it, beside what the phone said of it. */
export function firstPicture(page: Page, recordId: string): Promise<Picture> {
  return page.evaluate(async (address) => {
    const list = (await (await fetch(`${address}/evidence`)).json()) as {
      items: { id: string; sha256: string; taken_at: string | null }[];
    };
    const { id, sha256, taken_at } = list.items[0]!;
    const file = await (await fetch(`/api/v1/supervision/evidence/${id}/content`)).blob();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const { width } = await createImageBitmap(file);
    return { width, type: file.type, hash, said: sha256, takenAt: taken_at };
  }, `${DEDUCTIONS}/${recordId}`);
}

/** The server acts and its answer never arrives. */
export async function dropAnswer(route: Route): Promise<void> {
  await route.fetch();
  await route.abort("connectionreset");
}

export async function signInOnPage(page: Page): Promise<void> {
  const { username, password } = login("inspector");
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).last().click();
}

/** Everything in one of the phone's stores. */
export function stored<Row>(page: Page, store: "drafts" | "outbox" | "kept"): Promise<Row[]> {
  return page.evaluate(async (name) => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
    const database = await done(indexedDB.open("hengjian.field"));
    const rows: unknown[] = await done(database.transaction(name).objectStore(name).getAll());
    database.close();
    return rows;
  }, store) as Promise<Row[]>;
}

/** No barrier in the contrast, names or roles, and nothing wider than the screen. */
export async function stands(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await barriers(page, { sizes: false }), colorScheme).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
}
