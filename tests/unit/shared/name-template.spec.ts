import { expect, it } from 'vitest';
import { templateProblem } from '../../../lib/shared/name-template';

it.each([
  ['{customer} – {app}', null],
  ['{account}', null],
  ['{date}: ours', null],
  ['{app} {ticket}', null],
  ['{app} {} { app } {{app}}', null],
  ['Ours', 'no-placeholder'],
  // The ticket is often empty, and then all connections would have the same name.
  ['Ours {ticket}', 'no-placeholder'],
  ['{app} – {costumer}', 'unknown-placeholder'],
  ['{App}', 'unknown-placeholder'],
  ['{costumer}', 'unknown-placeholder'],
])('reports the problem of the name template %j: %s', (template, problem) => {
  expect(templateProblem(template)).toBe(problem);
});
