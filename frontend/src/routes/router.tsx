import { createBrowserRouter, type RouteObject } from "react-router";
import type { Feature } from "@/app/feature";
import { GuardedPage } from "@/app/GuardedPage";
import { NotFound } from "@/app/NotFound";
import type { Page } from "@/app/pages";
import { RouteError } from "@/app/RouteError";
import { loadTexts } from "@/i18n";

/** The route of a page; its code and texts are fetched when it is first opened. */
function routeOf(page: Page, texts: Feature["texts"]): RouteObject {
  return {
    path: page.path,
    lazy: async () => {
      const [{ default: Content }] = await Promise.all([page.load(), loadTexts(texts)]);
      const guarded = (
        <GuardedPage page={page}>
          <Content />
        </GuardedPage>
      );
      return { element: guarded };
    },
  };
}

function routesOf(features: readonly Feature[]): RouteObject[] {
  return [
    { path: "/sign-in", lazy: async () => ({ Component: (await import("@/features/signin/SignInPage")).default }) },
    {
      path: "/first-password",
      lazy: async () => ({ Component: (await import("@/features/signin/FirstPasswordPage")).default }),
    },
    {
      lazy: async () => ({ Component: (await import("@/app/Frame")).default }),
      errorElement: <RouteError />,
      HydrateFallback: () => null,
      children: [
        {
          errorElement: <RouteError />,
          children: [
            ...features.flatMap((feature) => feature.pages.map((page) => routeOf(page, feature.texts))),
            { path: "*", element: <NotFound /> },
          ],
        },
      ],
    },
  ];
}

export function makeRouter(features: readonly Feature[]) {
  return createBrowserRouter(routesOf(features));
}
