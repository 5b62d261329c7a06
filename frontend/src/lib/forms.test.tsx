import { useEffect } from "react";
import { act, screen } from "@testing-library/react";
import { Form, Input, type FormInstance } from "antd";
import { expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { showFieldErrors } from "@/lib/forms";
import { render } from "@/test/render";

const held: { form?: FormInstance } = {};

function Fields() {
  const [form] = Form.useForm();
  useEffect(() => {
    held.form = form;
  }, [form]);
  return (
    <Form form={form}>
      <Form.Item name="reason" label="理由">
        <Input />
      </Form.Item>
      <Form.Item name={["entries", 1, "value"]} label="数值">
        <Input />
      </Form.Item>
    </Form>
  );
}

function refused(pointers: Record<string, string>): ApiProblem {
  const errors = Object.entries(pointers).map(([pointer, message]) => ({ pointer, code: "bad", message }));
  return new ApiProblem({ status: 422, detail: "填写有误", errors });
}

it("puts each error onto the field that its pointer names, also inside lists", async () => {
  render(<Fields />);
  let left: string | null = "";
  act(() => {
    left = showFieldErrors(held.form!, refused({ "/reason": "太短", "/entries/1/value": "不是数字" }));
  });
  expect(left).toBeNull();
  expect(await screen.findByText("太短")).toBeTruthy();
  expect(await screen.findByText("不是数字")).toBeTruthy();
});

it("returns the sentence for what no field can show, and the failure's own where it is no refusal", () => {
  render(<Fields />);
  act(() => {
    expect(showFieldErrors(held.form!, refused({ "/elsewhere": "不允许" }))).toBe("填写有误");
    expect(showFieldErrors(held.form!, refused({}))).toBe("填写有误");
  });
  expect(showFieldErrors(held.form!, new Error("x"))).toBe("x");
});
