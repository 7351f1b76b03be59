import type { Command } from 'commander';
import { BUGS } from '../../demo/bugs.ts';
import { AppError } from '../../engine/index.ts';
import { addOutputOptions, collect, readWholeNumber, type OutputOptions } from '../common-options.ts';
import { createVoice, type CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { tableText } from '../output/human.ts';
import { ask, openEngine } from '../session.ts';

const MOST_INSTANCES = 8;

interface DemoOptions extends OutputOptions {
  readonly instances: number;
  readonly bug: readonly string[];
  readonly conformanceFixtures?: true;
}

export function addDemo(program: Command, context: CommandContext): void {
  const bugs = BUGS.map(({ name, breaks }) => `  ${name.padEnd(20)}${breaks}`).join('\n');
  const command = program
    .command('demo')
    .description('runs the demo fleet until Ctrl-C')
    .option('--instances <n>', 'how many', (text) => readWholeNumber(text, 1, MOST_INSTANCES), 3)
    .option('--bug <name>', 'switches a fault on, repeatable', collect(String), [])
    .option(
      '--conformance-fixtures',
      'adds the tools, prompts and resources that the MCP conformance suite calls',
    )
    .addHelpText('after', `\nBugs:\n${bugs}\n\nExample: hopscope demo --instances 3 --bug memory-basket`);
  addOutputOptions(command).action((options: DemoOptions) => demo(context, options));
}

async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  const { console } = context;
  const voice = createVoice(console, options);
  const engine = await openEngine(console, voice.note);
  const ended = Promise.withResolvers<undefined>();
  const endAll = (): void => {
    ended.resolve(undefined);
  };
  console.interrupted.addEventListener('abort', endAll, { once: true });
  let shownProblem: string | undefined;
  try {
    const starting = ask(engine, 'demo.start', {
      instances: options.instances,
      bugs: options.bug,
      conformanceFixtures: options.conformanceFixtures === true,
    });
    const started = await Promise.race([starting.then(() => true), ended.promise.then(() => false)]);
    if (!started || console.interrupted.aborted) {
      // Closing the engine gives the start up, which then has nothing more to tell.
      starting.catch(() => undefined);
      context.exit(EXIT.fine);
      return;
    }
    const { instances } = await ask(engine, 'workspace.get', null);
    const running = instances.map(({ name, url }) => ({ name, url }));
    voice.result(
      options.json
        ? `${JSON.stringify({ instances: running })}\n`
        : tableText(running.map(({ name, url }) => [voice.paint('bold', name), url])),
    );
    voice.note('The demo fleet runs until Ctrl-C.');
    engine.bridge.on('workspace', ({ demo: state }) => {
      if (state.problem === undefined || state.problem === shownProblem) return;
      shownProblem = state.problem;
      voice.warn(state.problem);
      if (state.state === 'failed')
        ended.reject(new AppError('IO', 'No instance of the demo fleet is left.'));
    });
    await ended.promise;
    context.exit(EXIT.fine);
  } finally {
    console.interrupted.removeEventListener('abort', endAll);
    await engine.close();
  }
}
