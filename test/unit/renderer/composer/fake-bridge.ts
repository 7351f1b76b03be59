import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  Events,
} from '../../../../shared/bridge/bridge.ts';
import type { Result } from '../../../../shared/bridge/result.ts';

type Answers = {
  [C in CommandName]?: (input: CommandInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>>;
};

/** A bridge that answers from a table; what the table does not hold or throws comes back as a refusal. */
export class TableBridge implements Bridge {
  readonly calls: { readonly command: CommandName; readonly input: unknown }[] = [];
  private readonly answers: Answers;
  private readonly rowListeners = new Set<(payload: Events['rows']) => void>();
  private readonly connectionListeners = new Set<(connected: boolean) => void>();

  constructor(answers: Answers) {
    this.answers = answers;
  }

  async invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Result<CommandOutput<C>>> {
    this.calls.push({ command, input });
    try {
      const answer = this.answers[command];
      if (!answer) throw new Error(`${command} is not in the table`);
      return { ok: true, value: await answer(input) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { code: 'BAD_INPUT', message } };
    }
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    if (event !== 'rows') return () => undefined;
    const rows = listener as (payload: Events['rows']) => void;
    this.rowListeners.add(rows);
    return () => {
      this.rowListeners.delete(rows);
    };
  }

  onConnection(listener: (connected: boolean) => void): () => void {
    this.connectionListeners.add(listener);
    listener(true);
    return () => {
      this.connectionListeners.delete(listener);
    };
  }

  emitRows(batch: Events['rows']): void {
    for (const listener of this.rowListeners) listener(batch);
  }

  reconnect(): void {
    for (const listener of this.connectionListeners) listener(true);
  }

  get listening(): number {
    return this.rowListeners.size + this.connectionListeners.size;
  }

  inputsOf(command: CommandName): unknown[] {
    return this.calls.filter((call) => call.command === command).map((call) => call.input);
  }
}
