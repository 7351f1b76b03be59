import { InvalidArgumentError, Option, type Command } from 'commander';
import type { JsonObject, JsonValue } from '../shared/model/draft.ts';
import type { HeaderPair } from '../shared/model/headers.ts';
import { LOG_LEVELS } from '../shared/spec/modern.ts';
import type { ClientOptions } from './client-options.ts';
import { UsageError } from './exit-codes.ts';
import { parseHeader, parseLabelledTarget, type TargetSpec } from './targets.ts';

const MAX_TIMEOUT_MS = 86_400_000;

/** Flags that every command which sends something has. */
export interface SendingOptions extends OutputOptions, ClientOptions {
  readonly header: readonly HeaderPair[];
  readonly era: 'auto' | 'modern' | 'legacy';
  /** Ms. */
  readonly timeout?: number;
  /** Ms. */
  readonly maxTimeout?: number;
  readonly logLevel?: string;
  /** `--no-follow-up` makes it false; absent where a command does not follow up unless told to. */
  readonly followUp?: boolean;
  readonly capture?: string;
  readonly redact?: true;
  readonly workspace?: string;
}

/** Flags that every command has. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** `--no-color` makes it false. */
  readonly color: boolean;
}

/** Flags of commands that send to several targets. */
export interface FleetOptions extends SendingOptions {
  readonly to: readonly TargetSpec[];
  readonly expectSame?: boolean;
}

export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'one JSON document on standard output')
    .option('--quiet', 'no progress and no notes')
    .option('--no-color', 'no colours');
}

/** What stands for a target in a help text. */
export const TARGET_HELP = "a URL, an instance's name, or 'stdio:COMMAND LINE'";

export const REDACT_HELP = 'replaces secrets before they are recorded, by the rules of the workspace';

/** Where to send, and how long to wait: for every command that sends. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option(
      '--header <K: V>',
      'a header of each request, repeatable; ${NAME} comes from the environment',
      collect(parseHeader),
      [],
    )
    .addOption(
      new Option(
        '--era <era>',
        'modern: 2026-07-28 and later; legacy: with a session; auto finds out which the server is of',
      )
        .choices(['auto', 'modern', 'legacy'])
        .default('auto'),
    )
    .option('--timeout <ms>', 'longest wait for an answer, then the request is cancelled', readTimeout)
    .option('--capture <file>', 'append what happens to this capture; made where it does not exist')
    .option('--redact', REDACT_HELP)
    .option('--workspace <dir>', "where instances' names are looked up");
}

export function addSendingOptions(command: Command): Command {
  addConnectionOptions(command).option(
    '--max-timeout <ms>',
    'how far progress may extend --timeout',
    readTimeout,
  );
  addClientOptions(command);
  return addOutputOptions(command);
}

/** What Hopscope is as a client: what it declares, and how it answers what servers ask. */
function addClientOptions(command: Command): void {
  command
    .option(
      '--respond <[kind=]answer>',
      'answers servers: accept (with defaults, else yes or the first choice), decline, cancel, ask, JSON or a file with it; kind: elicitation, sampling or roots; repeatable',
      collect(String),
      [],
    )
    .option(
      '--root <[name=]folder>',
      'a root to give out, a folder or file:// URI, repeatable',
      collect(String),
      [],
    )
    .option(
      '--capabilities <json>',
      'what is declared, instead of what --respond and --root need',
      readJsonObject,
    )
    .option(
      '--extension <id[=json]>',
      'declares an extension with its settings, repeatable',
      collect(String),
      [],
    )
    .addOption(
      new Option('--log-level <level>', 'asks for log messages of this severity and above').choices([
        ...LOG_LEVELS,
      ]),
    );
}

/** For commands that follow up by themselves. */
export function addNoFollowUp(command: Command): Command {
  return command.option(
    '--no-follow-up',
    'one request and no more: no other revision, headers, era or round by itself',
  );
}

export function addFleetOptions(command: Command): Command {
  command
    .option('--to <[name=]target>', 'a further target, repeatable', collect(parseLabelledTarget), [])
    .option('--expect-same', 'exit 1 where the answers differ');
  return addSendingOptions(command);
}

/** An argument that must be a JSON object. Throws what commander turns into exit code 2. */
export function readJsonObject(text: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new InvalidArgumentError(
      `It is no JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError('It must be a JSON object, such as {"name":"value"}.');
  }
  return value as JsonObject;
}

/** Each use of a repeatable flag adds to the list. A UsageError becomes commander's own. */
export function collect<T>(read: (text: string) => T): (text: string, before: readonly T[]) => readonly T[] {
  return (text, before) => {
    try {
      return [...before, read(text)];
    } catch (error) {
      if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}

export function readWholeNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new InvalidArgumentError(`It must be a whole number from ${String(least)} to ${String(most)}.`);
  }
  return value;
}

function readTimeout(text: string): number {
  return readWholeNumber(text, 1, MAX_TIMEOUT_MS);
}
