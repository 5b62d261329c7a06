import { createBrowserRouter, type RouteObject } from "react-router";
import type { Feature } from "@/app/feature";
import { GuardedPage } from "@/app/GuardedPage";
import { NotFound } from "@/app/NotFound";
import type { Page } from "@/app/pages";
import { RouteError } from "@/app/RouteError";

/** The route of a page; its code is fetched when it is first opened. */
function routeOf(page: Page): RouteObject {
  return {
    path: page.path,
    lazy: async () => {
      const { default: Content } = await page.load();
      const guarded = (
        <GuardedPage page={page}>
          <Content />
        </GuardedPage>
      );
      return { element: guarded };
    },
  };
}

export function routesOf(features: readonly Feature[]): RouteObject[] {
  return [
    { path: "/sign-in", lazy: async () => ({ Component: (await import("@/features/signin/SignInPage")).default }) },
    {
      lazy: async () => ({ Component: (await import("@/app/Frame")).default }),
      errorElement: <RouteError />,
      HydrateFallback: () => null,
      children: [
        {
          errorElement: <RouteError />,
          children: [
            ...features.flatMap((feature) => feature.pages.map(routeOf)),
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
