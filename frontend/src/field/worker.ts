const ADDRESS = "/m/sw.js";

type Readiness = "ready" | "notReady" | "noWorker";

interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

let installPrompt: InstallPrompt | null = null;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Keeps the app itself on the phone. Without TLS browsers offer no worker, and the page works only online. */
export function startWorker(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt = event as InstallPrompt;
    tell();
  });
  window.addEventListener("appinstalled", () => {
    installPrompt = null;
    tell();
  });
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers || !import.meta.env.PROD) return;
  workers.addEventListener("controllerchange", tell);
  workers.register(ADDRESS, { scope: "/m/", updateViaCache: "none" }).then(tell, () => undefined);
}

export function readiness(): Readiness {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return "noWorker";
  return workers.controller ? "ready" : "notReady";
}

export const installing = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isOffered: (): boolean => installPrompt !== null,
  install: async (): Promise<void> => {
    await installPrompt?.prompt();
    installPrompt = null;
    tell();
  },
};
