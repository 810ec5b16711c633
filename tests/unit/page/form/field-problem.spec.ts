import { describe, expect, it } from 'vitest';
import { type FieldProblem, fieldProblem } from '../../../../lib/page/form/field-problem';
import type { AuthField } from '../../../../lib/shared/definitions/definition';

const SUBDOMAIN = 'https://{{input}}.example.com';

describe('problems of values', () => {
  it.each<[Omit<AuthField, 'key'>, string, FieldProblem | null]>([
    [{}, 'anything', null],
    [{ type: 'number' }, ' -1.5e3 ', null],
    [{ type: 'number' }, '.5', null],
    [{ type: 'number' }, '1,5', 'not-a-number'],
    [{ type: 'number' }, '0x10', 'not-a-number'],
    [{ type: 'number' }, '1e999', 'not-a-number'],
    [{ type: 'number' }, 'Infinity', 'not-a-number'],
    [{ type: 'integer' }, '-12', null],
    [{ type: 'integer' }, '12.0', 'not-an-integer'],
    [{ type: 'datetime' }, '2026-02-28', null],
    [{ type: 'datetime' }, '2026-11-24T09:30', null],
    [{ type: 'datetime' }, '2026-11-24T09:30:00.5+01:00', null],
    [{ type: 'datetime' }, '2026-02-29', 'not-a-date'],
    [{ type: 'datetime' }, '2026-11-24T25:00', 'not-a-date'],
    [{ type: 'datetime' }, '24.11.2026', 'not-a-date'],
    [{ type: 'datetime' }, 'tomorrow', 'not-a-date'],
    [{ type: 'boolean' }, 'true', null],
    [{ type: 'boolean' }, 'perhaps', 'not-a-choice'],
    [{ choices: { eu: 'Europe' } }, 'eu', null],
    [{ choices: { eu: 'Europe' } }, 'Europe', 'not-a-choice'],
    [{ choices: ['a', { value: 'b', label: 'B' }] }, 'b', null],
    [{ inputFormat: SUBDOMAIN }, 'Acme-1', null],
    [{ inputFormat: SUBDOMAIN }, 'attacker.com/', 'not-a-label'],
    [{ inputFormat: 'https://{{input}}/' }, 'a.b', null],
    [{ inputFormat: 'https://{{input}}/' }, 'a.b:8443/c', null],
    [{ inputFormat: 'https://{{input}}/' }, 'a.b/c?d', 'not-an-address'],
    [{ inputFormat: 'https://{{input}}:8443/' }, 'a.b:8443', 'not-a-host'],
    [{ inputFormat: 'Bearer {{input}}' }, 'a.b/c', null],
    [{ list: true }, 'a\nb', null],
    [{ list: true, type: 'integer' }, '1\n\nx', 'not-an-integer'],
    [{ list: true, choices: ['a', 'b'] }, 'a\nb', null],
    [{ list: true, choices: ['a', 'b'] }, 'a\nc', 'not-a-choice'],
    [{ dict: true }, 'a: 1\nb=2', null],
    [{ dict: true }, 'a: 1\nb', 'not-pairs'],
  ])('reports for a field with %j the value %j as %s', (field, value, expected) => {
    expect(fieldProblem({ key: 'k', ...field }, value)).toBe(expected);
  });
});
