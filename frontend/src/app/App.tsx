import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider, type RouterProviderProps } from "react-router";
import { Features, type Feature } from "@/app/feature";
import { makeQueries } from "@/app/queries";

const queries = makeQueries();

interface Props {
  features: readonly Feature[];
  router: RouterProviderProps["router"];
}

export function App({ features, router }: Props) {
  return (
    <QueryClientProvider client={queries}>
      <Features value={features}>
        <RouterProvider router={router} />
      </Features>
    </QueryClientProvider>
  );
}
