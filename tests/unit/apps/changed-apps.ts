/** What may be wrong with a whole app: anything in it changed for something else. */
import fc from 'fast-check';
import { places } from './definitions';

/** Values of every kind, and just beside what the Platform takes. */
const ODD: unknown[] = [
  ...[
    '',
    'x',
    'ab',
    '1a',
    'a.b',
    'a.b.c,d',
    'return',
    '$func$2$f$',
    '$func$2$x$',
    'a\n{{input}}',
    '\udc00x',
    'toString',
  ],
  ...['hook', 'polling', 'hook_to_poll', 'json', 'copy', 'free', 'find', 'http://json-schema.org/draft-04/schema', '('],
  ...['x'.repeat(65), 'x'.repeat(256), 'x'.repeat(1001), 0, -1, 1.5, true, false, null],
  ...[[], [''], ['x'], ['user'], [1], [1, 1], [{}], [{}, []], [{ key: 'ab' }], [{ key: 'ab' }, { key: 'ab' }]],
  ...[['object'], [{ value: 'a' }], [{ source: 'return' }], [{ key: 'k', children: [{ key: 'l' }] }], ['k0']],
  ...[{}, { a: 1 }, { a: null }, { a: {} }, { '': [] }, { '(': {} }, { a: ['b'] }, { key: 'ab' }, { toString: 1 }],
  ...[{ require: 'x' }, { require: 1 }, { source: 'x' }, { perform: '$func$2$f$' }, { perform: 'x' }, { hidden: true }],
  ...[
    { window: 1, limit: 1 },
    { window: 1, limit: 1, retry: true },
    { groupedBy: ['k0'], limit: 1 },
  ],
  ...[{ type: 'string' }, { type: 'object' }, { $schema: 'x' }, { label: 'ab', description: 'x' }],
];

/** Keys with what they usually hold, for places where some do not belong. */
const ADDED: [string, unknown][] = [
  ...(['list', 'dict', 'required', 'retry', 'hidden', 'emphasize', 'canPaginate', 'toString', 'other'] as const).map(
    (key): [string, unknown] => [key, true],
  ),
  ...(['type', 'default', 'placeholder', 'helpText', 'key', 'group', 'update', 'resource', 'search'] as const).map(
    (key): [string, unknown] => [key, 'ab'],
  ),
  ...(['perform', 'performList', 'performSubscribe', 'performUnsubscribe', 'performBuffer', 'performGet'] as const).map(
    (key): [string, unknown] => [key, '$func$2$f$'],
  ),
  ['dynamic', 'list.id'],
  ['choices', { a: 'A' }],
  ['schema', { type: 'object' }],
  ['children', [{ key: 'ab', group: 'main' }]],
  ['children', [{ key: 'toString', children: [{ key: 'ab' }] }]],
  ['inputFields', [{ key: 'ab', required: true }, { key: 'ab' }]],
  ['buffer', { groupedBy: ['ab'], limit: 1 }],
  ['throttle', { window: 1, limit: 1, retry: true }],
  ['sample', {}],
  ['$schema', 'http://json-schema.org/draft-06/schema#'],
  ['updateInputFromSearchOutput', { to: 'id', from: 1 }],
  ['searchUniqueInputToOutputConstraint', { who: 'id', what: 'email' }],
  ['searches', {}],
  ['creates', {}],
  ['searchAndCreates', {}],
];

interface Change {
  kind: 'replace' | 'remove' | 'add' | 'copy';
  at: number;
  from: number;
}

function changed(app: object, { kind, at, from }: Change): object {
  const copy = JSON.parse(JSON.stringify(app)) as Record<string, unknown>;
  const { authentication: _, ...parts } = copy;
  const inside = places(parts).filter(({ holder }) => holder !== parts);
  const place = inside[at % inside.length];
  if (!place) return copy;
  const { holder, name } = place;
  const value = holder[name];
  if (kind === 'remove' && Array.isArray(holder)) holder.splice(Number(name), 1);
  else if (kind === 'remove') delete holder[name];
  else if (kind === 'add') {
    const [key, added] = ADDED[from % ADDED.length] ?? ['x', 1];
    (Array.isArray(holder) ? copy : holder)[key] = added;
  } else {
    const values = kind === 'copy' ? inside.map((one) => one.holder[one.name]) : ODD;
    // Something of the same kind is refused for what it is, and not for its kind.
    const alike = values.filter(
      (other) => typeof other === typeof value && Array.isArray(other) === Array.isArray(value),
    );
    const pool = from % 4 > 0 && alike.length > 0 ? alike : values;
    holder[name] = structuredClone(pool[Math.floor(from / 4) % pool.length]);
  }
  return copy;
}

/** An app with one or two things changed, anywhere in it but in its authentication. */
export const mutationsOfApp = (app: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc
    .tuple(
      app,
      fc.array(
        fc.record<Change>({
          kind: fc.constantFrom('replace', 'remove', 'add', 'copy'),
          at: fc.nat(),
          from: fc.nat(),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    )
    .map(([sound, changes]) => changes.reduce(changed, sound));
