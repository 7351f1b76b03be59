import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How long a child may take to end after Ctrl-C before it is told more firmly, in ms. */
const graceMs = 10_000;

/** How often it is looked whether the parent is still there, in ms. */
const parentCheckMs = 250;

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'stderr' | 'capture'} [output] `stderr`: its stdout goes to our stderr too;
 *   `capture`: kept and given back. Default `inherit`.
 * @property {(text: string) => void} [onOutput] with `capture`: whole lines as they come
 * @property {AbortSignal} [signal] ends the child
 * @property {boolean} [shell] needed for npm.cmd on Windows
 */

/**
 * How a child ended: `code` is ready to be handed on to process.exit (128 + n for signal n).
 * @typedef {{ code: number, output: string, interrupted: boolean }} ChildEnd
 */

/**
 * Runs a program to its end. A signal that asks us to end reaches the child as well, and we stay until it has
 * ended, so that nothing is left running. Rejects where the program cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<ChildEnd>}
 */
export function runChild(command, args, options = {}) {
  const { cwd, env = process.env, output = 'inherit', signal, shell = false, onOutput } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...(cwd && { cwd }), env, shell, stdio: stdioFor(output) });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      const lines = wholeLines(onOutput);
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
        text += piece;
        lines(piece);
      });
    }
    const passing = passSignals(child);
    const abort = () => passing.end('SIGTERM');
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const settle = () => {
      passing.stop();
      signal?.removeEventListener('abort', abort);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, by) => {
      settle();
      resolve({ code: exitCode(code, by), output: text, interrupted: passing.interrupted() });
    });
  });
}

/**
 * Holds back what is no whole line yet.
 * @param {((text: string) => void) | undefined} tell
 * @returns {(piece: string) => void}
 */
function wholeLines(tell) {
  let rest = '';
  return (piece) => {
    if (!tell) return;
    const end = (rest += piece).lastIndexOf('\n');
    if (end < 0) return;
    tell(rest.slice(0, end));
    rest = rest.slice(end + 1);
  };
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} by
 * @returns {number}
 */
export function exitCode(code, by) {
  if (code !== null) return code;
  return by === null ? 1 : 128 + constants.signals[by];
}

/**
 * @param {'inherit' | 'stderr' | 'capture'} output
 * @returns {import('node:child_process').StdioOptions}
 */
function stdioFor(output) {
  if (output === 'capture') return ['ignore', 'pipe', 'pipe'];
  return output === 'stderr' ? ['ignore', 2, 2] : 'inherit';
}

/**
 * Hands our signals on. On a terminal Ctrl-C reaches the whole group by itself: then a second copy would look
 * like an impatient second Ctrl-C, so the child gets time first.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignals(child) {
  let interrupted = false;
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    child.kill(signal);
    timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs));
  };
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (interrupted && signal !== 'SIGINT') {
      end(signal);
      return;
    }
    interrupted = true;
    if (signal === 'SIGINT' && process.stdin.isTTY) {
      timers.push(setTimeout(() => end('SIGTERM'), graceMs));
    } else end(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  const watch = watchParent(() => onSignal('SIGTERM'));
  return {
    end,
    interrupted: () => interrupted,
    stop: () => {
      for (const signal of signals) process.off(signal, onSignal);
      for (const timer of timers) clearTimeout(timer);
      clearInterval(watch);
    },
  };
}

/**
 * Told to end, npm ends and takes only its shell with it; of us, the shell's child, it knows nothing. So under npm the
 * parent's end is ours. Elsewhere it is not: whoever starts us in the background may go.
 * @param {() => void} onGone
 * @returns {NodeJS.Timeout | undefined}
 */
function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, parentCheckMs);
  return timer;
}
