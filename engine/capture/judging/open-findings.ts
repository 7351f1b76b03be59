import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { Feed } from '../feed.ts';
import { sumOfFindings } from './row-findings.ts';

/**
 * What the judge has found by now about exchanges that are recorded here and go on: their rows are made by their recorder,
 * which knows only what it records itself.
 */
export interface OpenFindings {
  /** The feed for the recorder: rows that go through it have what was found. */
  readonly feed: Feed;
  set(number: number, findings: RowFindings | undefined): void;
  /** It has ended and is judged: its row has it all. */
  drop(number: number): void;
}

export function createOpenFindings(feed: Feed): OpenFindings {
  const found = new Map<number, RowFindings>();
  const complete = (row: Row): Row => {
    const findings = sumOfFindings(row.findings, found.get(row.number));
    return findings ? { ...row, findings } : row;
  };
  return {
    feed: {
      changed(captureId, number, build) {
        feed.changed(captureId, number, () => complete(build()));
      },
      flush() {
        feed.flush();
      },
    },
    set(number, findings) {
      if (findings) found.set(number, findings);
      else found.delete(number);
    },
    drop(number) {
      found.delete(number);
    },
  };
}
