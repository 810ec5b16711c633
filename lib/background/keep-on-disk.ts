import { type Finding, findingsItem } from '../shared/findings';
import { changeItem } from '../shared/items';

/** Stores findings, replacing earlier ones of the same code and key. Does nothing if memory is full too. */
export async function noteFindings(found: Finding[]): Promise<void> {
  const isOther = (known: Finding) => !found.some(({ code, key }) => code === known.code && key === known.key);
  await changeItem(findingsItem, (known) => [...found, ...known.filter(isOther)]).catch(() => undefined);
}

/** Writes an item to disk. If that fails, stores a finding and returns false. */
export async function keepOnDisk(key: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    await noteFindings([{ code: 'not-kept', key, at: Date.now() }]);
    return false;
  }
}
