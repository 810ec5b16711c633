import { expect, it } from 'vitest';
import type { AuthField } from '../../../../lib/shared/definitions/definition';
import cases from '../cases/paste.json';
import { OWN_CASES } from './own-cases';
import { pasted } from './pasting';

/** A real text, the form it was pasted into, and what belongs there; null where nothing does. */
interface Case {
  id: string;
  kind: string;
  form: AuthField[];
  input: string;
  right: Record<string, string> | null;
  /** What may be filled or stay empty. */
  mayAlso?: Record<string, string>;
}

it.each((cases as Case[]).map((one) => [one.id, one.kind, one] as const))(
  'fills a form rightly: %s, %s',
  async (_id, _kind, one) => {
    const filled = await pasted(one.form, one.input, one.right !== null);
    const may = Object.entries(one.mayAlso ?? {}).filter(([key]) => key in filled);
    const must = Object.entries(one.right ?? {}).filter(([key]) => !(key in (one.mayAlso ?? {})));
    expect(filled).toEqual(Object.fromEntries([...must, ...may]));
  },
);

it.each(OWN_CASES)('reads rightly: %s', async (_kind, form, text, right) => {
  expect(await pasted(form, text, Object.keys(right).length > 0)).toEqual(right);
});
