import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, it, vi } from "vitest";
import { Look } from "@/app/Look";
import { render } from "@/test/render";
import { FilterBar, type Filter } from "@/ui/FilterBar";

const FILTERS: Filter[] = [
  { name: "month", label: "月份", options: [1, 2].map((value) => ({ value, label: `${String(value)} 月` })) },
  { name: "search", label: "编号" },
];

function show(address: string, onChange?: () => void) {
  const page = { path: "/", element: <FilterBar filters={FILTERS} onChange={onChange} /> };
  const router = createMemoryRouter([page], { initialEntries: [address] });
  render(
    <Look>
      <RouterProvider router={router} />
    </Look>,
  );
  return () => router.state.location.search;
}

it("shows what the address says, and nothing that is no choice", () => {
  show("/?month=2&search=KF-1");
  expect(screen.getByText("2 月")).toBeTruthy();
  expect(screen.getByDisplayValue("KF-1")).toBeTruthy();
});

it("keeps what is chosen and looked for in the address, and tells the list", async () => {
  const onChange = vi.fn();
  const address = show("/?month=13&year=2026", onChange);
  expect(screen.queryByText("13")).toBeNull();
  await userEvent.click(screen.getByRole("combobox", { name: "月份" }));
  await userEvent.click(await screen.findByText("1 月"));
  expect(address()).toBe("?month=1&year=2026");
  await userEvent.type(screen.getByRole("searchbox", { name: "编号" }), "KF-2{Enter}");
  expect(address()).toBe("?month=1&year=2026&search=KF-2");
  expect(onChange).toHaveBeenCalledTimes(2);
});
