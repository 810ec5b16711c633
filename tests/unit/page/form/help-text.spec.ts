import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseHelp } from '../../../../lib/page/form/help-text';

/** Returns the content of a help text that consists of one paragraph. */
function line(markdown: string): Inline[] {
  const [block, ...more] = parseHelp(markdown);
  expect(more).toEqual([]);
  return block?.kind === 'paragraph' ? block.content : [];
}

describe('supported Markdown', () => {
  it.each<[string, Inline[]]>([
    ['plain', ['plain']],
    ['a **b** c', ['a ', { kind: 'strong', content: ['b'] }, ' c']],
    ['__b__', [{ kind: 'strong', content: ['b'] }]],
    ['a *b* _c_', ['a ', { kind: 'emphasis', content: ['b'] }, ' ', { kind: 'emphasis', content: ['c'] }]],
    ['**a *b* c**', [{ kind: 'strong', content: ['a ', { kind: 'emphasis', content: ['b'] }, ' c'] }]],
    ['use `a*b*`', ['use ', { kind: 'code', text: 'a*b*' }]],
    ['snake_case_key and 2 * 3 * 4', ['snake_case_key and 2 * 3 * 4']],
    ['\\*not\\* \\[x\\]', ['*not* [x]']],
    ['a\nb', ['a', { kind: 'break' }, 'b']],
    ['a<br>b<br/>c', ['a', { kind: 'break' }, 'b', { kind: 'break' }, 'c']],
    ['# Title', ['Title']],
    ['![alt](https://example.com/x.png)', ['alt']],
    [
      '[d](https://example.com/a_(b))',
      [{ kind: 'link', href: 'https://example.com/a_(b)', host: 'example.com', content: ['d'] }],
    ],
    [
      '[**d**](https://x.y "t")',
      [{ kind: 'link', href: 'https://x.y/', host: 'x.y', content: [{ kind: 'strong', content: ['d'] }] }],
    ],
    ['<https://x.y/z>', [{ kind: 'link', href: 'https://x.y/z', content: ['https://x.y/z'] }]],
    ['See https://x.y/z.', ['See ', { kind: 'link', href: 'https://x.y/z', content: ['https://x.y/z'] }, '.']],
  ])('parses the Markdown %j', (markdown, expected) => {
    expect(line(markdown)).toEqual(expected);
  });

  it('separates paragraphs from lists', () => {
    expect(parseHelp('One\r\n\r\nTwo\n- a\n- **b**\n  more\n1. c\n\nEnd')).toEqual([
      { kind: 'paragraph', content: ['One'] },
      { kind: 'paragraph', content: ['Two'] },
      { kind: 'list', start: null, items: [['a'], [{ kind: 'strong', content: ['b'] }, { kind: 'break' }, 'more']] },
      { kind: 'list', start: 1, items: [['c']] },
      { kind: 'paragraph', content: ['End'] },
    ]);
  });
});

describe('the numbering of a list', () => {
  it.each<[string, string, number[]]>([
    ['goes on after a bullet, by the number that is written', '1. a\n- b\n2. c\n3. d', [1, 2]],
    ['goes on after bullets that stand further in', '1. a\n2. b\n  - c\n  - d\n3. e', [1, 3]],
    ['goes on after a bullet where every number is written as 1', '1. a\n1. b\n- c\n1. d', [1, 3]],
    ['goes on after a blank line, by the number that is written', '1. a\n\n2. b', [1, 2]],
    ['goes on after a paragraph, by the number that is written', '1. a\n\nThen\n\n2. b', [1, 2]],
    ['starts again where it is written so', '1. a\n2. b\n\n- c\n\n1. d', [1, 1]],
    ['starts at the number that is written', '5. a\n6. b', [5]],
  ])('%s', (_what, markdown, starts) => {
    const found = parseHelp(markdown).map((block) => (block.kind === 'list' ? block.start : null));
    expect(found.filter((start) => start !== null)).toEqual(starts);
  });
});

describe('markup that is not supported', () => {
  it.each([
    '<b>bold</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    'http://example.com',
    'javascript:alert(1)',
    '**',
    '[x]()',
    '[x](',
    '`',
    '****',
  ])('leaves %s as plain text', (markdown) => {
    expect(line(markdown)).toEqual([markdown]);
  });

  it.each<[string, string]>([
    ['[the guide](http://help.acme.example/keys)', 'the guide (http://help.acme.example/keys)'],
    ['[**Keys**](HTTP://help.acme.example "t")', 'Keys (HTTP://help.acme.example)'],
    ['[http://help.acme.example](http://help.acme.example)', 'http://help.acme.example'],
    ['[zapier.com](http://zapier.com.evil.example)', 'zapier.com (http://zapier.com.evil.example)'],
    ['<http://help.acme.example/keys>', '<http://help.acme.example/keys>'],
  ])('keeps the address of the http link %s as text', (markdown, text) => {
    const said = line(markdown).map((part) => (typeof part === 'object' && 'content' in part ? part.content : part));
    expect(said.flat().join('')).toBe(text);
  });

  it.each([
    '[x](javascript:alert\\(1\\))',
    '[x](javascript:alert)',
    '[x](http://example.com)',
    '[x](data:text/html,1)',
    '[x](//example.com)',
    '[x](HTTPS:/\\evil)',
    '[x](https://zapier.com@evil.example)',
  ])('makes no link of %s', (markdown) => {
    expect(JSON.stringify(line(markdown))).not.toContain('"kind":"link"');
  });
});

describe('arbitrary help text', () => {
  const marks = fc
    .array(
      fc.constantFrom('*', '**', '_', '`', '[', ']', '(', ')', '\n', '- ', 'a', ' ', '\\', '<', '>', 'https://x.y'),
      {
        maxLength: 300,
      },
    )
    .map((parts) => parts.join(''));

  function everyLink(parts: Inline[]): string[] {
    return parts.flatMap((part) => {
      if (typeof part === 'string' || !('content' in part)) return [];
      return part.kind === 'link' ? [part.href, ...everyLink(part.content)] : everyLink(part.content);
    });
  }

  it('links to https only and never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(marks, fc.string()), (markdown) => {
        for (const block of parseHelp(markdown)) {
          const lines = block.kind === 'list' ? block.items : [block.content];
          for (const href of lines.flatMap(everyLink)) expect(new URL(href).protocol).toBe('https:');
        }
      }),
    );
  });

  it.each(['*', '**a ', '[', '`', '_a', '[a](', '![', '\\', '- ', '((', 'https://'])(
    'parses 1,000 characters of nothing but %j within half a second',
    (mark) => {
      const started = performance.now();
      parseHelp(mark.repeat(1000).slice(0, 1000));
      expect(performance.now() - started).toBeLessThan(500);
    },
  );
});

describe("a help text's links", () => {
  const hostOf = (markdown: string) => {
    const [link] = line(markdown);
    return typeof link === 'object' && link.kind === 'link' ? (link.host ?? null) : 'no link';
  };

  it.each([
    ['words', '[the guide](https://help.acme.example/keys)', 'help.acme.example'],
    ['another address', '[https://app.hubspot.com/private](https://evil.example/phish)', 'evil.example'],
    ['another host', '[zapier.com](https://zapier.com.evil.example/login)', 'zapier.com.evil.example'],
    [
      'a host that only begins alike',
      '[https://zapier.com](https://zapier.com.evil.example)',
      'zapier.com.evil.example',
    ],
    ['an address and more', '[https://evil.example/ app.hubspot.com](https://evil.example/)', 'evil.example'],
    ['a host in bold', '[**zapier.com**](https://evil.example/)', 'evil.example'],
    ['a host in letters that look alike', '[аpple.example](https://аpple.example/)', 'xn--pple-43d.example'],
    ['a port', '[acme.example](https://acme.example:8443/)', 'acme.example:8443'],
    ['a host turned round', '[\u202Eelpmaxe.live](https://evil.example/)', 'evil.example'],
  ])('show where they lead when they say %s', (_what, markdown, host) => {
    expect(hostOf(markdown)).toBe(host);
  });

  it.each([
    ['that very host', '[help.acme.example](https://help.acme.example/keys)'],
    ['that host in bold capitals', '[**Help.Acme.Example**](https://help.acme.example/keys)'],
    ['their own address', 'https://help.acme.example/keys'],
    ['an address on that host', '[https://help.acme.example](https://help.acme.example/keys)'],
  ])('show nothing more when they say %s', (_what, markdown) => {
    expect(hostOf(markdown)).toBeNull();
  });
});
