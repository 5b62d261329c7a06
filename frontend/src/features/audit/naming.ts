const INTERNAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The object in words, with its code where people know it by one; internal numbers are for the verification. */
export function objectSaid(word: string, id: string): string {
  const known = id.split("/").filter((part) => !INTERNAL.test(part));
  return known.length > 0 ? `${word} ${known.join("/")}` : word;
}
