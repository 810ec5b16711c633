import browser, { type Storage } from 'webextension-polyfill';
import { configItem } from '../config/config';
import { madeHereItem } from '../connections/made-here';
import { type Finding, noteFindings } from './findings';
import { SHAPES } from './shapes';

/** Where WXT keeps which version of its shape an item has. */
const versionKey = (key: string) => `${key}$`;

/**
 * Takes away what is stored and has a shape that nobody here wrote: cut off, changed by hand, or of a version that
 * was taken back. Of lists and collections only the parts that cannot be read go. What went is noted for Settings,
 * by name.
 */
export async function mendStorage(): Promise<void> {
  // An older version's shape is not foreign.
  await Promise.all([madeHereItem.getValue(), configItem.getValue()]);
  await mend(browser.storage.local);
  // What is in memory under the same keys has the same shapes.
  await mend(browser.storage.session);
}

async function mend(area: Storage.StorageArea): Promise<void> {
  const stored = await area.get(Object.keys(SHAPES));
  const findings: Finding[] = [];
  const mended: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(stored)) {
    const readable = SHAPES[key]?.(value);
    if (readable === value) continue;
    findings.push({ code: 'unreadable', key, at: Date.now() });
    if (readable !== undefined) mended[key] = readable;
  }
  if (findings.length === 0) return;
  const gone = findings.map(({ key }) => key).filter((key) => !(key in mended));
  if (gone.includes('accounts')) gone.push('tokens');
  if (gone.includes('catalogue')) gone.push(...(await cataloguePages()));
  await area.set(mended);
  await area.remove([...gone, ...gone.map(versionKey)]);
  await noteFindings(findings);
}

/** Of which nobody knows any more how many there are. */
async function cataloguePages(): Promise<string[]> {
  return Object.keys(await browser.storage.local.get()).filter((key) => key.startsWith('catalogue/'));
}
