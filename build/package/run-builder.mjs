/**
 * electron-builder in a process of its own, so that it can be ended and its words be picked:
 * `node build/package/run-builder.mjs TASK`, TASK in JSON. Its last line on stdout is the outcome, in JSON too.
 */
import { Arch, build, Platform } from 'electron-builder';
import { packageConfiguration } from './configuration.mjs';

/**
 * @typedef {object} BuilderTask
 * @property {import('./configuration.mjs').PackagePlace} place
 * @property {import('./flags.mjs').System} system
 * @property {string[]} targets
 * @property {'x64' | 'arm64'} arch
 */

/** @typedef {{ made: string[] } | { failure: import('./tell-failure.mjs').BuilderFailure }} BuilderOutcome */

const platforms = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS };

/**
 * @param {BuilderTask} task
 * @returns {Promise<BuilderOutcome>}
 */
async function run({ place, system, targets, arch }) {
  try {
    const made = await build({
      // The staged app is a project of its own: nothing of the repository's packages is seen from there.
      projectDir: place.app,
      targets: platforms[system].createTarget(targets.length > 0 ? targets : null, Arch[arch]),
      config: packageConfiguration(place, process.env),
      publish: 'never',
    });
    return { made };
  } catch (thrown) {
    const error = /** @type {{ code?: unknown, options?: { url?: { href?: unknown } } }} */ (thrown);
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const { code } = error;
    const url = error.options?.url?.href;
    return {
      failure: {
        message,
        ...(typeof code === 'string' && { code }),
        ...(typeof url === 'string' && { url }),
      },
    };
  }
}

/** @type {unknown} */
const task = JSON.parse(process.argv[2] ?? '{}');
const outcome = await run(/** @type {BuilderTask} */ (task));
// Not by itself: a client that waits for the end of a failed download keeps the process for half a minute.
process.stdout.write(`\n${JSON.stringify(outcome)}\n`, () => process.exit('failure' in outcome ? 1 : 0));
