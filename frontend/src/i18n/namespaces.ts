export type Texts = Record<string, unknown>;

/** Texts by namespace: the file's name is the namespace. */
export function byNamespace<Content>(files: Record<string, Content>): Record<string, Content> {
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ""), texts]));
}
