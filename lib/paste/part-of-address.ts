import type { PartOf } from './target';

/** The part of an address that stands where a field's format has its input: `acme` of `https://acme.example.com/x`. */
export const partOfAddress: PartOf = ({ inputFormat }, pasted) => {
  const [before = '', after = '', ...more] = withoutScheme(inputFormat ?? '').split('{{input}}');
  const text = withoutScheme(pasted.trim());
  if (before + after === '' || more.length > 0 || !text.toLowerCase().startsWith(before.toLowerCase())) return null;
  const rest = text.slice(before.length);
  const end = after === '' ? rest.search(/[/?#]|$/) : rest.toLowerCase().indexOf(after.toLowerCase());
  const part = rest.slice(0, Math.max(end, 0));
  return part === '' || /[/?#@\s]/.test(part) ? null : part;
};

function withoutScheme(text: string): string {
  return text.replace(/^https?:\/\//i, '');
}
