import type { DrivenTask, TaskRouting } from '../../shared/model/driven-task.ts';
import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { LINK_KINDS, Origin } from '../../shared/model/exchange.ts';
import type { Fleet } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { Client } from '../client/client.ts';
import { readAnswer, type ReadAnswer } from '../client/read-answer.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import type { TaskBase } from './task-drafts.ts';
import { askable, membersOf } from './task-targets.ts';

/** What does not change about a driven task. */
export interface DriveIdentity {
  readonly id: string;
  readonly taskId: string;
  readonly tool: string;
  readonly created: ExchangeRef;
  readonly creator: DrivenTask['creator'];
  readonly base: TaskBase;
  /** What its requests are marked with. */
  readonly origin: Origin;
}

export interface WayServices {
  readonly client: Client;
  readonly captures: Captures;
  readonly instances: InstanceDirectory;
  readonly fleets: () => readonly Fleet[];
}

export type TaskLink = Extract<
  (typeof LINK_KINDS)[number],
  'poll' | 'update' | 'task-cancel' | 'task-listen'
>;

/** The way of one task's requests to the instances that may know it. */
export class TaskWay {
  readonly #identity: DriveIdentity;
  readonly #services: WayServices;
  readonly #inFlight = new Set<ExchangeRef>();
  /** Known since the task was made: its creator may leave the fleet. */
  #members: readonly string[];

  constructor(identity: DriveIdentity, members: readonly string[], services: WayServices) {
    this.#identity = identity;
    this.#members = members;
    this.#services = services;
  }

  members(): readonly string[] {
    return this.#members;
  }

  /** Ids of the instances that the routing allows and that can be sent to now. */
  asks(routing: TaskRouting): readonly string[] {
    const { instanceId } = this.#identity.creator;
    const now = membersOf(instanceId, this.#services.fleets());
    if (now.length > 1 || this.#isThere(instanceId)) this.#members = now;
    return askable(routing, this.#members, (id) => this.#isThere(id));
  }

  /** Throws AppError where nothing can be sent there. */
  check(instanceId: string): void {
    this.#services.instances.ready(instanceId);
  }

  /** Rejects with AppError where nothing can leave. */
  async send(draft: Draft, instanceId: string, kind: TaskLink): Promise<ExchangeRef> {
    const { client, captures, instances } = this.#services;
    const { created, origin } = this.#identity;
    // Links stay within one capture.
    const isHere = captures.recording().captureId === created.captureId;
    const link = isHere ? ({ kind, to: created.number } as const) : undefined;
    return client.send(draft, instances.ready(instanceId), origin, link);
  }

  /** What came, once the exchange has ended. */
  async read(ref: ExchangeRef): Promise<ReadAnswer> {
    this.#inFlight.add(ref);
    try {
      await this.#services.client.whenSettled(ref);
    } finally {
      this.#inFlight.delete(ref);
    }
    return readAnswer(this.#services.captures, ref);
  }

  cancelAll(): void {
    for (const ref of this.#inFlight) this.#services.client.cancel(ref);
  }

  nameOf(instanceId: string): string {
    const { creator } = this.#identity;
    const found = this.#services.instances.all().find(({ id }) => id === instanceId);
    return found?.name ?? (instanceId === creator.instanceId ? creator.instanceName : instanceId);
  }

  /** Why nobody is asked: a sentence. */
  nobodyThere(routing: TaskRouting): string {
    const { instanceName } = this.#identity.creator;
    return routing === 'creator'
      ? `${instanceName}, which made it, is not here (any more) or cannot be sent to, so nobody is asked. It goes on when ${instanceName} is back; another routing asks the others of its fleet.`
      : `None of the instances that served it with ${instanceName} is here (any more), so nobody is asked. It goes on when one is back.`;
  }

  #isThere(instanceId: string): boolean {
    try {
      this.check(instanceId);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}
