import { expect, it } from 'vitest';
import { templateProblem } from '../../../lib/shared/naming';

it.each([
  ['{customer} – {app}', null],
  ['{account}', null],
  ['{date}: ours', null],
  ['{app} {ticket}', null],
  ['{app} {} { app } {{app}}', null],
  ['Ours', 'no-placeholder'],
  // Often empty: all connections without a ticket would be called the same, or nothing.
  ['Ours {ticket}', 'no-placeholder'],
  ['{app} – {costumer}', 'unknown-placeholder'],
  ['{App}', 'unknown-placeholder'],
  ['{costumer}', 'unknown-placeholder'],
])('reports the problem of the name template %j: %s', (template, problem) => {
  expect(templateProblem(template)).toBe(problem);
});
