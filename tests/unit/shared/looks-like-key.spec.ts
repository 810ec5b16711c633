import { describe, expect, it } from 'vitest';
import { looksLikeKey } from '../../../lib/shared/looks-like-key';

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
