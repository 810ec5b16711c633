import { describe, expect, it } from 'vitest';
import { partOfAddress } from '../../../lib/paste/part-of-address';

describe('the part of an address that a field asks for', () => {
  it.each([
    ['https://{{input}}.example.com', 'https://acme.example.com/login', 'acme'],
    ['https://{{input}}.example.com', 'acme.example.com', 'acme'],
    ['https://{{input}}.example.com', 'HTTPS://Acme.Example.com', 'Acme'],
    ['{{input}}.example.com', 'https://acme.example.com', 'acme'],
    ['https://example.com/{{input}}', 'https://example.com/acme?x', 'acme'],
    ['https://{{input}}.example.com', 'https://acme.elsewhere.example', null],
    ['https://{{input}}.example.com', 'https://.example.com', null],
    ['https://{{input}}.example.com', 'https://evil.example/.example.com', null],
    ['https://{{input}}.example.com', 'acme', null],
    ['{{input}}', 'acme', null],
    ['{{input}}-{{input}}', 'a-a', null],
  ])('%s of %s', (inputFormat, pasted, part) => {
    expect(partOfAddress({ key: 'k', inputFormat }, pasted)).toBe(part);
  });
});
