import type { Fault, FaultAction } from '../../../shared/model/gateway.ts';
import { createRandom, hashText } from '../../random.ts';

/** Which faults strike a request. */
export interface FaultDice {
  /** Those that strike, in their order. Each fault has dice of its own: another one more changes nothing for it. */
  strike(faults: readonly Fault[]): readonly Fault[];
}

/** The same seed and the same sequence of requests give the same faults. Pure but for that. */
export function createFaultDice(seed: number): FaultDice {
  const dice = new Map<string, () => number>();
  return {
    strike: (faults) =>
      faults.filter(({ id, enabled, probability }) => {
        if (!enabled || probability <= 0) return false;
        let roll = dice.get(id);
        if (!roll) {
          roll = createRandom(hashText(`${String(seed)}\n${id}`));
          dice.set(id, roll);
        }
        return roll() < probability;
      }),
  };
}

/** What a fault does, as a sentence in the past tense: it was injected. */
export function describeFault(does: FaultAction): string {
  switch (does.kind) {
    case 'delay':
      return `Held back for ${String(does.ms)} ms before it was forwarded.`;
    case 'refuse':
      return 'The client’s connection was closed without an answer.';
    case 'status':
      return `Answered ${String(does.status)} by the gateway; the server saw nothing.`;
    case 'cut':
      return `The client’s connection was cut after ${String(does.count)} ${does.after} of the answer.`;
    case 'duplicate':
      return 'The request was sent to the next instance, too; the client got the first answer.';
    case 'header':
      return describeHeaderFault(does);
    case 'swap':
      return 'The answer was held back until the next one had left.';
    case 'down':
      return `The instance took no connection for ${String(does.forMs)} ms.`;
  }
}

function describeHeaderFault({ side, op, name, value }: Extract<FaultAction, { kind: 'header' }>): string {
  const where = side === 'request' ? 'request' : 'answer';
  switch (op) {
    case 'strip':
      return `${name} was taken out of the ${where}.`;
    case 'change':
      return `${name} of the ${where} was changed to ${JSON.stringify(value ?? '')}.`;
    case 'recase':
      return `${name} of the ${where} was written in this case.`;
    case 'add':
      return `${name}: ${value ?? ''} was added to the ${where}.`;
  }
}
