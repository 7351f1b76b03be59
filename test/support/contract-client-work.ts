import { expect } from 'vitest';
import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  Events,
} from '../../shared/bridge/bridge.ts';
import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { misbehaving } from './stdio-client.ts';

// Only how long to wait before giving up on what never comes.
const PATIENCE = { timeout: 20_000, interval: 20 };

/** What the steps of a day's work need of the contract's test. */
export interface ClientWork {
  readonly bridge: Bridge;
  readonly draft: Draft;
  /** Fails the test where the command is refused. */
  readonly run: <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;
  /** The first event that fits, from now on. */
  readonly next: <E extends EventName>(event: E, fits: (payload: Events[E]) => boolean) => Promise<Events[E]>;
}

/** The part of a day's work in which Hopscope is a client: it declares, answers, completes, listens, and starts. */
export async function workAsClient(work: ClientWork, instances: readonly Instance[]): Promise<void> {
  const [first, second] = instances;
  if (!first || !second) throw new Error('two instances are needed');
  await declare(work);
  await answerARound(work, first, second);
  await completeAndListen(work, first);
  await answerAQuestion(work, second);
  await hearOfAChange(work, first);
  await startACommand(work);
}

async function declare({ run }: ClientWork): Promise<void> {
  const client = await run('client.save', {
    capabilities: { elicitation: { form: {} } },
    roots: [{ uri: 'file:///srv' }],
    responders: { roots: { mode: 'accept' } },
  });
  expect((await run('workspace.get', null)).client).toEqual(client);
  expect(await run('input.list', null)).toEqual([]);
  const answer = { kind: 'result', result: {} } as const;
  expect(await run('input.answer', { id: 'nobody asked', answer })).toBeNull();
}

async function answerARound(work: ClientWork, first: Instance, second: Instance): Promise<void> {
  const asked = await send(work, first, {
    params: { name: 'deploy', arguments: { environment: 'staging' } },
    clientCapabilities: { elicitation: { form: {} } },
    followUp: false,
  });
  const ref = await work.run('exchange.respond', {
    ...asked,
    instanceId: second.id,
    responses: { approval: { action: 'accept', content: { confirm: true, reason: 'contract' } } },
    state: { kind: 'exact' },
  });
  await ended(work, ref);
  const { row } = await work.run('exchange.get', { ...ref, bodyLimit: 1000 });
  expect(row).toMatchObject({
    instanceId: second.id,
    status: 200,
    link: { kind: 'round', to: asked.number },
  });
}

async function completeAndListen(work: ClientWork, first: Instance): Promise<void> {
  const completion = await work.run('completion.get', {
    instanceId: first.id,
    ref: { type: 'ref/prompt', name: 'describe_product' },
    argument: { name: 'sku', value: '' },
    context: {},
  });
  expect(completion.values.length).toBeGreaterThan(0);

  const { run } = work;
  const listen = { method: 'subscriptions/listen', params: { notifications: { toolsListChanged: true } } };
  const [ref] = await run('exchange.send', { draft: { ...work.draft, ...listen }, instanceIds: [first.id] });
  if (!ref) throw new Error('nothing was sent');
  await expect.poll(async () => (await rowOf(work, ref)).status, PATIENCE).toBe(200);
  await run('exchange.cancel', ref);
  await ended(work, ref);
  const again = await run('exchange.reopen', ref);
  expect(again.number).toBeGreaterThan(ref.number);
  await run('exchange.cancel', again);
  await ended(work, again);
}

/** In the legacy era a server asks while it works: the question comes as an event, the answer goes by a command. */
async function answerAQuestion(work: ClientWork, instance: Instance): Promise<void> {
  const asked = work.next('inputs', (pending) => pending.length > 0);
  const [ref] = await work.run('exchange.send', {
    draft: {
      ...work.draft,
      era: 'legacy',
      revision: '2025-11-25',
      params: { name: 'deploy', arguments: { environment: 'staging' } },
      clientCapabilities: { elicitation: { form: {} } },
    },
    instanceIds: [instance.id],
  });
  const [question] = await asked;
  if (!ref || !question) throw new Error('nothing was asked');
  expect(question).toMatchObject({ instanceId: instance.id, from: ref });
  const gone = work.next('inputs', (pending) => pending.length === 0);
  const content = { confirm: true, reason: 'contract' };
  const answer = { kind: 'result', result: { action: 'accept', content } } as const;
  await work.run('input.answer', { id: question.id, answer });
  await gone;
  await ended(work, ref);
  expect((await rowOf(work, ref)).status).toBe(200);
}

/** A list that a server says has changed, while somebody listens. */
async function hearOfAChange(work: ClientWork, instance: Instance): Promise<void> {
  const { run, draft } = work;
  await run('listing.get', { instanceId: instance.id, kind: 'tools', refresh: true });
  const listen = { method: 'subscriptions/listen', params: { notifications: { toolsListChanged: true } } };
  const [ref] = await run('exchange.send', { draft: { ...draft, ...listen }, instanceIds: [instance.id] });
  if (!ref) throw new Error('nothing was sent');
  await expect.poll(async () => (await rowOf(work, ref)).status, PATIENCE).toBe(200);
  const told = work.next('listing', ({ instanceId }) => instanceId === instance.id);
  await send(work, instance, { params: { name: 'test_trigger_tool_change', arguments: {} } });
  expect((await told).kinds).toContain('tools');
  await run('exchange.cancel', ref);
  await ended(work, ref);
}

async function startACommand(work: ClientWork): Promise<void> {
  const { run, bridge, next, draft } = work;
  const { command, args } = misbehaving('echo');
  const text = `{ "mcpServers": { "local": ${JSON.stringify({ command, args })}, }, } // as editors write it`;
  const entry = (await run('import.read', { text })).entries[0];
  if (!entry?.instance) throw new Error(`nothing to add: ${JSON.stringify(entry)}`);
  const local = await run('instance.save', entry.instance);
  const request = {
    draft: { ...draft, method: 'tools/list', params: {}, followUp: false },
    instanceIds: [local.id],
  };
  expect(await bridge.invoke('exchange.send', request)).toMatchObject({
    ok: false,
    error: { code: 'NEEDS_CONSENT', details: { id: local.id, commandLine: entry.commandLine } },
  });
  if (!local.stdio) throw new Error('it has no command');
  await run('instance.approve', { id: local.id, seen: local.stdio });
  const open = next('connection', (told) => told.instanceId === local.id && told.state === 'open');
  await run('exchange.send', request);
  expect((await open).pid).toBeGreaterThan(0);
  expect((await run('connection.list', null)).map(({ instanceId }) => instanceId)).toContain(local.id);
  const closed = next('connection', (told) => told.instanceId === local.id && told.state === 'closed');
  await run('instance.disconnect', { id: local.id });
  await closed;
  await run('instance.remove', { id: local.id });
}

async function send(work: ClientWork, to: Instance, change: Partial<Draft>): Promise<ExchangeRef> {
  const [ref] = await work.run('exchange.send', {
    draft: { ...work.draft, ...change },
    instanceIds: [to.id],
  });
  if (!ref) throw new Error('nothing was sent');
  await ended(work, ref);
  return ref;
}

async function ended(work: ClientWork, ref: ExchangeRef): Promise<void> {
  await expect.poll(async () => (await rowOf(work, ref)).state, PATIENCE).not.toBe('open');
}

async function rowOf({ run }: ClientWork, ref: ExchangeRef): Promise<Row> {
  return (await run('exchange.get', { ...ref, bodyLimit: 0 })).row;
}
