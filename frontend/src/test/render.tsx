import { render as renderPlainly, type RenderResult } from "@testing-library/react";
import { ConfigProvider } from "antd";
import type { ReactNode } from "react";

/** Without antd's style sheets: jsdom holds every rule of theirs against every element whose visibility is asked. */
function Unstyled({ children }: { children: ReactNode }) {
  return <ConfigProvider theme={{ zeroRuntime: true }}>{children}</ConfigProvider>;
}

export function render(shown: ReactNode): RenderResult {
  return renderPlainly(shown, { wrapper: Unstyled });
}
