import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  accountHead,
  accountHue,
  customerName,
  headSharing,
  initials,
} from '../../../lib/shared/account';

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

describe('heads of accounts', () => {
  it.each<[string, Partial<Account>, string]>([
    ['is the label', { label: ' Acme Inc. ' }, 'Acme Inc.'],
    ['is the company, by its domain, when there is no label', {}, 'acme.example'],
    ['is the company when the label is blank', { label: ' ' }, 'acme.example'],
    ['is the full name when anybody may have an address at the domain', { publicMail: true }, 'Maria Chen'],
    ['is the domain when there is no full name either', { publicMail: true, fullName: '' }, 'acme.example'],
    ['is the domain after the last @', { email: '"a@b"@acme.example' }, 'acme.example'],
    ['is the full name when the e-mail has no domain', { email: 'maria@' }, 'Maria Chen'],
  ])("an account's head %s", (_what, changes, head) => {
    expect(accountHead(account(changes))).toBe(head);
  });

  it.each<[string, Partial<Account>, boolean]>([
    ['a colleague at the same company', { id: '2', email: 'ben@ACME.example' }, true],
    ['a label that looks like the company', { id: '2', email: 'ben@globex.example', label: 'Acme.Example' }, true],
    ['another company', { id: '2', email: 'ben@globex.example' }, false],
    ['a labelled colleague', { id: '2', label: 'Acme test' }, false],
    ['the account itself', {}, false],
  ])('is shared, or not, with %s', (_who, other, isShared) => {
    expect(headSharing([account({}), account(other)])(account({}))).toBe(isShared);
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
