/** Longest part of a key to show; a key may be very long. */
const SHOWN_OF_A_KEY = 60;

/** Returns the path of a list item or an object property, in JavaScript notation. */
export function pathTo(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  const shown = key.length > SHOWN_OF_A_KEY ? `${key.slice(0, SHOWN_OF_A_KEY)}…` : key;
  if (!/^[\w$-]+…?$/.test(shown)) return `${parent}[${JSON.stringify(shown)}]`;
  return parent ? `${parent}.${shown}` : shown;
}
