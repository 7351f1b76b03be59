import type { Command } from 'commander';
import { AppError, type Engine } from '../../engine/index.ts';
import type { GatewayState } from '../../shared/model/gateway.ts';
import { checkCapture, checkWorkspace } from '../check-paths.ts';
import { createCopyNews } from '../copy-news.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { addGatewayOptions, checkGatewayOptions, type GatewayOptions } from '../gateway-options.ts';
import { createLiveLine, type LiveLine } from '../live-line.ts';
import { gatewayLine } from '../output/gateway-line.ts';
import { tableText } from '../output/human.ts';
import { prepareGateway, startPrepared, type Prepared } from '../prepare-gateway.ts';
import { redactionOf } from '../redaction-option.ts';
import { ask, openEngine, workspaceOf } from '../session.ts';

const HELP = `
Rules:
  [{ "name": "calls", "match": [{ "header": "Mcp-Method", "test": "exact", "value": "tools/call" }],
     "action": { "kind": "route", "instanceIds": ["alpha", "beta"], "strategy": "hash:Mcp-Name" } },
   { "match": [{ "header": "Origin", "test": "present" }],
     "action": { "kind": "refuse", "status": 403, "text": "No pages here." } }]
Faults, of a rule or of --faults:
  [{ "probability": 0.1, "does": { "kind": "delay", "ms": 500 } }]

Examples:
  hopscope gateway --to http://127.0.0.1:3001/mcp --to http://127.0.0.1:3002/mcp --record
  hopscope gateway --to alpha --to beta --route sticky:Mcp-Session-Id --listen 127.0.0.1:4100
  hopscope gateway --run 'npx some-server --port \${PORT}' --copies 3 --capture monday.hopscope
  hopscope gateway --to alpha --to beta --rules rules.json --export nginx`;

export function addGateway(program: Command, context: CommandContext): void {
  addGatewayOptions(
    program
      .command('gateway')
      .description('one address in front of several servers: forwards, records, explains, until Ctrl-C')
      .addHelpText('after', HELP),
  ).action((options: GatewayOptions) => gateway(context, options));
}

async function gateway(context: CommandContext, options: GatewayOptions): Promise<void> {
  const { console } = context;
  checkGatewayOptions(options);
  if (options.workspace !== undefined && options.record !== true)
    checkWorkspace(console.cwd, options.workspace);
  if (options.capture !== undefined) checkCapture(console.cwd, options.capture);
  const voice = createVoice(console, options);
  const live = createLiveLine(console);
  const engine = await openEngine(
    console,
    (message) => {
      live.around(() => {
        voice.note(message);
      });
    },
    {
      capture: options.capture,
      ...(options.record && { recordInto: workspaceOf(options, console) }),
      ...(await redactionOf(options, console, { recordsIntoWorkspace: options.record === true })),
    },
  );
  try {
    const prepared = await prepareGateway(engine, options, console, voice.note);
    if (options.export !== undefined) {
      const { text } = await ask(engine, 'gateway.export', { id: prepared.saved.id, target: options.export });
      voice.result(text);
    } else {
      await runGateway(engine, prepared, { options, voice, live, interrupted: console.interrupted });
    }
    context.exit(EXIT.fine);
  } finally {
    await engine.close();
  }
}

interface Shown {
  readonly options: GatewayOptions;
  readonly voice: Voice;
  readonly live: LiveLine;
  readonly interrupted: AbortSignal;
}

/** Until Ctrl-C. Rejects with AppError where it does not start, or where no copy is left. */
async function runGateway(engine: Engine, prepared: Prepared, shown: Shown): Promise<void> {
  const { options, voice, live, interrupted } = shown;
  const ended = Promise.withResolvers<undefined>();
  // Whoever waits for it hears of it; before that nobody has to.
  ended.promise.catch(() => undefined);
  const end = (): void => {
    ended.resolve(undefined);
  };
  interrupted.addEventListener('abort', end, { once: true });
  try {
    const starting = startPrepared(engine, prepared);
    const state = await Promise.race([starting, ended.promise]);
    if (state === undefined || interrupted.aborted) {
      // Closing the engine gives the start up, which then has nothing more to tell.
      starting.catch(() => undefined);
      return;
    }
    watchRun(engine, shown, ended.reject);
    const { url = '' } = state;
    const servers = (await ask(engine, 'workspace.get', null)).instances;
    voice.result(
      options.json
        ? `${JSON.stringify({ url })}\n`
        : tableText([
            [voice.paint('bold', 'gateway'), url],
            ...servers.map((server) => [`  ${server.name}`, server.url]),
          ]),
    );
    tellOf(state, shown);
    const nameOf = (id: string): string => servers.find((server) => server.id === id)?.name ?? id;
    const show = (now: GatewayState): void => {
      if (!options.quiet) live.show(gatewayLine(now, nameOf));
    };
    engine.bridge.on('gateway', show);
    await ended.promise;
    show(await ask(engine, 'gateway.stop', { id: prepared.saved.id }));
  } finally {
    live.end();
    interrupted.removeEventListener('abort', end);
  }
}

function tellOf(state: GatewayState, { options, voice }: Shown): void {
  if (state.listensBeyondLoopback) {
    voice.warn('It listens beyond this machine: whoever reaches it uses the servers behind it.');
  }
  if (options.record !== true && options.capture === undefined) {
    voice.note('Nothing is recorded: add --record, or --capture FILE.');
  }
  voice.note('The gateway runs until Ctrl-C.');
}

/** Tells of copies that end and come again; `fail` where none is left. */
function watchRun(engine: Engine, { voice, live }: Shown, fail: (error: AppError) => void): void {
  const newsOf = createCopyNews();
  engine.bridge.on('run', (run) => {
    for (const news of newsOf(run)) {
      live.around(() => {
        voice.warn(news);
      });
    }
    if (run.state === 'failed') fail(new AppError('IO', 'No copy of the server is left.'));
  });
}
