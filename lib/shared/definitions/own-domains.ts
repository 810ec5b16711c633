import type { AppDefinition } from './definition';

/** An address in a definition's text, up to the end of its host. */
const HOST = /https?:\/\/([^/?#\s"'<>)\]]+)/g;

/**
 * Returns the hosts of the company whose apps are defined, as far as the definitions tell: where the addresses of its
 * customers end, and where its help is.
 */
export function ownHosts(definitions: AppDefinition[]): string[] {
  const fields = definitions.flatMap(({ authentication }) => authentication.fields ?? []);
  const texts = fields.flatMap(({ inputFormat = '', helpText = '' }) => [inputFormat, helpText]);
  const hosts = texts.flatMap((text) => [...text.matchAll(HOST)].map(([, host = '']) => hostAfterInput(host)));
  return [...new Set(hosts.filter((host) => /[^.]\.[^.]/.test(host)))];
}

/** Returns the part of a host that is the same for every customer. */
const hostAfterInput = (host: string): string =>
  (host.toLowerCase().split('}}').at(-1) ?? '').replace(/^[^.]*\./, (label) => (host.includes('}}') ? '' : label));

/** Returns whether a domain is that of one of these hosts. */
export const isOwnDomain = (domain: string, hosts: string[]): boolean =>
  hosts.some((host) => host === domain || host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`));
