import type { Engine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import type { Instance, InstanceHealth } from '../../../shared/model/instance.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';

/** As `invoke`, and throws what went wrong. */
export async function ask<C extends CommandName>(
  { bridge }: Engine,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C>> {
  const answer = await bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
}

/** Adds an instance; a command is allowed, as a person does who has seen it. */
export async function addInstance(
  engine: Engine,
  name: string,
  where: string | StdioCommand,
  part: Partial<Instance> = {},
): Promise<Instance> {
  if (typeof where === 'string') {
    return ask(engine, 'instance.save', { name, url: where, headers: [], ...part });
  }
  const saved = await ask(engine, 'instance.save', { name, url: '', stdio: where, headers: [], ...part });
  await ask(engine, 'instance.approve', { id: saved.id, seen: where });
  return saved;
}

/** Checks one instance and waits for what comes of it. */
export async function check(engine: Engine, id: string): Promise<InstanceHealth> {
  const told = new Promise<InstanceHealth>((resolve) => {
    const off = engine.bridge.on('health', (health) => {
      if (health.instanceId !== id || health.checkedAt === undefined || health.state === 'checking') return;
      off();
      resolve(health);
    });
  });
  await ask(engine, 'instance.check', { ids: [id] });
  return told;
}

export function draftOf(method: string, params: JsonObject, part: Partial<Draft> = {}): Draft {
  return {
    era: 'auto',
    revision: '2026-07-28',
    method,
    params,
    clientCapabilities: {},
    clientInfo: { name: 'hopscope-test', version: '0' },
    tamper: NO_TAMPER,
    ...part,
  };
}

/** Sends, waits for all that follows, and reads the last exchange of the conversation. */
export async function sendAndRead(engine: Engine, id: string, draft: Draft): Promise<ExchangeDetail> {
  const [ref] = await ask(engine, 'exchange.send', { draft, instanceIds: [id] });
  if (!ref) throw new Error('Nothing was sent.');
  const refs = await engine.whenSettled(ref);
  return ask(engine, 'exchange.get', { ...(refs.at(-1) ?? ref), bodyLimit: 1_000_000 });
}

/** All rows of what is being recorded. */
export async function rowsOf(engine: Engine): Promise<readonly Row[]> {
  const [capture] = await ask(engine, 'capture.list', null);
  if (!capture) throw new Error('Nothing is recorded.');
  return (await ask(engine, 'capture.rows', { captureId: capture.id, after: 0, limit: 1000 })).rows;
}
