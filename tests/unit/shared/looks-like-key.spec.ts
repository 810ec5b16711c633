import { describe, expect, it } from 'vitest';
import { holdsKey, isPrivate, looksLikeKey } from '../../../lib/shared/looks-like-key';

describe('text that looks like a key', () => {
  it.each([
    'sk_live_51H8xYzAbCdEfGhIj',
    'AKIAIOSFODNN7EXAMPLE1',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl0',
    '8cdbc496-c95c-4f19-b3a3-fee03ed5f924',
    '  0123456789abcdef0123  ',
    '-----BEGIN KEY-----\nabc\n-----END KEY-----',
    'a\nb',
    'a\rb',
    'ключ1234567890123456',
  ])('recognizes %j as a key', (text) => {
    expect(looksLikeKey(text)).toBe(true);
  });

  it.each([
    '',
    '   ',
    '\n\n',
    'Slack',
    'Slack\n',
    'Google Sheets 2024 for Teams',
    'HubSpot',
    'internationalization tools',
    'Donaudampfschifffahrtsgesellschaft',
    '01234567890123456789',
    'a234567890123456789',
  ])('does not recognize %j as a key', (text) => {
    expect(looksLikeKey(text)).toBe(false);
  });
});

describe('text that holds a key', () => {
  it.each([
    'sk_live_51H8xYzAbCdEfGhIj',
    'Bearer abcdefgh',
    'API key: k1y',
    'X_API_KEY=k1y',
    'Passwort: pw99',
    'username bob password: pw99',
    'ab12 cd34 ef56 gh78',
    'abcd efgh ijkl mnop',
    'our password hunter22 as agreed',
    'API key: acme_live_1',
    'my key is sk_live_51H8xYzAbCdEfGhIj thanks',
    'postgres://bob:pw@db.example/crm',
    "curl -H 'X: y' https://x.example",
  ])('is noticed in %j', (text) => {
    expect(holdsKey(text)).toBe(true);
  });

  it.each([
    'Google Sheets',
    'google sheets 2024 for teams',
    'https://www.hubspot.com/products/crm',
    'acme.zendesk.com',
    'Token of Trust',
    'Bearer',
    'Password Boss',
    'Basic CRM',
    'Zoho Desk 2024 Beta',
    '1Password 8',
    'Password Boss 2024',
    'one two three four',
  ])('is not seen in %j', (text) => {
    expect(holdsKey(text)).toBe(false);
  });
});

describe('pasted text that is more than the name of an app', () => {
  it.each([
    'API key: k1y',
    'maria@acme.example',
    'please set up HubSpot for us as soon as you can',
    `https://acme.example/${'a/'.repeat(50)}`,
    'Hello\nMaria',
  ])('is kept from the search: %j', (text) => {
    expect(isPrivate(text)).toBe(true);
  });

  it.each(['Google Sheets', 'acme.zendesk.com', 'Webhooks by Zapier', '@mention', ''])(
    'is searched for: %j',
    (text) => {
      expect(isPrivate(text)).toBe(false);
    },
  );
});
