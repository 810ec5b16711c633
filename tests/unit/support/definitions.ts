/** Generators of valid authentications, and of valid ones with something changed. */
import fc from 'fast-check';

const filled = fc.string({ minLength: 1, maxLength: 12 });
const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('subdomain', 'email', 'account_id', 'region', 'api_key', 'Auth-URL', 'x') },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 8 }) },
);

const choices = fc.oneof(
  fc.dictionary(filled, fc.oneof(filled, fc.constant(''), fc.integer()), { minKeys: 1, maxKeys: 4 }),
  fc.array(
    fc.oneof(
      fc.string({ maxLength: 6 }),
      filled.chain((value) => fc.record({ value: fc.constant(value), sample: fc.constant(value), label: filled })),
    ),
    { minLength: 1, maxLength: 4 },
  ),
);

const leaf = {
  key,
  label: filled,
  type: fc.constantFrom('string', 'text', 'password', 'number', 'integer', 'boolean', 'datetime', 'copy'),
  required: fc.boolean(),
  default: filled,
  placeholder: filled,
  helpText: fc.oneof(filled, fc.constant('See **here**: [docs](https://example.com)'), fc.constant('x'.repeat(1000))),
  choices,
  inputFormat: fc.constantFrom(
    'https://{{input}}.example.com',
    'https://{{input}}/',
    '{{input}}',
    '{{input}}-{{input}}',
  ),
  computed: fc.boolean(),
  isNoSecret: fc.boolean(),
  list: fc.boolean(),
  dict: fc.boolean(),
  altersDynamicFields: fc.boolean(),
};

const { field } = fc.letrec((tie) => ({
  field: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record(leaf, { requiredKeys: ['key'] }),
    fc.record({ ...leaf, children: fc.array(tie('field'), { minLength: 1, maxLength: 3 }) }, { requiredKeys: ['key'] }),
  ),
}));

const code = fc.constantFrom<unknown>('$func$2$f$', { source: 'return [];' }, { require: './auth.js' });
const request = fc.record(
  {
    method: fc.constantFrom('GET', 'POST'),
    url: fc.constant('https://example.com/me'),
    headers: fc.dictionary(fc.constantFrom('Accept', 'X-Key'), fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
    body: fc.oneof(fc.string(), fc.constant(null), fc.constant({ a: [1] }), fc.constant([1])),
    auth: fc.oneof(fc.constant(['a', 'b']), fc.constant({ oauth_token: 'a' })),
    removeMissingValuesFrom: fc.constant({ params: true }),
    serializeValueForCurlies: code,
    skipThrowForStatus: fc.boolean(),
  },
  { requiredKeys: [] },
);
const call = fc.oneof(request, code);

/** Any authentication that the Platform accepts. */
export const authentication = fc.record(
  {
    type: fc.constantFrom('basic', 'custom', 'digest', 'session', 'oauth1', 'oauth2'),
    fields: fc.array(field, { maxLength: 4 }),
    test: call,
    connectionLabel: fc.oneof(fc.string(), call),
    basicConfig: fc.constant({}),
    customConfig: fc.record({ sendCode: call }, { requiredKeys: [] }),
    oauth1Config: fc.record({ getRequestToken: call, authorizeUrl: code, getAccessToken: call }),
    oauth2Config: fc.record(
      { authorizeUrl: code, getAccessToken: call, scope: fc.string(), autoRefresh: fc.boolean() },
      { requiredKeys: ['authorizeUrl', 'getAccessToken'] },
    ),
    sessionConfig: fc.record({ perform: call }),
  },
  { requiredKeys: ['type'] },
);

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, 1.5, true, [], {}, [''], [{}], { a: 1 }, { perform: 'x' }, [[]], '\udc00'),
  fc.constantFrom<unknown>('x'.repeat(1001), '$func$1$x$', { source: 'x' }, { require: 1 }, { url: 1 }, { '': 1 }),
  fc.constantFrom<unknown>('file', 'code', 'json', 'oauth3', '{{in}}', 'a\n{{input}}', { source: 'return', a: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
);

type Change = { at: number; kind: 'replace' | 'remove' | 'add' | 'rename'; value: unknown; name: string };
const NAMES = ['key', 'label', 'isNoSecret', 'choices', 'type', 'foo', 'children', 'test', 'require', 'url', 'sample'];

/** Returns every place in a value: each object's or list's own keys, at any depth. */
export function places(value: unknown): { holder: Record<string, unknown>; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...places(holder[name])]);
}

function changed(sound: unknown, { at, kind, value, name }: Change): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(sound));
  const all = places(copy);
  const place = all[at % all.length];
  if (!place) return copy;
  const { holder } = place;
  if (Array.isArray(holder)) {
    if (kind === 'remove') holder.splice(Number(place.name), 1);
    else if (kind === 'add') holder.push(value);
    else holder[Number(place.name)] = value;
  } else if (kind === 'remove') delete holder[place.name];
  else if (kind === 'rename') {
    holder[name] = holder[place.name];
    delete holder[place.name];
  } else holder[kind === 'add' ? name : place.name] = value;
  return copy;
}

/** A valid authentication with one to three changes anywhere in it. */
export const mutated = fc
  .tuple(
    authentication,
    fc.array(
      fc.record<Change>({
        at: fc.nat(),
        kind: fc.constantFrom('replace', 'remove', 'add', 'rename'),
        value: odd,
        name: fc.constantFrom(...NAMES),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([sound, changes]) => changes.reduce<unknown>(changed, sound));
