/** Whether a host name is Zapier's own. */
export function isOnZapier(hostname: string): boolean {
  return hostname === 'zapier.com' || hostname.endsWith('.zapier.com');
}
