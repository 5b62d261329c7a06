/**
 * Which modules travel together. Left alone, what many pages share falls into dozens of small files, each a request before
 * the first picture. What the sign-in page or the phone needs stays apart from the rest: neither loads the office's code.
 */

interface Graph {
  getModuleInfo: (id: string) => { importers: readonly string[] } | null;
}

type Belongs = (id: string, graph: Graph) => boolean;

/** Whether a module of `start` imports another at once, by whatever way. */
function importedFrom(start: RegExp): Belongs {
  const known = new Map<string, boolean>();
  return (id, graph) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const isFound = climb(id, new Set([id]), start, graph);
    known.set(id, isFound);
    return isFound;
  };
}

function climb(id: string, seen: Set<string>, start: RegExp, graph: Graph): boolean {
  if (start.test(id)) return true;
  for (const importer of graph.getModuleInfo(id)?.importers ?? []) {
    if (seen.has(importer)) continue;
    seen.add(importer);
    if (climb(importer, seen, start, graph)) return true;
  }
  return false;
}

const ENTRY = /\/src\/main\.tsx$/;
const isOfOffice = importedFrom(/\/src\/(main|features\/signin\/SignInPage)\.tsx$/);
const isOfField = importedFrom(/\/src\/(field\/|i18n\/field)/);
const isOfFrame = importedFrom(/\/src\/(app\/Frame|features\/home\/HomePage)\.tsx$/);
const isShared: Belongs = (id) => /\/node_modules\/|\/src\/(api|app|auth|i18n|lib|ui)\//.test(id);
const isPart: Belongs = (id, graph) => /\/src\/features\//.test(id) && !isText(id, graph);
const isText: Belongs = (id) => id.endsWith(".json");

/** What the frame says and what stands in `first.*.ts`; the phone shares two of these files. */
const FIRST_TEXTS = /\/i18n\/(?:first\.)?(zh-CN|en)(?:\.ts|\/(?:app|nav|signin|home|waiting|figures|live)\.json)$/;

const group = (name: string, belongs: Belongs, minShareCount: number, priority: number) => ({
  name: (id: string, graph: Graph): string | null => (!isText(id, graph) && belongs(id, graph) ? name : null),
  debugName: name,
  minShareCount,
  priority,
});

const outside =
  (belongs: Belongs): Belongs =>
  (id, graph) =>
    belongs(id, graph) && !isOfOffice(id, graph) && !isOfField(id, graph);

export const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    {
      name: (id: string): string | null => {
        const language = FIRST_TEXTS.exec(id)?.[1];
        return language === undefined ? null : `texts-${language}`;
      },
      debugName: "texts",
      minShareCount: 1,
      priority: 6,
    },
    group("start", (id, graph) => id.includes("rolldown") || (isOfOffice(id, graph) && isOfField(id, graph)), 1, 5),
    // Not the entry itself: a part that the phone fetches later may lean on this file, which must then begin nothing.
    group("office", (id, graph) => isOfOffice(id, graph) && !isOfField(id, graph) && !ENTRY.test(id), 1, 5),
    group("both", (id, graph) => isOfField(id, graph) && !isOfOffice(id, graph), 2, 4),
    group("frame", outside(isOfFrame), 1, 3),
    group("pages", outside(isShared), 2, 2),
    {
      name: (id: string, graph: Graph): string | null =>
        outside(isPart)(id, graph) ? (/\/features\/(\w+)\//.exec(id)?.[1] ?? null) : null,
      debugName: "feature",
      minShareCount: 2,
      priority: 1,
    },
  ],
};
