import { expect, type Page, type Request } from "@playwright/test";

const MOVING = ".ant-skeleton, .ant-spin-spinning, [aria-busy=true]";

/** What of a page still moves or waits. */
function unsettled(page: Page): Promise<string[]> {
  return page.evaluate((moving) => {
    const animations = document.getAnimations().filter(({ playState, effect }) => {
      return playState === "running" && effect?.getComputedTiming().endTime !== Infinity;
    });
    return [
      ...[...document.querySelectorAll(moving)].map((element) => element.outerHTML.slice(0, 120)),
      ...animations.map((animation) => `animation ${animation.id}`),
    ];
  }, MOVING);
}

/**
 * Follows what the page asks the server for; the function that it returns waits until everything was answered and
 * shown, and nothing moves. The stream of changes stays open and is left out.
 */
export function watch(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  page.on("request", (request) => {
    if (request.isNavigationRequest()) open.clear();
    if (request.resourceType() !== "eventsource") open.add(request);
  });
  page.on("response", (response) => open.delete(response.request()));
  page.on("requestfailed", (request) => open.delete(request));
  return async () => {
    let calm = 0;
    const look = async (): Promise<string[]> => {
      const left = [...[...open].map((request) => request.url()), ...(await unsettled(page))];
      calm = left.length === 0 ? calm + 1 : 0;
      return calm === 1 ? ["calm only once"] : left;
    };
    await expect.poll(look, { message: page.url(), intervals: [50], timeout: 30_000 }).toEqual([]);
  };
}
