/** Host of the sign-in pages and the token endpoint. */
export const WWW_HOST = 'zapier.com';

/** Host of the Workflow API. */
export const API_HOST = 'api.zapier.com';

/** Host of a company's token broker. A stranger until `enableBroker()`. */
export const BROKER_HOST = 'broker.acme.example';

/** Host of the company's help desk. A stranger until `fileTicket()`. */
export const HELP_DESK_HOST = 'desk.acme.example';

/** Hosts of the apps' icons. */
export const IMAGE_HOSTS = ['zapier-images.imgix.net', 'cdn.zapier.com'];

/**
 * Hosts that Chromium and Firefox call on their own: updates, safe browsing, remote settings, telemetry. A leading dot
 * stands for the domain and all its subdomains.
 */
const HOUSEKEEPING_HOSTS = [
  '.google.com',
  '.googleapis.com',
  '.gstatic.com',
  '.gvt1.com',
  '.mozilla.com',
  '.mozilla.net',
  '.mozilla.org',
  '.mozgcp.net',
  '.firefox.com',
  'mozilla.cloudflare-dns.com',
  // Redirects of sign-ins: browsers end the flow there, sometimes with the request already sent.
  '.chromiumapp.org',
  '.extensions.allizom.org',
];

/** True if browsers call this host on their own. */
export function isHousekeeping(host: string): boolean {
  return HOUSEKEEPING_HOSTS.some((known) =>
    known.startsWith('.') ? host === known.slice(1) || host.endsWith(known) : host === known,
  );
}
