import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, it, vi } from "vitest";
import FirstPasswordPage from "./FirstPasswordPage";
import SignInPage from "./SignInPage";
import { render } from "@/test/render";

function show(address: string, status: number, body: unknown) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status })));
  const queries = new QueryClient();
  queries.setQueryData(["left by somebody else"], "secret");
  const routes = [
    { path: "/sign-in", element: <SignInPage /> },
    { path: "/first-password", element: <FirstPasswordPage /> },
    { path: "*", element: <p>inside</p> },
  ];
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, queries };
}

async function signIn(): Promise<void> {
  await userEvent.type(screen.getByLabelText("用户名"), "somebody");
  await userEvent.type(screen.getByLabelText("密码"), "password{Enter}");
}

it("says the server's sentence when the password is wrong, and keeps the name", async () => {
  show("/sign-in", 401, { code: "invalid_credentials", status: 401, detail: "用户名或密码不正确。" });
  await signIn();
  expect((await screen.findByRole("alert")).textContent).toBe("用户名或密码不正确。");
  expect(screen.getByLabelText<HTMLInputElement>("用户名").value).toBe("somebody");
});

it("leads to the page that was asked for, and forgets what the one before had read", async () => {
  const { router, queries } = show("/sign-in?next=%2Freports%3Fyear%3D2026", 201, { username: "somebody" });
  await signIn();
  await screen.findByText("inside");
  expect(router.state.location.pathname + router.state.location.search).toBe("/reports?year=2026");
  expect(queries.getQueryData(["left by somebody else"])).toBeUndefined();
});

it("never leads to another site", async () => {
  const { router } = show("/sign-in?next=%2F%2Fevil.example", 201, { username: "somebody" });
  await signIn();
  await screen.findByText("inside");
  expect(router.state.location.pathname).toBe("/");
});

it("lets nobody past the first password who is not signed in", async () => {
  const { router } = show("/first-password?next=%2Freports", 401, { code: "not_signed_in", status: 401 });
  await screen.findByLabelText("用户名");
  expect(router.state.location.pathname).toBe("/sign-in");
});

it("goes on to the page that was asked for once the first password is replaced", async () => {
  const { router } = show("/first-password?next=%2Freports", 200, { username: "somebody", idle_minutes: 30 });
  await userEvent.type(await screen.findByLabelText("原密码"), "given by somebody");
  await userEvent.type(screen.getByLabelText("新密码"), "gravel under lanterns");
  await userEvent.type(screen.getByLabelText("再输一次新密码"), "gravel under lanterns{Enter}");
  await screen.findByText("inside");
  expect(router.state.location.pathname).toBe("/reports");
});
