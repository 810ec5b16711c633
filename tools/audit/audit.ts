// `npm run audit`: checks the shipped packages against npm's advisory database, then updates the list of reviewed
// packages or reports why not. This is the only check that needs the network, so `npm test` only compares the list.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPackages } from './shipped';

/** A finding of npm's, with the name of the shipped package. */
interface Finding {
  package: string;
  severity: string;
  title: string;
  url: string;
}

/** Output of `npm audit --json`. Its failures are JSON too, in another format. */
interface Answer {
  auditReportVersion?: number;
  vulnerabilities?: Record<string, { name: string; via: (string | Omit<Finding, 'package'>)[] }>;
  message?: string;
}

const root = join(import.meta.dirname, '..', '..');
const [file = join(import.meta.dirname, 'reviewed.json')] = process.argv.slice(2);

try {
  const packages = shippedPackages();
  const { accepted }: { accepted: { url: string; reason: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
  const findings = advisories(packages);
  const open = findings.filter(({ url }) => !accepted.some((known) => known.url === url));
  if (open.length > 0) {
    const lines = open.map(({ package: name, severity, title, url }) => `  ${name}, ${severity}: ${title}\n    ${url}`);
    throw new Error(
      `${lines.join('\n')}\nUpdate, or add { "url", "reason" } to "accepted" in reviewed.json. Nothing was renewed.`,
    );
  }
  const reviewed = new Date().toISOString().slice(0, 10);
  const how = "By npm's advisory database, through `npm run audit`.";
  writeFileSync(file, `${JSON.stringify({ reviewed, how, packages, accepted }, null, 2)}\n`);
  console.log(`Nothing is known against the ${Object.keys(packages).length} packages that ship.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * Returns the advisories for shipped packages. Checks the whole lock file, because WXT's storage ships too and is a
 * dependency of a build tool.
 */
function advisories(packages: Record<string, string>): Finding[] {
  const names = new Set(Object.keys(packages).map((id) => id.slice(0, id.lastIndexOf('@'))));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout, error } = spawnSync(npm, ['audit', '--json', '--fetch-retries=0'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  const answer: Answer = error ? { message: error.message } : read(stdout);
  // A missing response must not count as no findings.
  if (answer.auditReportVersion !== 2 || !answer.vulnerabilities)
    throw new Error(
      `The registry's advisory database did not answer${answer.message ? `: ${answer.message}` : ''}. Nothing was renewed.`,
    );
  return Object.values(answer.vulnerabilities)
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, via }) => via.flatMap((cause) => (typeof cause === 'string' ? [] : { ...cause, package: name })));
}

function read(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
