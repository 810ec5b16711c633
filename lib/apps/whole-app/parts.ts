/** The parts of an app that users meet: triggers, searches, creates, and what combines them. */
import * as v from 'valibot';
import type { DefinitionReason } from '../definition-failure';
import { because } from '../definition-issue';
import { lengthOf, longText } from '../definition-schema';
import { outputFields } from './fields';
import {
  actionOperation,
  createOperation,
  getOperation,
  hookOperation,
  listOperation,
  searchOperation,
  triggerOperation,
} from './operations';
import { anyObject, closed, filledObject, flag, flat, key, named } from './shapes';

const sized = (min: number, max: number, reason: DefinitionReason) =>
  v.pipe(
    v.string(),
    v.check((input) => lengthOf(input) >= min && lengthOf(input) <= max, because(reason)),
  );
const noun = sized(2, 255, 'noun-length');

const display = closed({
  label: v.exactOptional(sized(2, 64, 'label-length')),
  description: v.exactOptional(longText),
  directions: v.exactOptional(sized(12, 1000, 'directions-length')),
  hidden: flag,
});

const action = <T extends v.GenericSchema>(operation: T) => named(closed({ key, noun, display, operation }));
const method = <T extends v.GenericSchema>(operation: T) => v.exactOptional(closed({ display, operation }));

/** By their keys, as are all of the following. */
export const triggers = action(triggerOperation);
export const searches = action(searchOperation);
export const creates = action(createOperation);
export const bulkReads = action(actionOperation);

/** What an app deals in, with everything that can be done with it. */
export const resources = named(
  closed({
    key,
    noun,
    get: method(getOperation),
    hook: method(hookOperation),
    list: method(listOperation),
    search: method(actionOperation),
    create: method(actionOperation),
    outputFields: v.exactOptional(outputFields),
    sample: v.exactOptional(filledObject),
  }),
);

/** A search, and a create for when it finds nothing. */
export const searchOrCreates = named(
  closed({
    key,
    display,
    search: key,
    create: key,
    update: v.exactOptional(key),
    updateInputFromSearchOutput: v.exactOptional(flat),
    searchUniqueInputToOutputConstraint: v.exactOptional(anyObject),
  }),
);
