import {
  DURABILITY_STEPS,
  type DurabilityCell,
  type DurabilityStep,
  type DurabilityWish,
} from '../../shared/model/durability.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import { isTerminal } from '../../shared/model/task.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { InstanceControl } from '../instances/instance-control.ts';
import type { ToldTask } from './durability-answers.ts';
import type { Asked, Asker } from './durability-asker.ts';
import { addCell, type Check, type DurabilityTimes } from './durability-check.ts';
import { creatorDown } from './durability-creator-down.ts';
import { cancelElsewhere, updateElsewhere } from './durability-elsewhere.ts';
import { afterTtl, getAtOnce, getLater, unknownId } from './durability-gets.ts';
import { judgeCreated } from './durability-verdicts.ts';

/** What a check tells while it is made. */
export interface DurabilityNews {
  readonly step: (step: DurabilityStep, done: number) => void;
  readonly doing: (what: string) => void;
  readonly cell: (cell: DurabilityCell) => void;
  readonly task: (task: {
    readonly taskId: string;
    readonly tool: string;
    readonly created: ExchangeRef;
  }) => void;
}

export interface DurabilityOrder {
  readonly wish: DurabilityWish;
  readonly ids: readonly string[];
  readonly target: (id: string) => ReadyInstance;
  readonly nameOf: (id: string) => string;
  readonly settings: () => ClientSettings;
  readonly control: InstanceControl;
  /** With the check's signal. */
  readonly asker: Asker;
  /** For what is put in order at the end, also of a check that was cancelled. */
  readonly tidier: Asker;
  readonly signal: AbortSignal;
  readonly times: DurabilityTimes;
  readonly news: DurabilityNews;
}

/**
 * Makes one check, step by step, and cancels the tasks that still run at its end. Resolves when it is over; rejects with the
 * signal's reason where it was cancelled, with AppError where an instance cannot be sent to any more.
 */
export async function runDurability(order: DurabilityOrder): Promise<void> {
  const { ids, news, signal, asker } = order;
  const [creator = ''] = ids;
  const last = new Map<string, ToldTask>();
  const created = new Map<string, ExchangeRef>();
  const asked = new Set<string>();
  const heard = ({ answer }: Asked): void => {
    if (answer.kind === 'task') last.set(answer.task.taskId, answer.task);
  };
  const check: Check = {
    ...order,
    heard,
    doing: news.doing,
    cell: news.cell,
    lastOf: (taskId) => last.get(taskId),
    cancelAsked: (taskId) => void asked.add(taskId),
    async create(work, step) {
      news.doing(`${work.tool} on ${order.nameOf(creator)}, for “${step}”`);
      const call = await asker.call(order.target(creator), work);
      const { answer, ref } = call;
      if (answer.kind !== 'task') return { asked: call };
      heard(call);
      created.set(answer.task.taskId, ref);
      news.task({ taskId: answer.task.taskId, tool: work.tool, created: ref });
      return { told: answer.task, asked: call, handedOutAt: performance.now() };
    },
  };
  try {
    await makeSteps(check, news);
  } finally {
    // A server that never takes a wish to cancel must not keep the check from its end.
    const left = [...created].flatMap(([taskId, by]) => {
      const { status } = last.get(taskId) ?? { status: 'working' as const };
      return isTerminal(status) || asked.has(taskId) ? [] : [{ taskId, created: by }];
    });
    if (left.length > 0) news.doing('cancelling what still runs');
    await Promise.allSettled(left.map(async (task) => order.tidier.cancel(order.target(creator), task)));
  }
  signal.throwIfAborted();
}

async function makeSteps(check: Check, news: DurabilityNews): Promise<void> {
  const { wish, ids } = check;
  const [creator = ''] = ids;
  const begin = (step: DurabilityStep): void => {
    news.step(step, DURABILITY_STEPS.indexOf(step));
  };
  begin('create');
  const made = await check.create(wish, 'create');
  addCell(check, 'create', creator, judgeCreated(made.asked.answer, wish.tool), [made.asked]);
  // Nothing else can be asked: the cells of the other steps stay empty.
  if (!made.told) return;
  begin('get-at-once');
  const knew = await getAtOnce(check, made);
  begin('get-later');
  await getLater(check, made, knew);
  begin('unknown-id');
  await unknownId(check);
  begin('update');
  await updateElsewhere(check);
  begin('cancel');
  await cancelElsewhere(check);
  begin('creator-down');
  await creatorDown(check);
  begin('after-ttl');
  await afterTtl(check, made);
}
