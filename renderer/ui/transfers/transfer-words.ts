import { formatCounted } from '../format.ts';
import type { ShownTransfer, TransferStep } from './transfers-store.ts';

const STEPS: Readonly<Record<TransferStep, string>> = {
  upload: 'Sending',
  import: 'Reading',
  export: 'Writing',
  download: 'Fetching',
};

/** "Reading monday.har". */
export function transferLabel({ step, name }: Pick<ShownTransfer, 'step' | 'name'>): string {
  return `${STEPS[step]} ${name}`;
}

/** How much of it is done, 0 to 100; undefined where that is not known. */
export function transferPercent({ done, total }: Pick<ShownTransfer, 'done' | 'total'>): number | undefined {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : undefined;
}

/** "43 %, 12,345 exchanges". */
export function transferFacts(transfer: ShownTransfer): string {
  const percent = transferPercent(transfer);
  const facts = [
    ...(percent === undefined ? [] : [`${String(percent)} %`]),
    ...(transfer.exchanges === 0 ? [] : [formatCounted(transfer.exchanges, 'exchange')]),
  ];
  return transfer.ending ? 'cancelling…' : facts.join(', ');
}
