/**
 * The administrator's policy. Owns `storage.managed`; hides how each browser delivers it, and that
 * one key in it is secret.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CONFIG_KEYS } from '../../shared/config';
import { type ReadValues, readValues } from './effective';

const clientSecretSchema = v.pipe(v.string(), v.trim(), v.minLength(1));

/** What the policy sets, without its secret. The mode `secret` is unusable where the policy has none. */
export async function readPolicy(): Promise<ReadValues> {
  const policy = readValues(await readManaged(CONFIG_KEYS));
  if (policy.values.clientAuthentication === 'secret' && (await readClientSecret()) === undefined) {
    delete policy.values.clientAuthentication;
    policy.unusable.push('clientAuthentication');
  }
  return policy;
}

/** The policy's client secret. Only the background may ask, and nothing may keep it. */
export async function readClientSecret(): Promise<string | undefined> {
  const { clientSecret } = await readManaged(['clientSecret']);
  const result = v.safeParse(clientSecretSchema, clientSecret);
  return result.success ? result.output : undefined;
}

async function readManaged(keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(keys);
  } catch {
    // Firefox rejects where no policy exists, in words that differ by version.
    return {};
  }
}
