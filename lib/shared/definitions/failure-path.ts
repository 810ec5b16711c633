/** Keys are anybody's and may fill a page. */
const SHOWN_OF_A_KEY = 60;

/** The place of a list's item or an object's property, in JavaScript's notation. */
export function pathTo(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  const shown = key.length > SHOWN_OF_A_KEY ? `${key.slice(0, SHOWN_OF_A_KEY)}…` : key;
  if (!/^[\w$-]+…?$/.test(shown)) return `${parent}[${JSON.stringify(shown)}]`;
  return parent ? `${parent}.${shown}` : shown;
}
