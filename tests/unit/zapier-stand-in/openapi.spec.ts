import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

const document = new URL('../../../lib/background/zapier/openapi.yaml', import.meta.url);
const generated = new URL('../../../lib/background/zapier/openapi.generated.ts', import.meta.url);

it('keeps the generated API types up to date with the OpenAPI document', async () => {
  const types = COMMENT_HEADER + astToString(await openapiTS(document));
  expect(await readFile(generated, 'utf8'), 'run `npm run generate:api`').toBe(types);
});
