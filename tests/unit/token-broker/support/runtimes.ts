import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { ZapierStandIn } from '../../../zapier/zapier';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const SOURCES = join(ROOT, 'examples', 'token-broker', 'src');

/** A broker that runs in a process of its own. */
export interface RunningBroker {
  /** Its address without a path. */
  url: string;
  /** Lines of its log so far. */
  lines: string[];
  /** Asks it to end, by SIGTERM. */
  stop(): void;
  /** Resolves to its exit code, when it has ended. */
  ended: Promise<number | null>;
}

/** Starts a broker whose requests for Zapier arrive at a stand-in. */
export type Start = (settings: Record<string, string>, zapier: ZapierStandIn) => Promise<RunningBroker>;

/**
 * Starts src/node.ts. A script that is loaded first leads TLS connections to the stand-in; all else, `fetch` and the
 * check of the certificate included, is Node's.
 */
export const startOnNode: Start = async (settings, zapier) => {
  const folder = await mkdtemp(join(tmpdir(), 'quick-connect-broker-'));
  const certificate = join(folder, 'certificate.pem');
  await writeFile(certificate, zapier.certificate);
  const child = runNode(
    {
      NODE_EXTRA_CA_CERTS: certificate,
      STAND_IN_PORT: String(zapier.port),
      PORT: '0',
      ...settings,
    },
    ['--import', join(import.meta.dirname, 'lead-to-stand-in.mjs')],
  );
  const lines = readLines(child);
  const ended = endOf(child).finally(() => rm(folder, { recursive: true }));
  const { port } = JSON.parse(await lines.first);
  return { url: `http://127.0.0.1:${port}`, lines: lines.all, stop: () => child.kill('SIGTERM'), ended };
};

/** Runs src/node.ts until it ends, as when its settings have faults. */
export async function failOnNode(settings: Record<string, string>): Promise<{ code: number | null; said: string[] }> {
  const child = runNode(settings);
  const said = readLines(child, 2);
  return { code: await endOf(child), said: said.all };
}

/** Starts src/edge.ts on workerd. Its only way out leads to the stand-in, whose certificate it checks. */
export const startOnWorkerd: Start = async (settings, zapier) => {
  const folder = await mkdtemp(join(tmpdir(), 'quick-connect-broker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(SOURCES, 'edge.ts'), outDir: folder, rollupOptions: { output: { entryFileNames: 'edge.js' } } },
  });
  const bindings = Object.entries(settings).map(([name, value]) => `(name = ${quote(name)}, text = ${quote(value)})`);
  await writeFile(
    join(folder, 'workerd.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "broker", worker = (
      modules = [(name = "edge.js", esModule = embed "edge.js")],
      compatibilityDate = "2026-11-01",
      bindings = [${bindings}],
      globalOutbound = "zapier"
    )),
    (name = "zapier", external = (
      address = "127.0.0.1:${zapier.port}",
      https = (
        options = (),
        certificateHost = "zapier.com",
        tlsOptions = (trustedCertificates = [${quote(zapier.certificate)}])
      )
    ))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "broker")]
);
`,
  );
  // The package's main module says where the program for this machine is.
  const program: string = createRequire(import.meta.url)('workerd').default;
  // It writes the port that it has got to descriptor 3.
  const options = ['serve', join(folder, 'workerd.capnp'), '--control-fd=3'];
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const ended = endOf(child).finally(() => rm(folder, { recursive: true }));
  const { port } = JSON.parse(await readLines(child, 3).first);
  return { url: `http://127.0.0.1:${port}`, lines: readLines(child).all, stop: () => child.kill('SIGTERM'), ended };
};

function runNode(settings: Record<string, string>, options: string[] = []): ChildProcess {
  const program = ['--import', 'tsx', ...options, join(SOURCES, 'node.ts')];
  return spawn(process.execPath, program, { cwd: ROOT, env: { PATH: process.env.PATH ?? '', ...settings } });
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

/** Collects what a process writes to one of its descriptors, line by line. */
function readLines(child: ChildProcess, descriptor = 1): { all: string[]; first: Promise<string> } {
  const all: string[] = [];
  let rest = '';
  const stream = child.stdio[descriptor];
  const first = new Promise<string>((resolve, reject) => {
    stream?.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk}`.split('\n');
      rest = parts.pop() ?? '';
      all.push(...parts);
      if (all[0] !== undefined) resolve(all[0]);
    });
    child.once('close', (code) => reject(new Error(`The broker ended with ${code}.`)));
  });
  first.catch(() => undefined);
  return { all, first };
}

/** Writes a text as Cap'n Proto's language does, which has JSON's escapes. */
function quote(value: string): string {
  return JSON.stringify(value);
}
