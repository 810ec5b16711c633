/**
 * Reads the administrator's policy, the only user of `storage.managed`. Hides how each browser delivers it, and that
 * one of its keys is secret.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CONFIG_KEYS } from '../../shared/config';
import { type ReadValues, readValues } from './effective';

const clientSecretSchema = v.pipe(v.string(), v.trim(), v.minLength(1));

/** Returns the policy's values without its secret. The mode `secret` is unusable if the policy has no secret. */
export async function readPolicy(): Promise<ReadValues> {
  const policy = readValues(await readManaged(CONFIG_KEYS), CONFIG_KEYS);
  if (policy.values.clientAuthentication === 'secret' && (await readClientSecret()) === undefined) {
    delete policy.values.clientAuthentication;
    policy.unusable.push('clientAuthentication');
  }
  return policy;
}

/** Returns the policy's client secret. Only the background may read it, and must not store it. */
export async function readClientSecret(): Promise<string | undefined> {
  const { clientSecret } = await readManaged(['clientSecret']);
  const result = v.safeParse(clientSecretSchema, clientSecret);
  return result.success ? result.output : undefined;
}

async function readManaged(keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(keys);
  } catch {
    // Firefox rejects if there is no policy, with a message that differs by version.
    return {};
  }
}
