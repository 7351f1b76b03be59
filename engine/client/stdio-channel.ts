import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Connection } from '../../shared/model/input.ts';
import type { Era, Instance } from '../../shared/model/instance.ts';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import { AppError } from '../app-error.ts';
import type { Channel, ChannelServices, Readiness, ReadyInstance, Sending, SendOrder } from './channel.ts';
import { ServerProcess, type ProcessEnd } from './server-process.ts';
import { createLegacyStdio } from './stdio-legacy.ts';
import { createModernStdio } from './stdio-modern.ts';
import type { OpenStdioEra, StdioEra } from './stdio-era.ts';

const ERAS: Readonly<Record<Era, OpenStdioEra>> = { modern: createModernStdio, legacy: createLegacyStdio };

/**
 * A server on stdio: one process, started by the first request that needs it, and again by the first one after it
 * ended; never by itself, so that one that cannot run is not started for ever.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio
 */
export function createStdioChannel(target: ReadyInstance, era: Era, services: ChannelServices): Channel {
  return new StdioChannel(target, era, services);
}

interface Running {
  readonly process: ServerProcess;
  readonly era: StdioEra;
}

class StdioChannel implements Channel {
  readonly era: Era;
  readonly transport = 'stdio';
  readonly opened?: () => ExchangeRef | undefined;
  readonly #target: ReadyInstance;
  readonly #services: ChannelServices;
  #running: Running | undefined;
  #starting: Promise<Running> | undefined;
  #closing: Promise<void> | undefined;

  constructor(target: ReadyInstance, era: Era, services: ChannelServices) {
    this.#target = target;
    this.era = era;
    this.#services = services;
    if (era === 'legacy') this.opened = () => this.#running?.era.openedBy;
  }

  async ready(order: SendOrder): Promise<Readiness> {
    refuseWithoutConsent(this.#target.instance);
    this.#refuseWhenClosed();
    const { process, era } = await whileWanted(this.#run(order), order.signal);
    this.#refuseWhenClosed();
    if (!process.isRunning) {
      await whileWanted(process.gone, order.signal);
      return { ok: false, shownBy: process.ref };
    }
    return era.open(order);
  }

  send(order: SendOrder): Sending {
    if (!this.#running) throw new AppError('INTERNAL', 'A server was sent to before it was started.');
    return this.#running.era.send(order);
  }

  rootsChanged(): void {
    this.#running?.era.rootsChanged?.();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // One that is being started sees that this is closing, and is not.
    const running = this.#running;
    running?.era.close();
    await running?.process.stop();
  }

  /** The process that runs, or a new one; one that is ending is waited for first. */
  async #run(order: SendOrder): Promise<Running> {
    if (this.#running?.process.isRunning) return this.#running;
    this.#starting ??= this.#start(order).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #start(order: SendOrder): Promise<Running> {
    await this.#running?.process.gone;
    this.#refuseWhenClosed();
    const { instance } = this.#target;
    this.#tell({ state: 'opening' });
    const process = new ServerProcess({
      target: this.#target,
      era: this.era,
      origin: order.origin,
      services: this.#services,
      onIncoming: (incoming) => running.era.take(incoming),
      cancel: (flight) => running.era.cancel(flight),
      readsBatches: () => running.era.readsBatches,
      mayBeSilent: () => running.era.waitsForPerson,
      onGone: (end) => {
        running.era.lose(end.problem);
        const { problem } = running.era;
        this.#tellEnd(process, problem === undefined ? end : { ...end, problem });
      },
    });
    const running: Running = {
      process,
      era: ERAS[this.era]({
        instance,
        process,
        services: this.#services,
        tell: (state) => this.#tell({ ...this.#facts(process), ...state }),
      }),
    };
    this.#running = running;
    return running;
  }

  #facts(process: ServerProcess): Pick<Connection, 'pid' | 'shownBy'> {
    return { ...(process.pid !== undefined && { pid: process.pid }), shownBy: process.ref };
  }

  #tellEnd(process: ServerProcess, { asked, quiet, problem, stderrTail }: ProcessEnd): void {
    this.#tell({
      state: asked || quiet ? 'closed' : 'lost',
      shownBy: process.ref,
      problem,
      ...(stderrTail !== '' && { stderrTail }),
    });
  }

  #tell(state: Omit<Connection, 'instanceId' | 'era' | 'transport'>): void {
    this.#services.tellConnection({
      instanceId: this.#target.instance.id,
      era: this.era,
      transport: 'stdio',
      ...state,
    });
  }

  #refuseWhenClosed(): void {
    if (this.#closing === undefined) return;
    const { name } = this.#target.instance;
    throw new AppError(
      'CANCELLED',
      `${name} was disconnected before the request could leave. Send it again.`,
    );
  }
}

/** Nothing is started that nobody on this machine has allowed: instances come here allowed, and this is the last door. */
function refuseWithoutConsent({ id, name, stdio, approved }: Instance): void {
  if (!stdio) throw new AppError('INTERNAL', `${name} has no command.`);
  if (approved === true) return;
  // Without the environment: its variables are filled by now, and their values may be secrets.
  const commandLine = formatCommandLine({ ...stdio, env: {} });
  throw new AppError(
    'NEEDS_CONSENT',
    `${name} would start a program on this machine that nobody has allowed yet: ${commandLine}`,
    { id, commandLine },
  );
}

/** Whoever gives up does not wait any more; what he waited for goes on. */
function whileWanted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(new AppError('CANCELLED', 'The request was cancelled before it could leave.'));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const over = (): void => signal.removeEventListener('abort', onAbort);
    void work.then(resolve, reject).finally(over);
  });
}
