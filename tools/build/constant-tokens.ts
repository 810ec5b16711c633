import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CSSOptions } from 'vite';

type PostCssPlugin = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number];

const TOKENS = join(import.meta.dirname, '..', '..', 'components', 'tokens.css');

/** The tokens that are the same in every theme and for every preference, each with its value. */
export function constantTokens(css: string): Map<string, string> {
  const definitions = [...css.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));
  const constant = definitions.filter(
    ({ name, value }) =>
      !value.includes('light-dark(') && definitions.filter((other) => other.name === name).length === 1,
  );
  const values = new Map<string, string>();
  // A token is written of tokens before it.
  for (const { name, value } of constant) values.set(name, withValues(value, values));
  return values;
}

/**
 * Writes tokens that never change where they are used. The browser would look each of them up for each
 * element, and read every `font` that is made of one anew: a tenth of the work before the first paint.
 */
export function inlineConstantTokens(): PostCssPlugin {
  const values = constantTokens(readFileSync(TOKENS, 'utf8'));
  return {
    postcssPlugin: 'inline-constant-tokens',
    Declaration(declaration) {
      if (values.has(declaration.prop)) declaration.remove();
      else if (declaration.value.includes('var(')) declaration.value = withValues(declaration.value, values);
    },
  };
}

function withValues(css: string, values: Map<string, string>): string {
  return css.replace(/var\((--[\w-]+)\)/g, (use, name: string) => values.get(name) ?? use);
}
