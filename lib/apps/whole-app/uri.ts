/** URIs as JSON Schema has them in `$schema`, `$id` and `$ref`, and no looser than RFC 3986. */

const escaped = '%[\\da-fA-F]{2}';
const scheme = '[a-zA-Z][a-zA-Z\\d+.-]*:';
const tail = `(?:[\\w!$&'()*+,;=.~@:/?-]|${escaped})*`;
const segment = `(?:[\\w!$&'()*+,;=.~@-]|${escaped})+`;
const name = `(?:[\\w!$&'()*+,;=.~-]|${escaped})*`;
const literal = "\\[(?:[Vv][\\da-fA-F]+\\.[\\w!$&'()*+,;=.~:-]+|[\\da-fA-F.:]*)\\]";
const authority = `(?:${name}|${literal})(?::\\d*)?`;
const absolutePath = `/(?:/${authority}(?:[/?]${tail})?|(?!/)${tail})`;

const REFERENCE = new RegExp(
  `^(?:(?:${scheme})?${absolutePath}|${scheme}(?!/)${tail}|${segment}(?:[/?]${tail})?|(?:\\?${tail})?)(?:#${tail})?$`,
);

/** Whether a text may stand where a URI or a part of one is meant. */
export function isUriReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** Whether a text has a scheme; what follows is not looked at, as at Zapier. */
export function isUri(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z\d+.-]*:\S*$/.test(text);
}
