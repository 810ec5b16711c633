/**
 * True if the text contains a private key or certificate: PEM, OpenSSH, SSH2, PGP, PuTTY or a JSON Web Key. Their
 * headers look like pairs but are not.
 */
export function holdsKeyFile(text: string): boolean {
  if (/-{4,5} ?BEGIN [A-Z]/.test(text)) return true;
  if (/^PuTTY-User-Key-File-\d/m.test(text)) return true;
  return /"kty"\s{0,8}:/.test(text) && /"(?:d|k)"\s{0,8}:/.test(text);
}
