import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { runChild } from '../run-child.mjs';
import { formatDuration, say } from '../say.mjs';

/** Without a terminal a sign of life every so often, in ms. */
const signOfLifeMs = 15_000;

/**
 * Runs electron-builder and tells what it does.
 * @param {string} node
 * @param {import('./run-builder.mjs').BuilderTask} task
 * @returns {Promise<import('./run-builder.mjs').BuilderOutcome | { interrupted: number }>} `interrupted` carries the
 *   exit code to hand on
 */
export async function followBuilder(node, task) {
  const program = fileURLToPath(new URL('run-builder.mjs', import.meta.url));
  const startedAt = Date.now();
  say('Starting electron-builder (Ctrl-C stops) …');
  const alive = setInterval(() => {
    say(`  still at it after ${formatDuration(Date.now() - startedAt)}`);
  }, signOfLifeMs);
  try {
    const end = await runChild(node, [program, JSON.stringify(task)], {
      cwd: task.place.app,
      output: 'capture',
      onOutput: (text) => {
        for (const line of text.split('\n')) {
          const told = tellStep(line);
          if (told !== undefined) say(told);
        }
      },
    });
    if (end.interrupted) return { interrupted: end.code === 0 ? 130 : end.code };
    return readOutcome(end.output);
  } finally {
    clearInterval(alive);
  }
}

/**
 * A line of electron-builder's, in our words; undefined where it is of no use to a person. Pure.
 * @param {string} line
 * @returns {string | undefined}
 */
export function tellStep(line) {
  const plain = stripVTControlCharacters(line).trim();
  const file = /\bfile=(\S.*?)(?: \w+=|$)/.exec(plain)?.[1];
  if (/^• building\s/.test(plain) && file !== undefined)
    return `Making ${file.split(/[\\/]/).at(-1) ?? file} …`;
  const [, what, percent] = /^• downloading\s+label=(\S+)(?: progress=(\S+))?/.exec(plain) ?? [];
  if (what !== undefined) return `Downloading ${what}${percent === undefined ? ' …' : `: ${percent}`}`;
  if (/^• packaging\s/.test(plain)) return 'Getting Electron, and putting the app together …';
  if (/^• signing\s/.test(plain)) return 'Signing …';
  if (/^• notariz/.test(plain)) return 'Having it notarised by Apple (takes minutes) …';
  return undefined;
}

/**
 * The outcome is the last line that is one. Pure.
 * @param {string} output
 * @returns {import('./run-builder.mjs').BuilderOutcome}
 */
export function readOutcome(output) {
  const line = output.split('\n').findLast((each) => /^\{"(made|failure)":/.test(each));
  if (line !== undefined) {
    /** @type {unknown} */
    const outcome = JSON.parse(line);
    return /** @type {import('./run-builder.mjs').BuilderOutcome} */ (outcome);
  }
  const last = output.trim().split('\n').at(-1) ?? '';
  return { failure: { message: `electron-builder ended without a word of its outcome. ${last}`.trim() } };
}
