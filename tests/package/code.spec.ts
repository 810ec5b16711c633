import { describe, expect, test } from 'vitest';
import { PREACT_INNER_HTML, readFolder, UNPACKED } from './packages';

/** What reviewers of both stores look for, and what could turn text from outside into code or markup. */
const FORBIDDEN = {
  'code made from text': /\beval\s*\(|\bnew\s+Function\b|[^.\w]Function\s*\(\s*["'`]/,
  'markup made from text':
    /\.(innerHTML|outerHTML|srcdoc)\s*\+?=(?!=)|\b(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)\b|document\.write/,
  'sign-in that gives tokens in an address': /response_type=(id_)?token/,
  'address that is code': /["'`]javascript:/i,
  'way to read the clipboard, or to copy without a click': /clipboard\.read|execCommand\s*\(\s*["'`](copy|cut|paste)/,
  'private key or client secret': /-----BEGIN [A-Z ]*PRIVATE KEY-----|client_secret["'`]?\s*[:=,]\s*["'`][\w-]{16,}/,
  'code from elsewhere': /\bimport\s*\(\s*["'`]https?:|\bimportScripts\b|<script[^>]+src=["']?(https?:)?\/\//,
};

describe.each(['chrome', 'firefox'] as const)('the package for %s', (browser) => {
  const files = [...readFolder(UNPACKED[browser])].filter(([path]) => /\.(js|html)$/.test(path));

  test('the package has a background script and both pages', () => {
    expect(files.map(([path]) => path)).toEqual(
      expect.arrayContaining(['background.js', 'popup.html', 'options.html']),
    );
  });

  test.each(Object.entries(FORBIDDEN))('the package holds no %s', (_what, pattern) => {
    // Once in a script: what else sets innerHTML is found.
    const found = files.map(([path, code]) => [path, String(code).replace(PREACT_INNER_HTML, '').match(pattern)?.[0]]);
    expect(found.filter(([, match]) => match)).toEqual([]);
  });
});
