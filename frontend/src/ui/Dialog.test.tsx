import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Look } from "@/app/Look";
import { isDialogOpen } from "@/lib/openDialogs";
import { render } from "@/test/render";
import { Dialog, useQuestion } from "@/ui/Dialog";

const shown = (open: boolean) => (
  <Look>
    <Dialog open={open} title="核对" />
  </Look>
);

function Asking() {
  const question = useQuestion();
  return (
    <button
      onClick={() => {
        question({ title: "放弃？", okText: "放弃", cancelText: "留下" });
      }}
    >
      ask
    </button>
  );
}

it("is known to be open while it is, and no longer", () => {
  const { rerender, unmount } = render(shown(false));
  expect(isDialogOpen()).toBe(false);
  rerender(shown(true));
  expect(isDialogOpen()).toBe(true);
  rerender(shown(false));
  expect(isDialogOpen()).toBe(false);
  rerender(shown(true));
  unmount();
  expect(isDialogOpen()).toBe(false);
});

it("a question counts until it has been answered", async () => {
  render(
    <Look>
      <Asking />
    </Look>,
  );
  await userEvent.click(screen.getByRole("button", { name: "ask" }));
  expect(isDialogOpen()).toBe(true);
  await userEvent.click(await screen.findByRole("button", { name: /留\s?下/ }));
  await waitFor(() => {
    expect(isDialogOpen()).toBe(false);
  });
});
