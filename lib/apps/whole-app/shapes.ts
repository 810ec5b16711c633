/** What the parts of an app are made of: objects, keys, code and requests, as the Zapier Platform has them. */
import * as v from 'valibot';
import { because } from '../definition-issue';

/** Whether something is an object, and no list. */
export const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** An object with whatever in it. */
export const anyObject = v.custom<Record<string, unknown>>(isObject);

/** An object with something in it. */
export const filledObject = v.pipe(
  anyObject,
  v.check((input) => Object.keys(input).length > 0, because('empty')),
);

/** Zapier's validation takes a name that every object inherits, such as `toString`, for a key it knows. */
const withoutInherited = v.transform((input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([key]) => !(key in Object.prototype))),
);

/** An object with these keys and no others; valibot's own takes a list for one. */
export const closed = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(anyObject, withoutInherited, v.strictObject(entries));

/** A list with something in it. */
export const filledList = <T extends v.GenericSchema>(item: T) =>
  v.pipe(v.array(item), v.minLength(1, because('empty')));

/** Parts of an app by the names that their author gives them. */
export const named = <T extends v.GenericSchema>(part: T, rule = v.regex(/^[a-zA-Z]\w*$/, because('not-a-key'))) =>
  v.pipe(anyObject, v.record(v.pipe(v.string(), rule), part));

/** Yes or no, or left out. */
export const flag = v.exactOptional(v.boolean());

/** JSON's `1e999` is Infinity, which is no number at Zapier. */
export const number = v.pipe(v.number(), v.finite());

/** A whole number. */
export const integer = v.pipe(v.number(), v.integer());

/** What names a part of an app. */
export const key = v.pipe(v.string(), v.regex(/^[a-zA-Z]\w+$/, because('not-a-key')));

/** Names that hold anything to read, each with a simple value. */
export const flat = v.pipe(
  anyObject,
  v.record(v.pipe(v.string(), v.regex(/\S/, because('empty'))), v.nullable(v.union([v.string(), number, v.boolean()]))),
);

/** Code in its JSON form: a reference that the Platform made, the path of a module, or a function's body. */
export const code = v.lazy((input) => {
  if (typeof input === 'string') return v.pipe(v.string(), v.regex(/^\$func\$\d+\$[tf]\$$/, because('not-code')));
  if (isObject(input) && 'require' in input) return closed({ require: v.string() });
  return closed({
    source: v.pipe(v.string(), v.regex(/return/, because('not-code'))),
    args: v.exactOptional(v.array(v.string())),
  });
});

/** Whether something is code in its JSON form. */
export function isCode(input: unknown): boolean {
  return v.is(code, input);
}

/** Either of two shapes that share no key: what is begun as code is checked as code. */
export const orCode = <T extends v.GenericSchema>(schema: T) =>
  v.lazy((input) =>
    typeof input === 'string' || (isObject(input) && ('require' in input || 'source' in input)) ? code : schema,
  );

/** What is sent to an app's API. */
export const request = closed({
  method: v.exactOptional(v.picklist(['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD'], because('unknown-value'))),
  url: v.exactOptional(v.string()),
  body: v.exactOptional(v.nullable(v.union([v.string(), v.array(v.unknown()), anyObject]))),
  params: v.exactOptional(flat),
  headers: v.exactOptional(flat),
  auth: v.exactOptional(v.lazy((input) => (Array.isArray(input) ? v.array(v.string()) : flat))),
  removeMissingValuesFrom: v.exactOptional(closed({ params: flag, body: flag })),
  serializeValueForCurlies: v.exactOptional(code),
  skipThrowForStatus: flag,
  skipEncodingChars: v.exactOptional(v.string()),
});

/** A request, or code that makes it. */
export const call = orCode(request);
