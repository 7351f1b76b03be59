import { isIPv6 } from 'node:net';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { EXPORT_TARGETS, type ExportTarget } from '../shared/model/gateway.ts';
import type { HeaderPair } from '../shared/model/headers.ts';
import { STRATEGY_FORMS } from '../shared/model/strategy-text.ts';
import {
  addOutputOptions,
  collect,
  REDACT_HELP,
  readWholeNumber,
  type OutputOptions,
} from './common-options.ts';
import { UsageError } from './exit-codes.ts';
import { addRunOptions, type RunFlags } from './run-server.ts';
import { parseHeader, parseLabelledTarget, type TargetSpec } from './targets.ts';

/** Flags of `hopscope gateway`, as they were written. */
export interface GatewayOptions extends OutputOptions, RunFlags {
  readonly to: readonly TargetSpec[];
  readonly route: string;
  readonly rules?: string;
  readonly faults?: string;
  readonly seed: number;
  readonly listen: Listen;
  readonly allowOrigin: readonly string[];
  readonly nameInstance?: true;
  readonly header: readonly HeaderPair[];
  readonly export?: ExportTarget;
  readonly record?: true;
  readonly capture?: string;
  readonly redact?: true;
  readonly workspace?: string;
}

export interface Listen {
  readonly host: string;
  readonly port: number;
}

const LARGEST_SEED = 0xffffffff;
const HERE: Listen = { host: '127.0.0.1', port: 0 };

export function addGatewayOptions(command: Command): Command {
  command.option(
    '--to <[name=]target>',
    'a server to forward to, repeatable: a URL or an instance’s name',
    collect(parseLabelledTarget),
    [],
  );
  addRunOptions(command)
    .option('--restart', 'starts a copy of --run again when it crashed')
    .option('--route <strategy>', `who gets what no rule takes: ${STRATEGY_FORMS}`, 'round-robin')
    .option('--rules <file>', 'a JSON list of rules that read headers; the first match wins')
    .option('--faults <file>', 'a JSON list of faults for what no rule takes')
    .option('--seed <n>', 'of the faults’ chances', (text) => readWholeNumber(text, 0, LARGEST_SEED), 1)
    .addOption(
      new Option('--listen <host:port>', 'where clients come in; port 0 is a free one')
        .argParser(readListen)
        .default(HERE, '127.0.0.1:0'),
    )
    .option(
      '--allow-origin <origin>',
      'lets pages of this origin use it, repeatable',
      collect(readOrigin),
      [],
    )
    .option('--name-instance', 'adds X-Hopscope-Instance to answers')
    .option(
      '--header <K: V>',
      'a header for the servers, where the client sends none of that name; repeatable',
      collect(parseHeader),
      [],
    )
    .addOption(
      new Option('--export <program>', 'prints the rules for another program and ends').choices([
        ...EXPORT_TARGETS,
      ]),
    )
    .option('--record', 'records among the captures of the workspace')
    .option('--capture <file>', 'records into this capture; made where it does not exist')
    .option('--redact', REDACT_HELP)
    .option('--workspace <dir>', "where instances' names are looked up, and --record records");
  return addOutputOptions(command);
}

/** Reads `HOST:PORT`, `[::1]:PORT` or `PORT`. */
export function readListen(text: string): Listen {
  const [, host = HERE.host, port = ''] = /^(?:(.*):)?(\d+)$/.exec(text.trim()) ?? [];
  const bare = /^\[(.+)\]$/.exec(host)?.[1] ?? host;
  const isName = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(bare);
  if (port === '' || !(isName || (bare !== host && isIPv6(bare)))) {
    throw new InvalidArgumentError('It is written HOST:PORT, such as 127.0.0.1:4100 or [::1]:0.');
  }
  return { host: bare, port: readWholeNumber(port, 0, 65_535) };
}

export function readOrigin(text: string): string {
  const url = URL.parse(text);
  // An origin has no path, and `URL` adds a slash to it.
  if (!url || !/^https?:$/.test(url.protocol) || (text !== url.origin && text !== `${url.origin}/`)) {
    throw new UsageError(`"${text}" is no origin: write it as http://localhost:5173.`);
  }
  return url.origin;
}

/** Throws UsageError where flags do not go together. */
export function checkGatewayOptions(options: GatewayOptions): void {
  const { to, run, copies, path, restart, capture, record } = options;
  if (to.length === 0 && run === undefined) {
    throw new UsageError('There is nobody to forward to: give --to TARGET, or --run COMMAND.');
  }
  if (to.length > 0 && run !== undefined) {
    throw new UsageError('Give --to or --run, not both: the gateway forwards to one kind of servers.');
  }
  const ofRun = Object.entries({ copies, path, restart }).find(([, value]) => value !== undefined);
  if (run === undefined && ofRun) throw new UsageError(`--${ofRun[0]} is about --run: give that, too.`);
  if (run !== undefined && options.export !== undefined) {
    throw new UsageError('--export needs addresses that stay: give --to instead of --run.');
  }
  if (run !== undefined && options.header.length > 0) {
    throw new UsageError('--header is about the servers of --to: give it there.');
  }
  if (options.redact && !record && capture === undefined) {
    throw new UsageError('--redact is about what is recorded: give --record or --capture, too.');
  }
  if (record && capture !== undefined) throw new UsageError('Give --record or --capture, not both.');
  const command = to.find(({ kind }) => kind === 'stdio');
  if (command) {
    throw new UsageError(
      `${command.text}: a gateway forwards HTTP only. "hopscope record -- COMMAND" stands between a client and a command.`,
    );
  }
}
