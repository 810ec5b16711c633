import { type Finding, findingsItem } from '../shared/findings';
import { changeItem } from '../shared/items';

/** Notes findings. Where memory is full too there is no place for them, and the work goes on. */
export async function noteFindings(found: Finding[]): Promise<void> {
  const isOther = (known: Finding) => !found.some(({ code, key }) => code === known.code && key === known.key);
  await changeItem(findingsItem, (known) => [...found, ...known.filter(isOther)]).catch(() => undefined);
}

/** Writes an item to disk. Returns false, and notes it, where that fails. */
export async function keepOnDisk(key: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    await noteFindings([{ code: 'not-kept', key, at: Date.now() }]);
    return false;
  }
}
