import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CSSOptions } from 'vite';

type PostCssPlugin = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number];

const TOKENS = join(import.meta.dirname, '..', '..', 'components', 'tokens.css');

/** The tokens that no preference sets anew, each with its value. A theme's two colours are one value, by `light-dark()`. */
export function constantTokens(css: string): Map<string, string> {
  const definitions = [...css.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)];
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of definitions) {
    const isConstant = definitions.filter(([, other]) => other === name).length === 1;
    // A token is written of tokens before it.
    if (isConstant) values.set(name, withValues(value, values));
  }
  return values;
}

/**
 * Writes tokens that never change where stylesheets use them, and leaves them out of the page. The browser
 * would look each of them up for each element and read its value anew: a tenth of the work before the first paint.
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
