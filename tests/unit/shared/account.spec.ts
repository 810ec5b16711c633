import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, accountHue, customerName, initials } from '../../../lib/shared/account';

function account(changes: Partial<Account>): Account {
  return { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active', ...changes };
}

describe('customer names', () => {
  it.each<[string, Partial<Account>, string]>([
    ['is the label of the account', { label: 'Acme Inc.' }, 'Acme Inc.'],
    ['is the label without its surrounding blanks', { label: '  Acme ' }, 'Acme'],
    ['is the full name when there is no label', {}, 'Maria Chen'],
    ['is the full name when the label is blank', { label: '  ' }, 'Maria Chen'],
    ["is the e-mail's domain when there is no full name", { fullName: '' }, 'acme.example'],
    ["is the e-mail's domain when the full name is blank", { fullName: ' ' }, 'acme.example'],
    ['is the domain after the last @', { fullName: '', email: '"a@b"@acme.example' }, 'acme.example'],
    ['is the whole e-mail when that has no domain', { fullName: '', email: 'maria@' }, 'maria@'],
    ['is the whole e-mail when that has no @', { fullName: '', email: 'maria' }, 'maria'],
  ])("the customer's name %s", (_what, changes, name) => {
    expect(customerName(account(changes))).toBe(name);
  });
});

describe('account marks', () => {
  it.each([
    ['Maria Chen', 'MC'],
    ['Maria Anna Chen', 'MA'],
    ['maria', 'MA'],
    ['x', 'X'],
    ['  éva   ödön ', 'ÉÖ'],
    ['🦊 fox', '🦊F'],
    ['🦊🐻🐼', '🦊🐻'],
    ['...', '?'],
  ])('abbreviates the account name %j to %j', (label, letters) => {
    expect(initials(account({ label }))).toBe(letters);
  });

  it("abbreviates the e-mail's domain when an account has no name", () => {
    expect(initials(account({ fullName: '', email: 'office@initech-labs.example' }))).toBe('IL');
  });

  it('gives any account ID one fixed hue from 0 to 359 degrees', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (id) => {
        const hue = accountHue(id);
        expect(hue).toBeGreaterThanOrEqual(0);
        expect(hue).toBeLessThan(360);
        expect(accountHue(id)).toBe(hue);
      }),
    );
  });

  it('spreads account IDs over all eight hues', () => {
    const hues = Array.from({ length: 100 }, (_, index) => accountHue(String(7_345_301 + index)));
    expect(new Set(hues).size).toBe(8);
  });
});
