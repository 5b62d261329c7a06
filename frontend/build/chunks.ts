/**
 * Which modules travel together. A page's own code is a file of its own; what many pages share would fall into dozens of
 * small ones, each a request before the first picture. What the sign-in page or the phone needs stays apart from the rest:
 * neither must load the office's code.
 */

interface Graph {
  getModuleInfo: (id: string) => { importers: readonly string[] } | null;
}

type Reach = (id: string, graph: Graph) => boolean;

/** Whether a module of `start` imports another at once, by whatever way. */
function reachFrom(start: RegExp): Reach {
  const known = new Map<string, boolean>();
  const isReached: Reach = (id, graph) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, start.test(id));
    const isFound = start.test(id) || (graph.getModuleInfo(id)?.importers.some((one) => isReached(one, graph)) ?? false);
    known.set(id, isFound);
    return isFound;
  };
  return isReached;
}

const isOfOffice = reachFrom(/\/src\/main\.tsx$/);
const isOfField = reachFrom(/\/src\/field\//);
const isOfFrame = reachFrom(/\/src\/app\/Frame\.tsx$/);
const isLibrary: Reach = (id) => id.includes("/node_modules/");
const isShared: Reach = (id) => /\/src\/(api|app|auth|lib|ui)\//.test(id);

const group = (name: string, belongs: Reach, minShareCount: number, priority: number) => ({
  name: (id: string, graph: Graph): string | null => (belongs(id, graph) && !isOfOffice(id, graph) ? name : null),
  debugName: name,
  minShareCount,
  priority,
});

export const codeSplitting = {
  includeDependenciesRecursively: false,
  groups: [
    group("both", isOfField, 2, 4),
    group("frame", isOfFrame, 1, 3),
    group("library", isLibrary, 4, 2),
    group("shared", isShared, 2, 1),
  ],
};
