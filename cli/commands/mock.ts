import { Option, type Command } from 'commander';
import type { Engine } from '../../engine/index.ts';
import type { MockNews, MockState } from '../../shared/model/mock.ts';
import { checkCapture, existingCapture } from '../check-paths.ts';
import { addOutputOptions, collect, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { readListen, readOrigin, type Listen } from '../gateway-options.ts';
import { tableText } from '../output/human.ts';
import { ask, openEngine } from '../session.ts';

const HELP = `
Answers come by method, name and parameters, several ones of one request in their order, the last one again and again. Ids of
tasks, requestStates and handles are the mock's own: who asks twice gets two of them. What is not in the recording is answered
with an error that names the nearest recorded request, and told here.
Exit codes: 0 at its end by Ctrl-C; 2 wrong usage; 3 it cannot listen, or the recording cannot be read.

Examples:
  hopscope mock monday.hopscope
  hopscope mock monday.hopscope --listen 127.0.0.1:4200 --lenient
  hopscope mock monday.hopscope --instance alpha --json --capture seen.hopscope`;

interface MockOptions extends OutputOptions {
  readonly listen: Listen;
  readonly strict?: true;
  readonly lenient?: true;
  readonly instance?: string;
  readonly faults?: true;
  readonly allowOrigin: readonly string[];
  readonly capture?: string;
}

export function addMock(program: Command, context: CommandContext): void {
  const command = program
    .command('mock')
    .description('serves a recording as a server, for tests of clients, until Ctrl-C')
    .argument('<capture>', "a capture's file")
    .addOption(
      new Option('--listen <host:port>', 'where clients come in; port 0 is a free one')
        .argParser(readListen)
        .default({ host: '127.0.0.1', port: 0 }, '127.0.0.1:0'),
    )
    .option('--strict', 'only requests that are in the recording are answered (the default)')
    .option('--lenient', 'others get the answer of the nearest one of their method and name')
    .option('--instance <name>', 'only what this instance answered; all, in their order, where not given')
    .option('--faults', 'answers come as slowly as they came then, and break off where they broke off')
    .option(
      '--allow-origin <origin>',
      'lets pages of this origin use it, repeatable',
      collect(readOrigin),
      [],
    )
    .option('--capture <file>', 'records what it is asked and answers into this capture');
  addOutputOptions(command)
    .addHelpText('after', HELP)
    .action((file: string, options: MockOptions) => mock(context, file, options));
}

async function mock(context: CommandContext, file: string, options: MockOptions): Promise<void> {
  const { console } = context;
  if (options.strict && options.lenient) throw new UsageError('Give --strict or --lenient, not both.');
  const path = existingCapture(console.cwd, file);
  if (options.capture !== undefined) checkCapture(console.cwd, options.capture);
  const voice = createVoice(console, options);
  const engine = await openEngine(console, voice.note, { capture: options.capture });
  const ended = Promise.withResolvers<undefined>();
  const end = (): void => {
    ended.resolve(undefined);
  };
  console.interrupted.addEventListener('abort', end, { once: true });
  try {
    voice.note(`${file} is read: what was asked, and which values belong together.`);
    const starting = startMock(engine, path, options);
    const state = await Promise.race([starting, ended.promise]);
    if (state === undefined || console.interrupted.aborted) {
      // Closing the engine gives the start up, which then has nothing more to tell.
      starting.catch(() => undefined);
    } else {
      engine.bridge.on('mock', (news) => {
        tellNews(news, options, voice);
      });
      tellStart(state, file, options, voice);
      await ended.promise;
      tellEnd(await ask(engine, 'mock.stop', { id: state.id }), options, voice);
    }
    context.exit(EXIT.fine);
  } finally {
    console.interrupted.removeEventListener('abort', end);
    await engine.close();
  }
}

async function startMock(engine: Engine, path: string, options: MockOptions): Promise<MockState> {
  const { id } = await ask(engine, 'capture.open', { path });
  return ask(engine, 'mock.start', {
    captureId: id,
    listen: options.listen,
    lenient: options.lenient === true,
    faults: options.faults === true,
    ...(options.instance !== undefined && { instance: options.instance }),
    allowOrigins: options.allowOrigin,
    record: options.capture !== undefined,
  });
}

function tellStart(state: MockState, file: string, { json }: MockOptions, voice: Voice): void {
  voice.result(
    json ? `${JSON.stringify({ url: state.url })}\n` : tableText([[voice.paint('bold', 'mock'), state.url]]),
  );
  if (state.listensBeyondLoopback) {
    voice.warn('It listens beyond this machine: whoever reaches it gets what is in the recording.');
  }
  const requests = `${String(state.requests)} recorded ${state.requests === 1 ? 'request' : 'requests'}`;
  voice.note(`${file}: ${requests}, ${state.eras.join(' and ')} era.`);
  for (const note of state.notes) voice.note(note);
  voice.note('The mock runs until Ctrl-C.');
}

function tellNews(news: MockNews, { json }: MockOptions, voice: Voice): void {
  const { id: _only, kind, ...request } = news;
  if (json) voice.result(`${JSON.stringify({ [kind]: request })}\n`);
  else voice.warn(news.says);
}

function tellEnd({ counts }: MockState, { json }: MockOptions, voice: Voice): void {
  if (json) {
    voice.result(`${JSON.stringify({ counts })}\n`);
    return;
  }
  const { answered, repeated, alike, unmatched, refused } = counts;
  const parts = [
    `${String(answered)} answered`,
    ...(repeated > 0 ? [`${String(repeated)} of them again`] : []),
    ...(alike > 0 ? [`${String(alike)} of them as the nearest one`] : []),
    `${String(unmatched)} not in the recording`,
    ...(refused > 0 ? [`${String(refused)} refused`] : []),
  ];
  voice.note(`${parts.join(', ')}.`);
}
