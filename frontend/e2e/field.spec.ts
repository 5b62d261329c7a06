import { expect, test } from "@playwright/test";
import {
  adoptCatalogue,
  counters,
  dropAnswer,
  fillIn,
  firstPicture,
  keptBy,
  openPhone,
  record,
  signInOnPage,
  stands,
  stored,
} from "./phone";

const RECORDS = "**/api/v1/supervision/deductions";
/** A phone's photo is announced and sent in one request. */
const PHOTOS = "**/api/v1/supervision/uploads";
const API = "**/api/**";

/** Notes of one run are told from those of another on the same server. */
const run = String(Date.now()).slice(-7);

test.beforeAll(({ browser }) => adoptCatalogue(browser));

test.use({ geolocation: { latitude: 27.5568, longitude: 119.7174, accuracy: 15 }, permissions: ["geolocation"] });

test("three records with photos made without a line, killed while sending, arrive once, whole and in order", async ({
  page,
  context,
}) => {
  const notes = `山路 ${run}`;
  await openPhone(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText("没有信号。照常记录")).toBeVisible();
  await record(page, `${notes} 甲`, ["甲一", "甲二"]);
  await record(page, `${notes} 乙`, ["乙一"]);
  await record(page, `${notes} 丙`, ["丙一"]);
  await counters(page, 0, 3);
  expect(await keptBy(context, notes)).toEqual([]);

  // Back on the line: the second record is accepted and its answer lost; then the page dies.
  let posts = 0;
  const dying = page.waitForEvent("close");
  await context.route(RECORDS, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    posts += 1;
    if (posts < 2) return route.fallback();
    await route.fetch();
    return page.close();
  });
  await context.setOffline(false);
  await dying;
  await context.unroute(RECORDS);

  // Opened again without a line, everything is there; then a photo is broken off in the middle as well.
  const again = await context.newPage();
  await context.setOffline(true);
  await again.goto("/m/outbox");
  await counters(again, 0, 3);
  let photos = 0;
  const dyingAgain = again.waitForEvent("close");
  await context.route(PHOTOS, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    photos += 1;
    if (photos < 2) return route.fallback();
    await route.fetch();
    return again.close();
  });
  await context.setOffline(false);
  await dyingAgain;
  await context.unroute(PHOTOS);

  const last = await context.newPage();
  await last.goto("/m/outbox");
  await counters(last, 3, 0);
  const kept = await keptBy(context, notes);
  expect(kept.map((row) => row.description)).toEqual(["甲", "乙", "丙"].map((name) => `${notes} ${name}`));
  expect(kept.map((row) => row.photos)).toEqual([["甲一", "甲二"], ["乙一"], ["丙一"]]);
  const moments = kept.map((row) => row.recorded_at);
  expect(moments).toEqual([...moments].sort());
});

for (const [name, answer] of [
  ["answers 500", 500],
  ["answers 503", 503],
  ["accepts and its answer is lost", null],
] as const) {
  test(`where the server ${name}, nothing is lost and nothing doubled`, async ({ page, context }) => {
    const notes = `故障 ${run} ${String(answer)}`;
    await openPhone(page);
    let failures = 0;
    const fail = async (route: Parameters<typeof dropAnswer>[0]): Promise<void> => {
      if (!["POST", "PATCH"].includes(route.request().method()) || failures >= 4) return route.fallback();
      failures += 1;
      if (answer === null) return dropAnswer(route);
      return route.fulfill({ status: answer, json: { code: "internal_error", detail: "故障", status: answer } });
    };
    await context.route(RECORDS, fail);
    await record(page, `${notes} 甲`, ["甲一"]);
    await record(page, `${notes} 乙`, ["乙一"]);
    await counters(page, 0, 2);
    await page.getByRole("button", { name: /收发情况/ }).click();
    const words = answer === null ? "没有信号，或服务器连不上" : `服务器暂时出错（${String(answer)}）`;
    await expect(page.getByText(words).first()).toBeVisible();
    await context.unroute(RECORDS);
    await context.route(PHOTOS, fail);
    failures = 2;
    const allAgain = page.getByRole("button", { name: "全部再发一次" });
    await expect(async () => {
      if (await allAgain.isEnabled({ timeout: 200 }).catch(() => false)) await allAgain.click();
      await expect(page.getByRole("button", { name: /已送达 2，待发送 0/ })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    expect(failures).toBe(4);
    const kept = await keptBy(context, notes);
    expect(kept.map((row) => [row.description, row.photos])).toEqual([
      [`${notes} 甲`, ["甲一"]],
      [`${notes} 乙`, ["乙一"]],
    ]);
  });
}

test("a session that ended without a line: recording goes on, and signing in on the page sends it", async ({
  page,
  context,
}) => {
  const notes = `过期 ${run}`;
  await openPhone(page);
  await context.setOffline(true);
  await context.clearCookies();
  await page.reload();
  await record(page, `${notes} 甲`);
  await fillIn(page, `${notes} 草稿`);
  await context.setOffline(false);
  await expect(page.getByText("登录已过期")).toBeVisible();
  await page.getByRole("button", { name: "登录" }).click();
  await signInOnPage(page);
  await counters(page, 1, 0);
  await expect(page.getByLabel("看到了什么")).toHaveValue(`${notes} 草稿`);
  expect((await keptBy(context, notes)).map((row) => row.description)).toEqual([`${notes} 甲`]);
});

test("what the server refuses says why, is changed under its id, and the place is kept", async ({ page, context }) => {
  const notes = `退回 ${run}`;
  await openPhone(page);
  await context.route(RECORDS, (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 422,
          json: { status: 422, code: "rule_not_in_force", detail: "条款当日未施行。", errors: [] },
        })
      : route.fallback(),
  );
  await record(page, `${notes} 甲`);
  await counters(page, 0, 0, 1);
  const [refused] = await stored<{ id: string }>(page, "outbox");
  await context.unroute(RECORDS);
  await page.getByRole("button", { name: /收发情况/ }).click();
  await expect(page.getByText("条款当日未施行。")).toBeVisible();
  await stands(page);
  await page.getByRole("button", { name: "修改后再发" }).click();
  await page.getByLabel("看到了什么").fill(`${notes} 改`);
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await counters(page, 1, 0);
  const [row, ...others] = await keptBy(context, notes);
  expect(others).toEqual([]);
  expect([row?.id, row?.description]).toEqual([refused?.id, `${notes} 改`]);
  expect(row?.position).toMatchObject({ latitude: "27.556800", longitude: "119.717400", accuracy_m: "15.0" });
});

test("permissions refused and a phone that is full: each is said, and the draft stays", async ({ page, context }) => {
  await context.clearPermissions();
  await page.addInitScript(() => {
    navigator.geolocation.watchPosition = (_found, failed) => {
      setTimeout(() => failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError));
      return 1;
    };
    navigator.permissions.query = () =>
      Promise.resolve(Object.assign(new EventTarget(), { state: "denied" }) as PermissionStatus);
    navigator.storage.estimate = () => Promise.resolve({ quota: 100_000_000, usage: 60_000_000 });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (this.name === "contents") throw new DOMException("full", "QuotaExceededError");
      return key === undefined ? put.call(this, value) : put.call(this, value, key);
    };
  });
  await openPhone(page);
  await expect(page.getByText("没有定位权限")).toBeVisible();
  await expect(page.getByText("没有相机权限")).toBeVisible();
  await expect(page.getByText("本机空间将满（余 40 MB）")).toBeVisible();
  await page.getByLabel("看到了什么").fill("满了");
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page
    .getByLabel("从相册选")
    .setInputFiles([{ name: "现场.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") }]);
  await expect(page.getByRole("alert")).toContainText("本机空间不足，“现场.jpg”未保存".replace(".jpg", ".png"));
  await page.reload();
  await expect(page.getByLabel("看到了什么")).toHaveValue("满了");
});

test("two pages of one phone send one record once", async ({ page, context }) => {
  const notes = `两页 ${run}`;
  await openPhone(page);
  const other = await context.newPage();
  await other.goto("/m/outbox");
  await context.setOffline(true);
  await record(page, `${notes} 甲`, ["甲一"]);
  await counters(other, 0, 1);
  const posts: string[] = [];
  context.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/deductions")) posts.push(request.url());
  });
  await context.setOffline(false);
  await counters(page, 1, 0);
  await counters(other, 1, 0);
  expect(posts).toHaveLength(1);
  const [row] = await keptBy(context, notes);
  expect(row?.photos).toEqual(["甲一"]);
  const picture = await firstPicture(page, row?.id ?? "");
  expect(picture).toMatchObject({ width: 1600, type: "image/jpeg", hash: picture.said });
  expect(Math.abs(Date.parse(picture.takenAt ?? "") - Date.now())).toBeLessThan(120_000);
});

test("several drafts lie side by side, and units are found by initials", async ({ page, context }) => {
  await openPhone(page);
  await context.route(API, (route) => route.abort());
  const kept = await stored<{ units?: { name: string; initials: string }[] }>(page, "kept");
  const unit = kept.flatMap((row) => row.units ?? []).find((one) => one.initials.length > 2)!;
  await page.getByLabel("搜名称或拼音首字母").fill(unit.initials.toLowerCase());
  await page.getByRole("list", { name: "单位" }).getByRole("button", { name: unit.name }).click();
  await page.getByLabel("看到了什么").fill("第一份");
  await page.getByRole("button", { name: "+ 新的一条" }).click();
  await page.getByLabel("看到了什么").fill("第二份");
  await expect(page.getByText("已存在本机")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("看到了什么")).toHaveValue("第二份");
  await page.getByRole("button", { name: new RegExp(`${unit.name} · 第一份`) }).click();
  await expect(page.getByLabel("看到了什么")).toHaveValue("第一份");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("还差：扣分项目");
  await stands(page);
});
