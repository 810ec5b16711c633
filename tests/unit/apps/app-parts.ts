/** Parts of an app, each small and sound unless a test makes it otherwise, where they stand in a whole app. */
import { importDefinition } from '../../../lib/apps/import-definition';

export const authentication = { type: 'custom', test: '$func$2$f$' };
export const shown = { noun: 'Contact', display: { label: 'Contact', description: 'A contact.' } };
export const perform = '$func$2$f$';

export const trigger = (operation: object) => ({ triggers: { tr: { key: 'tr', ...shown, operation } } });
export const search = (operation: object) => ({ searches: { find: { key: 'find', ...shown, operation } } });
export const create = (operation: object) => ({ creates: { make: { key: 'make', ...shown, operation } } });
export const bulkRead = (operation: object) => ({ bulkReads: { bulk: { key: 'bulk', ...shown, operation } } });
export const resource = (method: string, operation: object) => ({
  resources: { contact: { key: 'contact', noun: 'Contact', [method]: { display: shown.display, operation } } },
});
// Not of a trigger, whose three kinds the referee tries one after the other.
export const inputs = (...inputFields: unknown[]) => create({ perform, inputFields });
export const throttled = (throttle: object) => create({ perform, throttle });
export const json = (schema: object) => inputs({ key: 'a', type: 'json', schema });
export const pair = (entry: object) => ({
  ...search({ perform, inputFields: [{ key: 'who' }], sample: { id: 1 } }),
  ...create({ perform, inputFields: [{ key: 'to' }, perform] }),
  searchOrCreates: { x: { key: 'find', display: {}, search: 'find', create: 'make', ...entry } },
});

export function buffered(more: object) {
  const inputFields = [{ key: 'k0', required: true }, { key: 'ab' }];
  return create({ performBuffer: perform, buffer: { groupedBy: ['k0'], limit: 1 }, inputFields, ...more });
}

export const hidden = { key: 'tr', noun: 'Tr', display: { hidden: true }, operation: { perform } };
export const retry = { window: 1, limit: 1, retry: true };
export const [a, b] = [{ key: 'a' }, { key: 'b' }];

/** What an import of an app with these parts is refused for: where, and why. */
export const refusals = (parts: object) => {
  const result = importDefinition(JSON.stringify({ authentication, ...parts }));
  return result.ok ? [] : result.failure.map(({ path, reason }) => [path, reason]);
};
