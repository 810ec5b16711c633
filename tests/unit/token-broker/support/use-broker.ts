import { readConfig } from '../../../../examples/token-broker/src/config';
import { brokerSettings, CONFIDENTIAL_CLIENT_ID } from '../../../zapier/zapier';
import { BROKER_URL, type ClientAnswer, ORIGIN, REDIRECT_URI, tokensOf } from '../../support/stand-in-client';
import { useStandIn } from '../../zapier-stand-in/stand-in';

type Tokens = ReturnType<typeof tokensOf>;

/** Configuration of a broker for the stand-in's confidential client. */
export function brokerConfig() {
  const read = readConfig(brokerSettings([REDIRECT_URI]), 0);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.config;
}

/** Sets up a stand-in with a token broker in front of it, in this process, for every test of a file. */
export function useBroker() {
  const standIn = useStandIn();
  let lines: string[] = [];
  const codeGrant = () => standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID);
  return {
    standIn,
    /** Starts the broker, in the place of the one before. */
    enable(settings: Record<string, string> = {}): void {
      lines = [];
      standIn.zapier.enableBroker({ settings, log: (line) => lines.push(line) });
    },
    /** Lines of its log since then. */
    entries: () => lines.map((line) => JSON.parse(line)),
    codeGrant,
    signIn: async (): Promise<Tokens> => tokensOf(await standIn.client.token(await codeGrant(), BROKER_URL)),
    refresh(refreshToken: string): Promise<ClientAnswer> {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: CONFIDENTIAL_CLIENT_ID };
      return standIn.client.token(form, BROKER_URL);
    },
    /** Posts any body from the extension's origin. */
    post(body: string, headers: Record<string, string> = {}): Promise<ClientAnswer> {
      const form = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN };
      return standIn.client.send(BROKER_URL, { method: 'POST', headers: { ...form, ...headers }, body });
    },
    /** How often Zapier was asked for tokens. */
    asked: () => standIn.zapier.requestsTo('POST /oauth/token/').length,
  };
}
