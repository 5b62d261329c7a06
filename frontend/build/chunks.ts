/**
 * Which modules travel together. Left alone, what many pages share falls into dozens of small files, each a request before
 * the first picture. The office comes in three: what the sign-in page needs (`office`, with what the phone shares in
 * `start`), the frame with what several features are made of, and one file for each feature. The phone loads none of them
 * but `start`, now or later.
 */

interface Graph {
  getModuleInfo: (id: string) => { importers: readonly string[]; dynamicImporters: readonly string[] } | null;
}

type Belongs = (id: string, graph: Graph) => boolean;
type Follows = (id: string, graph: Graph) => readonly string[];

const atOnce: Follows = (id, graph) => graph.getModuleInfo(id)?.importers ?? [];
const ever: Follows = (id, graph) => [...atOnce(id, graph), ...(graph.getModuleInfo(id)?.dynamicImporters ?? [])];

/** Whether a module of `start` leads to this one, by whatever way. */
function importedFrom(start: RegExp, follows: Follows): Belongs {
  const known = new Map<string, boolean>();
  return (id, graph) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const isFound = climb(id, new Set([id]), start, follows, graph);
    known.set(id, isFound);
    return isFound;
  };
}

function climb(id: string, seen: Set<string>, start: RegExp, follows: Follows, graph: Graph): boolean {
  if (start.test(id)) return true;
  for (const importer of follows(id, graph)) {
    if (seen.has(importer)) continue;
    seen.add(importer);
    if (climb(importer, seen, start, follows, graph)) return true;
  }
  return false;
}

const OFFICE = /\/src\/(main|features\/signin\/SignInPage)\.tsx$/;
const FIELD = /\/src\/(field\/|i18n\/field)/;
const isOfOffice = importedFrom(OFFICE, atOnce);
const isEverOfOffice = importedFrom(OFFICE, ever);
const isOfField = importedFrom(FIELD, atOnce);
const isEverOfField = importedFrom(FIELD, ever);
const isOfFrame = importedFrom(/\/src\/(app\/Frame|features\/home\/HomePage)\.tsx$/, atOnce);
const isOfBoth: Belongs = (id, graph) =>
  (isOfOffice(id, graph) && isEverOfField(id, graph)) || (isEverOfOffice(id, graph) && isOfField(id, graph));
const isText = (id: string): boolean => id.endsWith(".json");

/** One sheet for the whole office: together they are smaller than one picture. */
const isStyleOfOffice: Belongs = (id, graph) =>
  id.endsWith(".css") && isEverOfOffice(id, graph) && !isEverOfField(id, graph);

/** The features whose pages import a module at once, by whatever way. */
function featuresOf(id: string, graph: Graph, seen = new Set([id])): Set<string> {
  const own = /\/src\/features\/(\w+)\//.exec(id)?.[1];
  if (own !== undefined) return new Set([own]);
  const unseen = atOnce(id, graph).filter((importer) => !seen.has(importer));
  for (const importer of unseen) seen.add(importer);
  return new Set(unseen.flatMap((importer) => [...featuresOf(importer, graph, seen)]));
}

/** What more than one feature says. */
const SHARED_TEXTS = /\/i18n\/(zh-CN|en)\/(?:deductions|evidence|imports|rounds|schemes|why)\.json$/;

/** The frame and what several features are made of; what is one feature's travels with its pages. */
function partOf(id: string, graph: Graph): string | null {
  if (isText(id) || isOfOffice(id, graph) || isEverOfField(id, graph)) return null;
  const [first, ...more] = featuresOf(id, graph);
  return isOfFrame(id, graph) || more.length > 0 ? "frame" : (first ?? null);
}

/** What the frame says and what stands in `first.*.ts`; the phone shares two of these files. */
const FIRST_TEXTS = /\/i18n\/(?:first\.)?(zh-CN|en)(?:\.ts|\/(?:app|nav|signin|home|waiting|figures|live)\.json)$/;

function textsOf(id: string): string | null {
  const first = FIRST_TEXTS.exec(id)?.[1];
  const shared = SHARED_TEXTS.exec(id)?.[1];
  return first ? `texts-${first}` : shared ? `shared-texts-${shared}` : null;
}

export const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    { name: textsOf, debugName: "texts", minShareCount: 1, priority: 3 },
    {
      name: (id: string, graph: Graph): string | null => (!isText(id) && isOfBoth(id, graph) ? "start" : null),
      debugName: "start",
      minShareCount: 1,
      priority: 2,
    },
    {
      name: (id: string, graph: Graph): string | null =>
        !isText(id) && (isOfOffice(id, graph) || isStyleOfOffice(id, graph)) ? "office" : null,
      debugName: "office",
      minShareCount: 1,
      priority: 1,
    },
    { name: partOf, debugName: "part", minShareCount: 1, priority: 0 },
  ],
};
