// `npm start`: opens the extension in a separate browser, connected to a Zapier stand-in. Needs only Node and npm.
import { ensureBrowsers, ensureDependencies } from './prepare.mjs';
import { dependencyCommand, mustRun, runInForeground } from './run.mjs';

try {
  await ensureDependencies();
  const browsers = await ensureBrowsers({ chromium: true });
  console.log('Building the extension …');
  await mustRun('The build', 'npm', ['--silent', 'run', 'build']);
  const args = ['tools/start/start.ts', ...process.argv.slice(2)];
  process.exitCode = await runInForeground(dependencyCommand('tsx'), args, browsers);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
