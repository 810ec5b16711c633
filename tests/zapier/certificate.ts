import { generate } from 'selfsigned';
import { API_HOST, BROKER_HOST, IMAGE_HOSTS, WWW_HOST } from './hosts';

/** PEM text for a TLS server. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Makes a self-signed certificate for every host that the stand-in plays. */
export async function makeCertificate(): Promise<Certificate> {
  const hosts = [WWW_HOST, API_HOST, BROKER_HOST, ...IMAGE_HOSTS];
  const { private: key, cert } = await generate([{ name: 'commonName', value: WWW_HOST }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key, cert };
}
