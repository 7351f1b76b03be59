import { randomBytes } from 'node:crypto';
import { BUGS, isBugName, type BugName } from './bugs.ts';

/** What one demo instance is started with. */
export interface DemoSettings {
  /** Tells this instance from the others: whoami and the X-Instance header. */
  readonly name: string;
  /** TCP port on 127.0.0.1; 0 asks for a free one. */
  readonly port: number;
  readonly bugs: ReadonlySet<BugName>;
  /** The SQLite file that all instances of the fleet share; `:memory:` when the instance is alone. */
  readonly storePath: string;
  /** Signs requestState; at least 32 bytes, the same on all instances unless a bug says otherwise. */
  readonly key: Uint8Array;
  /** Carry the fixtures of the conformance suite. */
  readonly conformance: boolean;
  /** End when standard input ends, because the parent that held its other end is gone. */
  readonly endWithStdin: boolean;
}

export type SettingsOutcome =
  | { readonly ok: true; readonly settings: DemoSettings }
  | { readonly ok: false; /** One sentence for a person. */ readonly problem: string };

const KEY_BYTES = 32;
// The name travels in a response header, so it is kept to characters that need no encoding there.
const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads the settings of one instance from its environment.
 *
 * Never throws: a value that cannot be used is returned as `problem`, a sentence that names the variable.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): SettingsOutcome {
  const name = environment['HOPSCOPE_DEMO_NAME'] ?? 'alpha';
  if (!NAME_PATTERN.test(name)) {
    return refuse(`HOPSCOPE_DEMO_NAME is "${name}"; use letters, digits, ".", "_" and "-" (at most 64).`);
  }
  const port = readPort(environment['PORT']);
  if (port === undefined)
    return refuse(`PORT is "${environment['PORT'] ?? ''}"; use a number from 0 to 65535.`);

  const bugs = new Set<BugName>();
  for (const part of (environment['HOPSCOPE_DEMO_BUGS'] ?? '').split(',')) {
    const bug = part.trim();
    if (bug === '') continue;
    if (!isBugName(bug)) {
      return refuse(`There is no bug "${bug}"; the bugs are ${BUGS.map((known) => known.name).join(', ')}.`);
    }
    bugs.add(bug);
  }

  const key = bugs.has('own-key') ? newKey() : readKey(environment['HOPSCOPE_DEMO_KEY']);
  if (key === undefined) {
    return refuse(`HOPSCOPE_DEMO_KEY must be hexadecimal and hold at least ${String(KEY_BYTES)} bytes.`);
  }
  const conformance = readSwitch(environment['HOPSCOPE_DEMO_CONFORMANCE']);
  if (conformance === undefined) {
    return refuse(
      'HOPSCOPE_DEMO_CONFORMANCE is neither 1 (with the fixtures of the conformance suite) nor 0.',
    );
  }
  const storePath = environment['HOPSCOPE_DEMO_STORE'] ?? '';
  return {
    ok: true,
    settings: {
      name,
      port,
      bugs,
      storePath: storePath === '' ? ':memory:' : storePath,
      key,
      conformance,
      endWithStdin: environment['HOPSCOPE_DEMO_PARENT'] === 'stdin',
    },
  };
}

function refuse(problem: string): SettingsOutcome {
  return { ok: false, problem };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return 0;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

function readSwitch(text: string | undefined): boolean | undefined {
  if (text === undefined || text === '' || text === '0') return false;
  return text === '1' ? true : undefined;
}

function readKey(text: string | undefined): Uint8Array | undefined {
  if (text === undefined || text === '') return newKey();
  if (!/^(?:[0-9a-fA-F]{2})+$/.test(text)) return undefined;
  const key = Buffer.from(text, 'hex');
  return key.byteLength >= KEY_BYTES ? key : undefined;
}

function newKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}
