import { expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { placeRefusal } from "@/lib/refusals";

it("puts a refusal with a known code at its field, and leaves any other as it is", async () => {
  const refuse = (code: string) => Promise.reject(new ApiProblem({ status: 409, code, detail: "已有相同的记录。" }));
  const places = { already_there: { pointer: "/matter", message: "已经申报过" }, other: { pointer: "/kind" } };
  await expect(placeRefusal(refuse("already_there"), places)).rejects.toMatchObject({
    status: 409,
    errors: [{ pointer: "/matter", message: "已经申报过" }],
  });
  await expect(placeRefusal(refuse("other"), places)).rejects.toMatchObject({
    errors: [{ pointer: "/kind", message: "已有相同的记录。" }],
  });
  await expect(placeRefusal(refuse("results_stand"), places)).rejects.toMatchObject({ errors: [] });
  await expect(placeRefusal(Promise.resolve(1), places)).resolves.toBe(1);
});
