import { expect, it } from 'vitest';
import { judge } from '../../../../lib/background/orders/verdict';
import type { Listed } from '../../../../lib/shared/connection';

const TITLE = 'Acme – CRM';

const listed = (titles: string[], count: number | null, extent: Listed['extent'] = 'whole'): Listed => ({
  ...{ connections: titles.map((title, index) => ({ id: `c${index}`, title, isExpired: false })), count, extent },
  ...{ listedAt: 1, next: titles.length, pages: 1 },
});

it.each<[string, number | null, Listed, string]>([
  ['a connection of its name may be it', 1, listed([TITLE], 2), 'perhaps'],
  ['as many as before by Zapier’s count were not joined by it', 1, listed(['Old'], 1), 'absent'],
  ['one more may be it by another name', 1, listed(['Old', 'Acme CRM'], 2), 'unclear'],
  ['without a count before, another name may be its', null, listed(['Acme CRM'], 1), 'unclear'],
  ['in an account without connections it is not', null, listed([], null), 'absent'],
])('where the connections before a lost request are not known, %s', (_what, countBefore, after, code) => {
  expect(judge(TITLE, { at: 0, before: null, countBefore, looks: 0 }, after).code).toBe(code);
});
