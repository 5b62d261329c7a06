import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";
import { watch } from "./settling";

/** A street of a kind: something to recognise, and a plate to cover. */
async function drawPhoto(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 1200;
    const brush = canvas.getContext("2d")!;
    const sky = brush.createLinearGradient(0, 0, 0, 1200);
    sky.addColorStop(0, "#9fc4dd");
    sky.addColorStop(0.6, "#d9cfc0");
    sky.addColorStop(1, "#77797c");
    brush.fillStyle = sky;
    brush.fillRect(0, 0, 1600, 1200);
    brush.fillStyle = "#a33b32";
    brush.fillRect(900, 700, 500, 260);
    brush.fillStyle = "#1f5fb0";
    brush.fillRect(1060, 860, 180, 60);
    brush.fillStyle = "#ffffff";
    brush.font = "48px sans-serif";
    brush.fillText("ZX 12345", 1062, 906);
    brush.fillText(String(Date.now()), 60, 1150);
    return canvas.toDataURL("image/jpeg", 0.9);
  });
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

test("a photo reaches the public only covered, and by two people", async ({ page, browser, request }) => {
  test.setTimeout(120_000);
  const words = `集镇主街一处乱堆之${String(Date.now() % 1000)}`;
  const name = `现场-${String(Date.now())}.jpg`;
  const rows = (await (await request.get("/api/v1/supervision/bulletin?limit=50")).json()) as {
    items: { number: string; state: string; reverses: string | null }[];
  };
  const { number } = rows.items.find((row) => row.state === "effective" && row.reverses === null)!;
  const settle = watch(page);
  await signIn(page, "supervision_office");
  const found = await page.request.get(`/api/v1/supervision/deductions?search=${number}`);
  const { id } = ((await found.json()) as { items: { id: string }[] }).items[0]!;
  await page.goto(`/deductions/${id}`);
  await page.getByLabel("添加文件").setInputFiles([{ name, mimeType: "image/jpeg", buffer: await drawPhoto(page) }]);
  await page.getByRole("button", { name: `制作：${name}` }).click();
  const tool = page.getByRole("dialog");
  const canvas = tool.getByRole("group", { name: "照片，拖动可遮盖" });
  await canvas.waitFor();
  await settle();
  const area = (await canvas.boundingBox())!;
  await expect(tool.getByRole("button", { name: "提交审核" })).toBeDisabled();
  const at = (x: number, y: number): [number, number] => [area.x + area.width * x, area.y + area.height * y];
  await page.mouse.move(...at(0.64, 0.69));
  await page.mouse.down();
  await page.mouse.move(...at(0.72, 0.73));
  await page.mouse.move(...at(0.8, 0.79));
  await page.mouse.up();
  const cover = tool.getByRole("button", { name: "遮盖 1，共 1 处" });
  await expect(cover).toBeVisible();
  await cover.press("Shift+ArrowRight");
  await tool.getByLabel("图片说明").fill(words);
  await tool.getByRole("button", { name: "提交审核" }).click();
  const pictures = page.getByRole("region", { name: "公开图片" });
  await expect(pictures.getByText(words)).toBeVisible({ timeout: 30_000 });
  await expect(pictures.getByText("本人制作的图片须由他人审核。").first()).toBeVisible();

  const entry = `/bulletin/entries/${number}`;
  expect(await (await request.get(entry)).text()).not.toContain(words);
  const other = await browser.newPage();
  await signIn(other, "discipline_office");
  await other.goto(`/deductions/${id}`);
  const mine = other.getByRole("region", { name: "公开图片" }).getByRole("listitem").filter({ hasText: words });
  await mine.getByRole("button", { name: /^审.?核$/ }).click();
  const review = other.getByRole("dialog");
  await expect(review.locator("figure img")).toHaveCount(2);
  await review.getByRole("button", { name: /^通.?过$/ }).click();
  await expect(review).toBeHidden();
  await page.goto(entry);
  const shown = page.getByRole("img", { name: words });
  await expect(shown).toBeVisible();
  const plate = await shown.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const drawn = document.createElement("canvas");
    drawn.width = image.naturalWidth;
    drawn.height = image.naturalHeight;
    const brush = drawn.getContext("2d")!;
    brush.drawImage(image, 0, 0);
    const pixels = brush.getImageData(drawn.width * 0.67, drawn.height * 0.72, drawn.width * 0.1, drawn.height * 0.04);
    return [0, 1, 2].map((band) => {
      const values = pixels.data.filter((_, place) => place % 4 === band);
      return Math.max(...values) - Math.min(...values);
    });
  });
  expect(Math.max(...plate), "the plate is one flat colour").toBeLessThan(24);

  await other.reload();
  await mine.getByRole("button", { name: /撤.?下/ }).click();
  const asking = other.getByRole("dialog");
  await asking.getByRole("textbox").fill("演示撤下");
  await asking.getByRole("button", { name: /撤.?下/ }).click();
  await expect(mine.getByText("理由：演示撤下")).toBeVisible();
  await page.goto(`${entry}?lang=en`);
  await expect(page.getByText(/A picture was withdrawn on .*演示撤下/).first()).toBeVisible();
});
