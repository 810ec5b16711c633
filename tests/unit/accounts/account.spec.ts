import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, accountHue, customerName, initials } from '../../../lib/accounts/account';
import { isNamedCustomer } from '../../../lib/accounts/sign-in-state';

function account(changes: Partial<Account>): Account {
  return { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active', ...changes };
}

describe("the customer's name", () => {
  it.each<[string, Partial<Account>, string]>([
    ['is the label', { label: 'Acme Inc.' }, 'Acme Inc.'],
    ['is the label without the blanks around it', { label: '  Acme ' }, 'Acme'],
    ['is the full name without a label', {}, 'Maria Chen'],
    ['is the full name where the label is blank', { label: '  ' }, 'Maria Chen'],
    ["is the e-mail's domain without a full name", { fullName: '' }, 'acme.example'],
    ["is the e-mail's domain where the full name is blank", { fullName: ' ' }, 'acme.example'],
    ['follows the last @', { fullName: '', email: '"a@b"@acme.example' }, 'acme.example'],
    ['is the whole e-mail where it has no domain', { fullName: '', email: 'maria@' }, 'maria@'],
    ['is the whole e-mail where it is none', { fullName: '', email: 'maria' }, 'maria'],
  ])('%s', (_what, changes, name) => {
    expect(customerName(account(changes))).toBe(name);
  });
});

describe("the account's mark", () => {
  it.each([
    ['Maria Chen', 'MC'],
    ['Maria Anna Chen', 'MA'],
    ['maria', 'MA'],
    ['x', 'X'],
    ['  éva   ödön ', 'ÉÖ'],
    ['🦊 fox', '🦊F'],
    ['🦊🐻🐼', '🦊🐻'],
    ['...', '?'],
  ])('has the letters of %j', (label, letters) => {
    expect(initials(account({ label }))).toBe(letters);
  });

  it("has the letters of the e-mail's domain where nobody told a name", () => {
    expect(initials(account({ fullName: '', email: 'office@initech-labs.example' }))).toBe('IL');
  });

  it('has one colour for an account, in degrees, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (id) => {
        const hue = accountHue(id);
        expect(hue).toBeGreaterThanOrEqual(0);
        expect(hue).toBeLessThan(360);
        expect(accountHue(id)).toBe(hue);
      }),
    );
  });

  it('has different colours for different accounts', () => {
    const hues = Array.from({ length: 100 }, (_, index) => accountHue(String(7_345_301 + index)));
    expect(new Set(hues).size).toBe(8);
  });
});

describe('the customer that was named', () => {
  it.each([
    ['maria@acme.example', true],
    [' Maria@ACME.example ', true],
    ['acme.example', true],
    ['@acme.example', true],
    ['ACME.EXAMPLE', true],
    ['ben@acme.example', false],
    ['maria', false],
    ['example', false],
    ['me.example', false],
    ['maria@acme.example.evil', false],
    ['@maria@acme.example', false],
    ['@', false],
  ])('%j: Maria is meant: %s', (named, isMeant) => {
    expect(isNamedCustomer(named, 'Maria@Acme.example')).toBe(isMeant);
  });
});
