import browser, { type Storage } from 'webextension-polyfill';
import { type Finding, noteFindings } from '../shared/findings';
import { madeHereItem } from '../shared/made-here';
import { storedConfigItem } from './configuration/stored-config';
import { IN_MEMORY, type Mend, ON_DISK } from './shapes';

/** Where WXT keeps which version of its shape an item has. */
const versionKey = (key: string) => `${key}$`;

/**
 * Takes away what is stored and has a shape that nobody here wrote: cut off, changed by hand, or of a version that
 * was taken back. Of lists and collections only the parts that cannot be read go. What went is noted for Settings,
 * by name.
 */
export async function mendStorage(): Promise<void> {
  // An older version's shape is not foreign.
  await Promise.all([madeHereItem.getValue(), storedConfigItem.getValue()]);
  await mend(browser.storage.local, ON_DISK, Object.keys(ON_DISK));
  await mend(browser.storage.session, IN_MEMORY);
}

/** Without `keys`, all that the area holds is read. */
async function mend(area: Storage.StorageArea, shapes: Record<string, Mend>, keys?: string[]): Promise<void> {
  const stored = await area.get(keys);
  const unreadable = new Set<string>();
  const mended: Record<string, unknown> = {};
  const gone: string[] = [];
  for (const [key, value] of Object.entries(stored)) {
    // What belongs to an account and an app is named `kind/<account>/<app>`.
    const [kind = ''] = key.split('/');
    const readable = shapes[kind] ? shapes[kind](value) : value;
    if (readable === value) continue;
    unreadable.add(kind);
    if (readable === undefined) gone.push(key);
    else mended[key] = readable;
  }
  if (unreadable.size === 0) return;
  if (gone.includes('accounts')) gone.push('tokens');
  if (gone.includes('catalogue')) gone.push(...(await cataloguePages()));
  await area.set(mended);
  await area.remove([...gone, ...gone.map(versionKey)]);
  await noteFindings([...unreadable].map((key): Finding => ({ code: 'unreadable', key, at: Date.now() })));
}

/** Of which nobody knows any more how many there are. */
async function cataloguePages(): Promise<string[]> {
  return Object.keys(await browser.storage.local.get()).filter((key) => key.startsWith('catalogue/'));
}
