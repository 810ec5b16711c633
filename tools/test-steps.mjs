import { run } from './run.mjs';

/**
 * A part of `npm test`.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} commands run in order, up to the first that fails
 * @property {() => Promise<import('./test-counts.mjs').Counts>} [counts] counts its tests; without it the step is one
 * test
 * @property {boolean} [live] shows the output as it comes, not only if the step fails
 * @property {Step} [needs] an earlier step that must succeed before this one can run
 */

/**
 * Runs steps, at most `limit` at once, and prints each result.
 *
 * @param {Step[]} steps
 * @param {{ limit: number, env: Record<string, string>, done: Map<Step, import('./test-counts.mjs').Counts> }} options
 *   `done` holds the results of earlier steps; those of these steps are added to it
 */
export async function runSteps(steps, { limit, env, done }) {
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const began = performance.now();
      if (step.live) console.log(`\n${step.name} …`);
      const outcome =
        step.needs && done.get(step.needs)?.failed !== 0
          ? { passed: 0, failed: 1, note: `${step.name} did not run, because this failed: ${step.needs.name}.` }
          : await runStep(step, env);
      done.set(step, outcome);
      report(step, outcome, performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
}

async function runStep({ commands, counts, live = false }, env) {
  let output = '';
  let code = 0;
  for (const [command, ...args] of commands) {
    const result = await run(command, args, { env, live });
    output += result.output;
    code = result.code;
    if (code !== 0) break;
  }
  if (!counts) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
  try {
    const { passed, failed } = await counts();
    // A suite that ends with an error or runs no test has failed, whatever its report says.
    const note = failed > 0 ? '' : code !== 0 ? `It ended with exit code ${code}.` : passed === 0 ? 'Nothing ran.' : '';
    return { passed, failed: note ? 1 : failed, output, note };
  } catch (error) {
    return { passed: 0, failed: 1, output, note: `Its report cannot be read: ${error.message}` };
  }
}

function report({ name, counts, live }, { passed, failed, output = '', note = '' }, milliseconds) {
  if (failed > 0) console.log(['', live ? '' : output.trim(), note, ''].filter(Boolean).join('\n'));
  const tally = counts ? `: ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  console.log(`${failed > 0 ? '✘' : '✔'} ${name}${tally} (${(milliseconds / 1000).toFixed(1)} s)`);
}
