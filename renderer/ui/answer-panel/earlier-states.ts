import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';

/** A requestState that was given out in an earlier round of the same conversation. */
export interface EarlierState {
  readonly round: number;
  /** Number of the exchange whose answer it stood in. */
  readonly exchange: number;
  readonly instanceName: string;
  readonly value: string;
}

/** A conversation with more rounds than this is looked back on no further. */
const MOST_ROUNDS = 50;

/**
 * The states of the rounds before, newest first. A round sends back the state of the one before it, so its draft has
 * it; what was changed on purpose is none of the server's and left out. Stops where an exchange cannot be read.
 */
export async function earlierStates(bridge: Bridge, detail: ExchangeDetail): Promise<EarlierState[]> {
  const found: EarlierState[] = [];
  const { captureId } = detail.ref;
  let present = detail;
  for (let steps = 0; steps < MOST_ROUNDS; steps += 1) {
    const { link } = present.row;
    if (link === undefined) return found;
    const before = await bridge.invoke('exchange.get', { captureId, number: link.to, bodyLimit: 0 });
    if (!before.ok) return found;
    const { row } = before.value;
    const value = present.draft?.params['requestState'];
    const own = present.draft?.tamper.requestState === undefined;
    if (link.kind === 'round' && own && typeof value === 'string') {
      found.push({
        round: (link.round ?? 2) - 1,
        exchange: row.number,
        instanceName: row.instanceName,
        value,
      });
    }
    present = before.value;
  }
  return found;
}
