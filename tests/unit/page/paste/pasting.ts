import { computed, signal } from '@preact/signals';
import { DOMParser } from 'linkedom';
import { createEntry } from '../../../../lib/page/form/entry';
import { fieldProblem } from '../../../../lib/page/form/field-problem';
import { createSmartPaste } from '../../../../lib/page/form/smart-paste';
import type { AuthField } from '../../../../lib/shared/definitions/definition';
import { partOfAddress } from '../../../../lib/shared/definitions/input-format';
import { FOCUSED } from '../form/form-stage';

// Node has none.
Object.assign(globalThis, { DOMParser });

/**
 * Pastes a text into the first field of an empty form, agrees to any offer, and returns what the fields hold. `isValue`
 * says whether the text may be a value as it is.
 */
export async function pasted(fields: AuthField[], text: string, isValue: boolean): Promise<Record<string, string>> {
  const definition = { app: 'app', title: 'App', authentication: { type: 'custom' as const, fields } };
  const entry = createEntry(
    {
      accountId: 'account',
      appId: 'app',
      definition,
      usualTitle: signal('App'),
      usualNames: computed(() => []),
      focus: FOCUSED,
    },
    { draft: null, secrets: null },
  );
  const paste = createSmartPaste(entry, false, {
    partOf: partOfAddress,
    suits: (field, value) => fieldProblem(field, value) === null,
  });
  const [first] = entry.inputs.value;
  if (!first) throw new Error('no field');
  const outcome = await paste.take(first.id, text);
  if (outcome.as === 'offer') paste.fill();
  else if (outcome.as === 'cleaned') entry.edit(first, outcome.text);
  // What is left to the browser is inserted, and is right if it is a value.
  else if (!/[\r\n]/.test(text)) return isValue ? { [fields[0]?.key ?? '']: text } : {};
  const filled = entry.inputs.value.filter(({ value, field }) => field && value !== '');
  return Object.fromEntries(filled.map(({ field, value }) => [field?.key ?? '', value]));
}
