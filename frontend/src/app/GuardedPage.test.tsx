import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { answerWith, showPage } from "@/test/pages";

const Content = () => <h1>kept from strangers</h1>;

describe("a page in its route", () => {
  it("is named in the window and shown to whoever may open it", () => {
    answerWith({});
    showPage(Content, { route: "/strictness", address: "/strictness", permissions: ["supervision:draw:manage"] });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("kept from strangers");
    expect(document.title).toBe("督查尺度 · 衡鉴");
  });

  it("is kept from whoever may not, by its name and with the way home", () => {
    answerWith({});
    showPage(Content, { route: "/strictness", address: "/strictness", permissions: ["supervision:draw:read"] });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("“督查尺度”不对你开放");
    expect(screen.queryByText("kept from strangers")).toBeNull();
    expect(screen.getByRole("link").getAttribute("href")).toBe("/");
    expect(document.title).toBe("督查尺度 · 衡鉴");
  });
});
