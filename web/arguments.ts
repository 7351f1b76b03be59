import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the program was asked to do. */
export interface WebArguments {
  /** 0: a free one. */
  readonly port: number;
  readonly open: boolean;
  readonly demo: boolean;
  /** Absolute; undefined: the platform's default. */
  readonly workspace: string | undefined;
  readonly help: boolean;
}

export type ParsedArguments =
  { readonly ok: true; readonly value: WebArguments } | { readonly ok: false; readonly message: string };

export const WEB_USAGE = `Usage: hopscope web [--port N] [--no-open] [--demo] [--workspace DIR]

  --port N         the port on 127.0.0.1 (0 or absent: a free one)
  --no-open        do not open a browser, only print the address
  --demo           start the demo fleet
  --workspace DIR  where instances, fleets and saved requests are kept

Example: hopscope web --demo --port 8080`;

/** Reads the flags of the web host. A relative workspace starts at `cwd`. */
export function parseWebArguments(args: readonly string[], cwd: string): ParsedArguments {
  let values: { port?: string; 'no-open'?: boolean; demo?: boolean; workspace?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        demo: { type: 'boolean' },
        workspace: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return wrong(error instanceof Error ? firstSentence(error.message) : String(error));
  }
  const port = readPort(values.port ?? '0');
  if (port === undefined) return wrong('--port wants a whole number from 0 to 65535.');
  if (values.workspace === '') return wrong('--workspace wants a folder.');
  return {
    ok: true,
    value: {
      port,
      open: values['no-open'] !== true,
      demo: values.demo === true,
      workspace: values.workspace === undefined ? undefined : resolve(cwd, values.workspace),
      help: values.help === true,
    },
  };
}

function readPort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

/** Node explains at length how to pass a dash as a value. */
function firstSentence(message: string): string {
  return `${message.split(/\. |\n/)[0]?.replace(/\.$/, '') ?? message}.`;
}

function wrong(what: string): ParsedArguments {
  return { ok: false, message: `${what} Known: --port N, --no-open, --demo, --workspace DIR.` };
}
