import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { Look } from "@/app/Look";
import { ApiProblem } from "@/api/problem";
import { DecideDialog, ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { render } from "@/test/render";

function Around({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <Look>{children}</Look>
    </QueryClientProvider>
  );
}

it("asks for the reason before anything is sent", async () => {
  const onConfirm = vi.fn(() => Promise.resolve());
  const onClose = vi.fn();
  render(
    <Around>
      <ReasonDialog
        open
        title="撤销 KF-2026-00118"
        confirmText="撤销"
        reasonLabel="撤销理由"
        onConfirm={onConfirm}
        onClose={onClose}
      />
    </Around>,
  );
  await userEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(await screen.findByText("请写明理由")).toBeTruthy();
  expect(onConfirm).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText("撤销理由"), "重复记录");
  await userEvent.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
  expect(onConfirm).toHaveBeenCalledWith("重复记录");
}, 20_000);

it("keeps what was decided and typed when the server refuses, and says its sentence", async () => {
  const onDecide = vi.fn(() => Promise.reject(new ApiProblem({ status: 409, detail: "已由他人决定" })));
  const onClose = vi.fn();
  render(
    <Around>
      <DecideDialog open title="决定" sentence="建议列入名单" onDecide={onDecide} onClose={onClose} />
    </Around>,
  );
  expect(screen.queryByLabelText("调整后同意")).toBeNull();
  await userEvent.click(screen.getByLabelText("不同意"));
  await waitFor(() => {
    expect(screen.queryByLabelText("决定文号")).toBeNull();
  });
  await userEvent.type(screen.getByLabelText("理由"), "任职未满一年");
  await userEvent.click(screen.getByRole("button", { name: "作出决定" }));
  expect((await screen.findByRole("alert")).textContent).toContain("已由他人决定");
  expect(onDecide).toHaveBeenCalledWith({ outcome: "declined", reason: "任职未满一年" });
  expect(screen.getByLabelText<HTMLTextAreaElement>("理由").value).toBe("任职未满一年");
  expect(onClose).not.toHaveBeenCalled();
}, 20_000);

it("opens with the values of what is changed now, not of what was open before", async () => {
  const shown = (name: string | undefined) => (
    <Around>
      <FormDialog<{ name: string }>
        open={name !== undefined}
        title="修改"
        confirmText="保存"
        initialValues={{ name: name ?? "" }}
        onSubmit={() => Promise.resolve()}
        onClose={vi.fn()}
      >
        <Form.Item name="name" label="名称">
          <Input />
        </Form.Item>
      </FormDialog>
    </Around>
  );
  const { rerender } = render(shown("青岩街道"));
  expect(await screen.findByDisplayValue("青岩街道")).toBeTruthy();
  rerender(shown(undefined));
  await waitFor(() => {
    expect(screen.queryByLabelText("名称")).toBeNull();
  });
  rerender(shown("白鹭街道"));
  expect(await screen.findByDisplayValue("白鹭街道")).toBeTruthy();
});

it("tells a refused field once, at the field", async () => {
  const errors = [{ pointer: "/due_on", code: "due_date_unfit", message: "须为工作日" }];
  const onSubmit = vi.fn(() => Promise.reject(new ApiProblem({ status: 422, detail: "须为工作日", errors })));
  render(
    <Around>
      <FormDialog open title="延期" confirmText="延期" onSubmit={onSubmit} onClose={vi.fn()}>
        <Form.Item name="due_on" label="新期限">
          <Input />
        </Form.Item>
      </FormDialog>
    </Around>,
  );
  await userEvent.click(screen.getByRole("button", { name: /延\s?期/ }));
  expect(await screen.findByText("须为工作日")).toBeTruthy();
  expect(document.querySelector(".ant-alert")).toBeNull();
}, 20_000);
