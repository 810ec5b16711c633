import { describe, expect, it } from 'vitest';
import { masked } from '../../../components/settings/set-up/masked';

describe('quoted words in a report', () => {
  it.each([
    ['User ben@globex.example may not use this.', 'User ••• may not use this.'],
    ['“maria.o’neil+zap@acme.example” (<b@b.example>)', '“•••” (<•••>)'],
    ['mailto:müller@bücher.example', 'mailto:•••'],
    ['Bearer abcdef0123 expired', 'Bearer ••• expired'],
    ['Token tok_abcdef', 'Token •••'],
    ['{"api_key": "s3cr3t"}', '{"api_key": "•••"}'],
    ['client 1f3870be-274f-6c49-b3e3-1a0c6728957f is blocked', 'client ••• is blocked'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl ended', '••• ended'],
    ['Saw QWxhZGRpbkopenSesameXyZ there', 'Saw ••• there'],
  ])('lose whom and what they name: %s', (words, expected) => {
    expect(masked(words)).toBe(expected);
  });

  it.each([
    'Client authentication failed. · invalid_client',
    'The token broker’s settings are incomplete or wrong. Its log says which.',
    'Token has expired. Basic authentication is not supported (401).',
    'connection:read connection:write temporarily_unavailable',
    'The redirect_uri_mismatch of an unauthenticatedUser, see https://zapier.com/developer/documentation',
  ])('keep what explains a refusal: %s', (words) => {
    expect(masked(words)).toBe(words);
  });
});
