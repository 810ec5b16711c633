/** Sign-in pages and the token endpoint. */
export const WWW_HOST = 'zapier.com';

/** The Workflow API. */
export const API_HOST = 'api.zapier.com';

/** A company's token broker. A stranger until `enableBroker()`. */
export const BROKER_HOST = 'broker.acme.example';

/** Where Zapier keeps the apps' icons. */
export const IMAGE_HOSTS = ['zapier-images.imgix.net', 'cdn.zapier.com'];

/**
 * Where Chromium and Firefox call on their own: updates, safe browsing, remote settings, telemetry.
 * A leading dot stands for the domain and everything below it.
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
  // A sign-in's redirect: browsers end the flow there, sometimes with the request already on its way.
  '.chromiumapp.org',
  '.extensions.allizom.org',
];

/** Whether a browser calls this host without anybody asking it to. */
export function isHousekeeping(host: string): boolean {
  return HOUSEKEEPING_HOSTS.some((known) =>
    known.startsWith('.') ? host === known.slice(1) || host.endsWith(known) : host === known,
  );
}
