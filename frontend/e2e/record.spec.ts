import { expect, test } from "@playwright/test";
import { signIn } from "./people";

const THREE_YEARS = {
  提任正职: "19",
  提任副职: "30",
  转任重要岗位: "52",
  转任一般岗位: "12",
  向下交流: "7",
  降职: "7",
  辞职: "2",
};

test("the record of three years has the sums that were published, whatever chance brought into the last", async ({
  page,
}) => {
  await signIn(page, "organisation_department");
  await page.goto("/record");
  const counts = page.getByRole("region", { name: "按类别和年度计数" });
  for (const [kind, sum] of Object.entries(THREE_YEARS)) {
    const row = counts.getByRole("row", { name: kind });
    await expect(row.getByRole("cell").last().locator("strong")).toHaveText(sum);
  }
});
