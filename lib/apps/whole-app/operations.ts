/** What an app does, and how often it may: one shape for each kind of operation. */
import * as v from 'valibot';
import { because } from '../definition-issue';
import { text } from '../definition-schema';
import { inputFieldGroups, inputFields, outputFields } from './fields';
import { call, closed, code, filledList, filledObject, flag, integer, isObject, key } from './shapes';

const filter = v.picklist(['free', 'trial', 'paid'], because('unknown-value'));
const listOf = <const T extends string[]>(values: T) => v.array(v.picklist(values, because('unknown-value')));

const throttleEntries = {
  window: integer,
  limit: integer,
  key: v.exactOptional(text),
  scope: v.exactOptional(listOf(['user', 'auth', 'account', 'action'])),
  filter: v.exactOptional(filter),
  overrides: v.exactOptional(filledList(closed({ window: integer, limit: integer, filter, retry: flag }))),
};

/** How many calls a while may have. */
export const throttle = closed({ ...throttleEntries, retry: flag });

const lock = closed({
  key: text,
  scope: v.exactOptional(listOf(['user', 'auth', 'account'])),
  timeout: v.exactOptional(integer),
});

const fields = {
  inputFields: v.exactOptional(inputFields),
  inputFieldGroups: v.exactOptional(inputFieldGroups),
  outputFields: v.exactOptional(outputFields),
  sample: v.exactOptional(filledObject),
  cleanInputData: flag,
};
const typed = <const T extends string>(type: T) => v.exactOptional(v.picklist([type], because('unknown-value')));

const basicEntries = {
  ...fields,
  resource: v.exactOptional(key),
  perform: call,
  lock: v.exactOptional(lock),
  throttle: v.exactOptional(throttle),
};
const actionEntries = { ...basicEntries, performResume: v.exactOptional(code), performGet: v.exactOptional(call) };
const pollingEntries = {
  ...fields,
  type: typed('polling'),
  resource: v.exactOptional(key),
  perform: call,
  canPaginate: flag,
};

/** A resource's `get`. */
export const getOperation = closed(basicEntries);

/** A resource's `list`. */
export const listOperation = closed({ ...pollingEntries, throttle: v.exactOptional(throttle) });

/** A bulk read, and a resource's `search` and `create`. */
export const actionOperation = closed(actionEntries);

/** A search. */
export const searchOperation = closed({ ...actionEntries, canPaginate: flag });

/** A create, one at a time or, with a buffer, many at once. */
export const createOperation = closed({
  ...actionEntries,
  perform: v.exactOptional(call),
  performBuffer: v.exactOptional(code),
  buffer: v.exactOptional(closed({ groupedBy: filledList(v.unknown()), limit: integer })),
});

/** A resource's `hook`, or a trigger that an app's web hooks set off. */
export const hookOperation = closed({
  ...fields,
  type: typed('hook'),
  resource: v.exactOptional(key),
  perform: code,
  performList: v.exactOptional(call),
  performSubscribe: v.exactOptional(call),
  performUnsubscribe: v.exactOptional(call),
  canPaginate: flag,
});

const polling = closed({
  ...pollingEntries,
  throttle: v.exactOptional(closed({ ...throttleEntries, retry: v.exactOptional(v.never(because('no-retry'))) })),
});

const hookToPoll = closed({
  ...fields,
  type: typed('hook_to_poll'),
  performList: call,
  performSubscribe: call,
  performUnsubscribe: call,
  canPaginate: flag,
  maxPollingDelay: v.exactOptional(integer),
});

const HOOK_KEYS = ['performList', 'performSubscribe', 'performUnsubscribe'];

/** A trigger of any of three kinds. Where it does not say which, what only one of them has tells. */
export const triggerOperation = v.lazy((input) => {
  if (!isObject(input)) return polling;
  if (input.type === 'hook_to_poll') return hookToPoll;
  if (input.type === 'hook') return hookOperation;
  if ('type' in input || !HOOK_KEYS.some((name) => name in input)) return polling;
  return 'perform' in input ? hookOperation : hookToPoll;
});
