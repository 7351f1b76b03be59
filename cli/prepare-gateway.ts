import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFaultsFile, readRulesFile, type Engine } from '../engine/index.ts';
import { GATEWAY_DEFAULTS, type GatewaySettings, type GatewayState } from '../shared/model/gateway.ts';
import type { Instance } from '../shared/model/instance.ts';
import type { RunSettings } from '../shared/model/run.ts';
import { readStrategy, type NamedInstance } from '../shared/model/strategy-text.ts';
import type { Console } from './console.ts';
import { UsageError } from './exit-codes.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { ask, knownInstances } from './session.ts';
import { copiesOf, saveRun } from './run-server.ts';
import { toInstances } from './targets.ts';

/** A gateway whose settings hold; nothing of it runs. */
export interface Prepared {
  readonly saved: GatewaySettings;
  readonly run: RunSettings | undefined;
}

/**
 * Puts into the engine what the flags and files say. Rejects with UsageError, or AppError BAD_INPUT with the line of a
 * file.
 */
export async function prepareGateway(
  engine: Engine,
  options: GatewayOptions,
  console: Console,
  note: (message: string) => void,
): Promise<Prepared> {
  const run = options.run === undefined ? undefined : await saveRun(engine, options, options.run);
  const instances: readonly NamedInstance[] = run
    ? copiesOf(run)
    : await saveTargets(engine, options, console, note);
  const route = readStrategy(options.route, instances);
  if (!route.ok) throw new UsageError(`--route: ${route.reason}`);
  const { rules, faults } = options;
  const saved = await ask(engine, 'gateway.save', {
    ...GATEWAY_DEFAULTS,
    name: 'gateway',
    listen: options.listen,
    instanceIds: instances.map(({ id }) => id),
    strategy: route.strategy,
    rules: rules === undefined ? [] : readRulesFile(textOf(console, '--rules', rules), rules, instances),
    faults: faults === undefined ? [] : readFaultsFile(textOf(console, '--faults', faults), faults),
    seed: options.seed,
    allowOrigins: options.allowOrigin,
    nameInstance: options.nameInstance === true,
    record: options.record === true || options.capture !== undefined,
  });
  return { saved, run };
}

/** Resolves once it listens, with all copies ready. Rejects with AppError. */
export async function startPrepared(engine: Engine, { saved, run }: Prepared): Promise<GatewayState> {
  if (run) await ask(engine, 'run.start', { id: run.id });
  return ask(engine, 'gateway.start', { id: saved.id });
}

async function saveTargets(
  engine: Engine,
  options: GatewayOptions,
  console: Console,
  note: (message: string) => void,
): Promise<Instance[]> {
  const known = await knownInstances(options.to, options, console, note);
  const inputs = toInstances(options.to, known, { headers: options.header, era: 'auto' });
  const instances: Instance[] = [];
  for (const input of inputs) instances.push(await ask(engine, 'instance.save', input));
  const command = instances.find(({ stdio }) => stdio);
  if (command) {
    throw new UsageError(
      `${command.name} is started as a command, and a gateway forwards HTTP only. "hopscope record -- COMMAND" stands between a client and a command.`,
    );
  }
  return instances;
}

function textOf(console: Console, flag: string, file: string): string {
  try {
    return readFileSync(resolve(console.cwd, file), 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${flag}: ${file} cannot be read: ${why}`);
  }
}
