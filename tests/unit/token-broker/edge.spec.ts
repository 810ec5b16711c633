// What an edge runtime shows until all settings are right. The broker itself runs on one in runtimes.spec.ts.
import { expect, it, vi } from 'vitest';
import edge from '../../../examples/token-broker/src/edge';

it('a broker on an edge runtime tells every origin that its settings are incomplete, and its log which', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await edge.fetch(new Request('https://tokens.acme.example/health'), { CLIENT_ID: 'a' });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'The token broker’s settings are incomplete or wrong. Its log says which.',
  });
  expect(log).toHaveBeenCalledWith('CLIENT_SECRET is missing.');
});
