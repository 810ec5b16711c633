import type * as v from 'valibot';
import type { DefinitionFailure } from '../definition-failure';
import { pathTo } from '../failure-path';
import { isField } from './fields';
import type { createOperation } from './operations';

/** A create takes one at a time or a buffer's content, and groups by what is certain to be there. */
export function bufferFailures(
  { perform, buffer, performBuffer, inputFields = [] }: v.InferOutput<typeof createOperation>,
  at: string,
): DefinitionFailure[] {
  if (!buffer && !performBuffer) return perform ? [] : [{ path: `${at}.perform`, reason: 'missing' }];
  const failures: DefinitionFailure[] = [];
  if (!buffer) failures.push({ path: `${at}.buffer`, reason: 'missing' });
  if (!performBuffer) failures.push({ path: `${at}.performBuffer`, reason: 'missing' });
  if (perform) failures.push({ path: `${at}.perform`, reason: 'beside-buffer' });
  const required: unknown[] = inputFields.filter(isField).flatMap((field) => (field.required ? [field.key] : []));
  buffer?.groupedBy.forEach((key, index) => {
    if (!required.includes(key))
      failures.push({ path: pathTo(`${at}.buffer.groupedBy`, index), reason: 'not-required' });
  });
  return failures;
}
