import * as v from 'valibot';
import type { AppSummary } from '../../shared/app';
import type { ListedConnection } from '../../shared/connection';
import type { ApiError } from '../../shared/failure';
import { oneLine } from '../../shared/outside-text';

/** Zapier's published documents show some responses both as an object and as an array of one; both are accepted. */
const unwrapped = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.unknown(),
    v.transform((answer) => (Array.isArray(answer) ? answer[0] : answer)),
    schema,
  );

/** Code points kept of a name, a title or an e-mail (RFC 5321 allows 254), of a description, and of an error's words. */
const NAME_LENGTH = 255;
const DESCRIPTION_LENGTH = 500;
const WORDS_LENGTH = 10_000;

/** A name, title or e-mail: one line without invisible characters. Ids are never changed. */
const name = v.pipe(
  v.string(),
  v.transform((text) => oneLine(text, NAME_LENGTH)),
);

/** A name that a server may leave out; another value than text counts as absent too. */
const optionalName = v.fallback(v.optional(name, ''), '');

/** An id, as text. A larger number would have been rounded, to another's id perhaps. */
const id = v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(v.number(), v.safeInteger(), v.transform(String))]);

/** `GET /v1/profiles/me` */
export const profileSchema = unwrapped(v.object({ id, email: v.pipe(name, v.minLength(1)), full_name: optionalName }));

const iconHosts = ['https://zapier-images.imgix.net', 'https://cdn.zapier.com'];

/** Returns the icon URL only if it is on one of Zapier's image hosts. */
function iconUrl(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  return iconHosts.includes(new URL(address).origin) ? address : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An app's id, a UUID in small letters as in definitions, so that ids can be compared. Another id stays as it is. */
const appIdSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.transform((id) => (UUID.test(id) ? id.toLowerCase() : id)),
);

const appSchema = v.pipe(
  v.object({
    id: appIdSchema,
    title: v.optional(v.nullable(name)),
    description: v.optional(v.nullable(v.string()), ''),
    image: v.optional(v.nullable(v.string())),
    images: v.optional(v.nullable(v.object({ url_32x32: v.optional(v.nullable(v.string())) }))),
  }),
  v.transform(
    (app): AppSummary => ({
      id: app.id,
      // An app without a title can be chosen by its id.
      title: app.title || app.id,
      description: oneLine(app.description ?? '', DESCRIPTION_LENGTH),
      iconUrl: iconUrl(app.images?.url_32x32 ?? app.image ?? undefined),
    }),
  ),
);

/** Keeps the valid items of a list. */
const readable = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) =>
      items.flatMap((item) => {
        const read = v.safeParse(schema, item);
        return read.success ? [read.output] : [];
      }),
    ),
  );

/** `GET /v2/apps?query=` */
export const appsSchema = unwrapped(v.object({ data: readable(appSchema) }));

/** `GET /v2/apps`: the pages on which apps are connected. */
export const connectLinksSchema = unwrapped(
  v.object({
    data: readable(
      v.object({ id: appIdSchema, links: v.object({ connect_new_authentication: v.nullable(v.string()) }) }),
    ),
  }),
);

/** A connection is known by its id; whatever else is missing keeps nobody from counting it. */
const connectionSchema = v.pipe(
  v.object({ id, title: optionalName, is_expired: v.optional(v.unknown()) }),
  v.transform(
    ({ id, title, is_expired }): ListedConnection => ({
      id,
      title: title || id,
      isExpired: is_expired === 1 || String(is_expired).toLowerCase() === 'true',
    }),
  ),
);

const countSchema: v.GenericSchema<unknown, number | null> = v.fallback(
  v.nullable(
    v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.safeInteger(), v.minValue(0)),
  ),
  null,
);

/**
 * A page of `GET /v2/authentications`. Zapier's documentation does not guarantee `data`, so a page that counts none may
 * be without.
 */
export const connectionsPageSchema = unwrapped(
  v.pipe(
    v.object({
      data: v.optional(v.array(v.unknown())),
      meta: v.fallback(v.object({ count: countSchema }), { count: null }),
      links: v.fallback(v.object({ next: v.optional(v.nullable(v.unknown()), null) }), { next: null }),
    }),
    v.check(({ data, meta }) => data !== undefined || meta.count === 0),
    v.transform(({ data = [], meta, links }) => ({
      connections: v.parse(readable(connectionSchema), data),
      size: data.length,
      count: meta.count,
      // Some servers write an empty text or false.
      hasNext: Boolean(links.next),
    })),
  ),
);

const NO_PAGE = { data: [], meta: { count: null }, links: {} };

/** `GET /v2/apps?limit=&offset=`. Every part may be missing or invalid: one bad page must not stop the reading. */
export const appsPageSchema = v.pipe(
  unwrapped(
    v.fallback(
      v.object({
        data: v.fallback(v.array(v.unknown()), []),
        meta: v.fallback(v.object({ count: countSchema }), NO_PAGE.meta),
        links: v.fallback(v.object({ next: v.optional(v.nullable(v.string())) }), NO_PAGE.links),
      }),
      NO_PAGE,
    ),
  ),
  v.transform(({ data, meta, links }) => ({
    apps: v.parse(readable(appSchema), data),
    size: data.length,
    count: meta.count,
    hasNext: links.next === undefined ? null : links.next !== null,
  })),
);

/** `POST /v2/authentications`: a list with the created one. */
export const createdSchema = v.pipe(
  v.object({ data: v.pipe(v.array(v.object({ id, title: optionalName })), v.minLength(1)) }),
  v.transform(({ data }) => data[0] as { id: string; title: string }),
);

/** Any text or number as text; other values, among them null, count as absent. */
const words = v.fallback(v.pipe(v.union([v.string(), v.number()]), v.transform(String)), '');

const errorSchema = v.pipe(
  v.union([
    v.pipe(
      v.string(),
      v.transform((detail) => ({ detail })),
    ),
    v.record(v.string(), v.unknown()),
  ]),
  v.object({
    code: v.optional(words, ''),
    detail: v.optional(words, ''),
    title: v.optional(words, ''),
    source: v.fallback(v.optional(v.object({ pointer: v.fallback(v.nullable(v.string()), null) })), undefined),
  }),
  v.transform(
    ({ code, detail, title, source }): ApiError => ({
      code: oneLine(code, NAME_LENGTH),
      detail: (detail || title).slice(0, WORDS_LENGTH),
      pointer: source?.pointer ?? null,
    }),
  ),
);

/** Other forms in which servers say why they refuse: words alone, and words for each field. */
const otherErrorsSchema = v.pipe(
  v.object({
    detail: v.optional(words, ''),
    message: v.optional(words, ''),
    error: v.optional(words, ''),
    errors: v.fallback(v.record(v.string(), v.union([v.string(), v.array(v.string())])), {}),
  }),
  v.transform(({ detail, message, error, errors }) => [
    detail || message || error,
    ...Object.entries(errors).map(([field, said]) => `${field}: ${[said].flat().join(' ')}`),
  ]),
);

const listedErrorsSchema = v.object({ errors: v.array(v.unknown()) });

/** Returns what a refusal says, in Zapier's form or in another, or one empty error if it says nothing. */
export function readErrors(body: unknown): ApiError[] {
  const listed = v.safeParse(listedErrorsSchema, body);
  const other = v.safeParse(otherErrorsSchema, body);
  const said: unknown[] = listed.success ? listed.output.errors : other.success ? other.output : [];
  const errors = said.flatMap((one) => {
    const read = v.safeParse(errorSchema, one);
    return read.success && (read.output.code || read.output.detail || read.output.pointer) ? [read.output] : [];
  });
  return errors.length > 0 ? errors : [{ code: '', detail: '', pointer: null }];
}
