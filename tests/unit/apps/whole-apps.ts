/** Generators of sound whole apps, with every part that the Platform knows. */
import fc from 'fast-check';
import { call, code, fields, name, optional, outputField, request, some, text } from './generated-fields';

const override = optional(
  { window: fc.integer(), limit: fc.integer(), filter: fc.constantFrom('free', 'trial', 'paid'), retry: fc.boolean() },
  'window',
  'limit',
  'filter',
);
const pollingThrottle = {
  window: fc.integer(),
  limit: fc.integer(),
  key: text,
  scope: fc.constantFrom([], ['user', 'auth'], ['account', 'action']),
  filter: fc.constantFrom('free', 'paid'),
  overrides: some(override),
};
const throttle = optional({ ...pollingThrottle, retry: fc.boolean() }, 'window', 'limit');
const lock = optional(
  { key: text, scope: fc.constantFrom([], ['user', 'auth', 'account']), timeout: fc.integer() },
  'key',
);

const common = (deep: boolean) => ({
  inputFields: fields(deep),
  inputFieldGroups: fc.constantFrom<unknown>([], [{ key: 'main', label: 'Main', emphasize: true }, { key: 'more' }]),
  outputFields: fc.array(fc.oneof(outputField, code), { maxLength: 3 }),
  sample: fc.constantFrom<unknown>({ id: 1 }, { id: 'x', name: { a: [] } }),
  cleanInputData: fc.boolean(),
});
const basic = (deep: boolean) => ({ ...common(deep), resource: name, perform: call, lock, throttle });
const action = (deep: boolean) => ({ ...basic(deep), performResume: code, performGet: call });

const polling = (deep: boolean, throttled: fc.Arbitrary<unknown>) =>
  optional(
    {
      ...common(deep),
      type: fc.constant('polling'),
      resource: name,
      perform: call,
      canPaginate: fc.boolean(),
      throttle: throttled,
    },
    'perform',
  );
const subscription = { performList: call, performSubscribe: call, performUnsubscribe: call };
const hook = (deep: boolean) =>
  optional(
    {
      ...common(deep),
      ...subscription,
      type: fc.constant('hook'),
      resource: name,
      perform: code,
      canPaginate: fc.boolean(),
    },
    'perform',
  );
const hookToPoll = optional(
  {
    ...common(false),
    ...subscription,
    type: fc.constant('hook_to_poll'),
    canPaginate: fc.boolean(),
    maxPollingDelay: fc.integer(),
  },
  'performList',
  'performSubscribe',
  'performUnsubscribe',
);
const buffered = fc.record({
  performBuffer: code,
  buffer: fc.constantFrom<unknown>({ groupedBy: ['k0'], limit: 10 }, { groupedBy: ['k1', 'k0'], limit: 1 }),
  inputFields: fc.constant([
    { key: 'k0', required: true },
    { key: 'k1', required: true, type: 'integer' },
    '$func$1$f$',
  ]),
});

const display = fc.oneof(
  optional(
    {
      label: fc.constantFrom('New contact', 'Xy'),
      description: fc.constantFrom('x', 'Triggers when.'),
      directions: fc.constant('Copy the {{url}} there.'),
      hidden: fc.boolean(),
    },
    'label',
    'description',
  ),
  fc.record({ hidden: fc.constant(true) }),
);
const noun = fc.constantFrom('Contact', 'Xy');

/** Groups are given last, since only what an operation lists can be named. */
const grouped = <T extends { inputFields?: unknown[]; inputFieldGroups?: unknown }>(operation: T): T => {
  const groups = (operation.inputFieldGroups ?? []) as { key: string }[];
  const first = operation.inputFields?.[0];
  if (!groups[0] || typeof first !== 'object' || first === null || !('key' in first)) return operation;
  return { ...operation, inputFields: [{ ...first, group: groups[0].key }, ...(operation.inputFields ?? []).slice(1)] };
};
const operated = (operation: fc.Arbitrary<object>) => operation.map((value) => grouped(value));

const actions = (operation: fc.Arbitrary<object>, names: fc.Arbitrary<string>) =>
  fc
    .array(fc.record({ key: names, noun, display, operation: operated(operation) }), { maxLength: 2 })
    .map((list) => Object.fromEntries(list.map((item) => [item.key, item])));
const method = (operation: fc.Arbitrary<object>) => fc.record({ display, operation: operated(operation) });

const searched = { outputFields: [{ key: 'id' }, '$func$2$f$'], sample: { email: 'x' }, inputFields: [{ key: 'who' }] };
/** A search and a create that know each other. */
const pair = {
  searches: fc.constantFrom({ operation: { perform: {}, ...searched } }, { operation: { perform: {} } }),
  creates: fc.constantFrom({ inputFields: [{ key: 'to' }] }, { inputFields: [{ key: 'to' }, { require: 'x' }] }),
  entry: fc.constantFrom<object>(
    {},
    { update: 'make' },
    { update: 'make', updateInputFromSearchOutput: { to: 'id' } },
    { update: 'make', updateInputFromSearchOutput: { to: 'email' }, searchUniqueInputToOutputConstraint: {} },
  ),
};
const seen = { noun: 'Contact', display: { label: 'Contact', description: 'x' } };
const paired = fc
  .record({ search: pair.searches, create: pair.creates, entry: pair.entry, at: fc.constantFrom('Or', 'And') })
  .map(({ search, create, entry, at }) => ({
    searches: { find: { ...seen, key: 'find', ...search } },
    creates: { make: { ...seen, key: 'make', operation: { perform: '$func$2$f$', ...create } } },
    [`search${at}Creates`]: { x: { key: 'find', display: {}, search: 'find', create: 'make', ...entry } },
  }));

const middlewares = fc.oneof(fc.array(code, { maxLength: 2 }), fc.constant('$func$2$t$'));

const PARTS: Record<string, fc.Arbitrary<unknown>> = {
  version: fc.constant('1.0.0'),
  platformVersion: fc.constant('19.1.0'),
  beforeApp: middlewares,
  afterApp: middlewares,
  beforeRequest: middlewares,
  afterResponse: middlewares,
  requestTemplate: request,
  hydrators: fc.dictionary(fc.constantFrom('getFile', 'x', 'toString'), code, { noNullPrototype: true }),
  resources: fc.dictionary(
    fc.constantFrom('contact', 'x'),
    optional(
      {
        key: name,
        noun,
        get: method(optional(basic(true), 'perform')),
        list: method(polling(true, throttle)),
        hook: method(hook(true)),
        search: method(optional(action(true), 'perform')),
        create: method(optional(action(true), 'perform')),
        outputFields: fc.array(fc.oneof(outputField, code), { maxLength: 2 }),
        sample: fc.constant({ id: 1 }),
      },
      'key',
      'noun',
    ),
    { maxKeys: 2, noNullPrototype: true },
  ),
  triggers: actions(
    fc.oneof(polling(false, optional(pollingThrottle, 'window', 'limit')), hook(false), hookToPoll),
    name,
  ),
  bulkReads: fc.dictionary(
    fc.constantFrom('y', 'z1'),
    fc.record({
      key: name,
      noun,
      display: fc.constant({ hidden: true }),
      operation: operated(optional(action(true), 'perform')),
    }),
    { maxKeys: 1, noNullPrototype: true },
  ),
  searches: actions(optional({ ...action(false), canPaginate: fc.boolean() }, 'perform'), name),
  creates: actions(fc.oneof(optional(action(false), 'perform'), buffered), name),
  flags: optional({
    skipHttpPatch: fc.boolean(),
    skipThrowForStatus: fc.boolean(),
    throwForThrottlingEarly: fc.boolean(),
    cleanInputData: fc.boolean(),
  }),
  throttle,
  legacy: fc.constant({ any: ['thing'] }),
  firehoseWebhooks: fc.constant({}),
};

const AUTHENTICATION = { type: 'custom', test: '$func$2$f$', fields: [{ key: 'api_key' }] };

/** An app with everything that the Platform lets it have. */
export const wholeApp: fc.Arbitrary<object> = fc
  .tuple(fc.record(PARTS), paired)
  .map(([parts, pairs]) => ({ authentication: AUTHENTICATION, ...parts, ...pairs }));

const BIG = ['resources', 'triggers', 'bulkReads', 'searches', 'creates'].flatMap((part) => [part, part, part]);

/** An app with one part, as the referee takes its time over more. */
export const smallApp: fc.Arbitrary<object> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(...BIG, ...Object.keys(PARTS))
        .chain((part) => fc.record({ [part]: PARTS[part] ?? fc.constant({}) })),
    },
    { weight: 1, arbitrary: paired },
  )
  .map((parts) => ({ authentication: AUTHENTICATION, ...parts }));
