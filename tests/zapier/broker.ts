import { Agent } from 'node:https';
import { createBroker } from '../../examples/token-broker/src/broker';
import { type Environment, readConfig } from '../../examples/token-broker/src/config';
import { CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from './oauth/clients';
import { fetchFrom } from './stand-in-fetch';
import type { State } from './state';

/** A key of the broker's, the same in every run. */
export const SEALING_KEY = Buffer.alloc(32, 'a key of the broker').toString('base64');

/** Matches a refresh token that a broker sealed, anywhere in a text: a JWE without an encrypted key. */
export const SEALED = /\beyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/;

/** How a broker is started. */
export interface BrokerOptions {
  /** Settings by the names of its environment, in place of {@link brokerSettings} or beside them. */
  settings?: Environment;
  /** Takes the lines of its log. */
  log?: (line: string) => void;
}

/** Returns the settings of a broker for the stand-in's confidential client. */
export function brokerSettings(redirectUris: Iterable<string>): Record<string, string> {
  return {
    CLIENT_ID: CONFIDENTIAL_CLIENT_ID,
    CLIENT_SECRET,
    REDIRECT_URIS: [...redirectUris].join(' '),
    SEALING_KEYS: SEALING_KEY,
  };
}

/** Creates a broker whose requests go to the stand-in at this port. */
export function startBroker(state: State, port: number, settings: Environment, log: (line: string) => void) {
  const read = readConfig({ ...brokerSettings(state.redirectUris), ...settings }, state.now());
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  const fetch = fetchFrom({ port, agent: new Agent({ keepAlive: true }) });
  return createBroker({ config: read.config, fetch, log, now: state.now });
}
