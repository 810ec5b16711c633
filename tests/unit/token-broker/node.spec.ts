// What the broker has on Node alone: its start, its end, and secrets in files.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { brokerSettings, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID, SEALING_KEY } from '../../zapier/zapier';
import { ORIGIN, REDIRECT_URI } from '../support/stand-in-client';
import { useStandIn } from '../zapier-stand-in/stand-in';
import { failOnNode, type RunningBroker, startOnNode } from './support/runtimes';

const standIn = useStandIn();
const SETTINGS = brokerSettings([REDIRECT_URI]);

async function ask({ url }: RunningBroker): Promise<Response> {
  const body = new URLSearchParams(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID));
  return fetch(`${url}/token`, { method: 'POST', headers: { Origin: ORIGIN }, body });
}

describe('the token broker as a program', () => {
  it('names each fault of its settings when it starts, and ends', async () => {
    const faulty = { CLIENT_ID: 'c', CLIENT_SECRET_FILE: '/nowhere/secret', REDIRECT_URIS: 'http://x/', PORT: '70000' };
    expect(await failOnNode(faulty)).toEqual({
      code: 1,
      said: [
        expect.stringMatching(/^CLIENT_SECRET_FILE: ENOENT.*\/nowhere\/secret/),
        'PORT is a number up to 65535.',
        'CLIENT_SECRET is missing.',
        'REDIRECT_URIS: http://x/ is not an address with https.',
        'SEALING_KEYS is missing.',
      ],
    });
  });

  it('names a port that is taken, and ends', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, said } = await failOnNode({ ...SETTINGS, PORT: port });
    expect([code, said]).toEqual([
      1,
      [expect.stringContaining(`EADDRINUSE: address already in use 127.0.0.1:${port}`)],
    ]);
  });

  it('reads the secret and the keys from files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quick-connect-secrets-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { CLIENT_SECRET: _secret, SEALING_KEYS: _keys, ...settings } = SETTINGS;
    const [secret, keys] = [join(folder, 'secret'), join(folder, 'keys')];
    await writeFile(secret, `${CLIENT_SECRET}\n`);
    await writeFile(keys, `${SEALING_KEY}\n`);
    const broker = await startOnNode(
      { ...settings, CLIENT_SECRET_FILE: secret, SEALING_KEYS_FILE: keys },
      standIn.zapier,
    );
    expect((await ask(broker)).status).toBe(200);
    broker.stop();
    expect(await broker.ended).toBe(0);
  });

  it('answers what is under way before it ends, takes nothing new, and closes connections that are kept alive', async () => {
    const broker = await startOnNode(SETTINGS, standIn.zapier);
    const health = await fetch(`${broker.url}/health`);
    expect([await health.text(), health.headers.get('Keep-Alive')]).toEqual(['{"status":"ok"}', 'timeout=65']);
    const hold = standIn.zapier.hold('POST /oauth/token/');
    const underWay = ask(broker);
    await hold.arrived;
    broker.stop();
    await expect
      .poll(() =>
        fetch(`${broker.url}/health`).then(
          ({ status }) => status,
          () => 'closed',
        ),
      )
      .toBe('closed');
    hold.release();
    expect((await underWay).status).toBe(200);
    expect(await broker.ended).toBe(0);
  });
});
