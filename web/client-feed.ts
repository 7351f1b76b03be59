import type { BridgeEvent } from '../shared/bridge/bridge.ts';
import { createHeldNotices } from '../shared/bridge/held-notices.ts';
import type { HostMessage } from '../shared/bridge/wire.ts';
import type { RowBatch } from '../shared/model/capture.ts';
import { RowRanges } from './row-ranges.ts';

export interface FeedLimits {
  /** Above this many unsent bytes, events are held back. */
  readonly highBytes: number;
  /** At or below this many unsent bytes, what was held back is sent. */
  readonly lowBytes: number;
}

export const FEED_LIMITS: FeedLimits = { highBytes: 4 * 1024 * 1024, lowBytes: 256 * 1024 };

/** Where a feed sends to. */
export interface FeedSink {
  /** Bytes that were handed over and have not left yet. */
  unsentBytes(): number;
  send(text: string): void;
}

/** One event for all clients: it is turned into text once, and only where someone takes it. */
export interface Broadcast {
  readonly event: BridgeEvent;
  readonly text: () => string;
}

/** The events towards one page. */
export interface ClientFeed {
  push(broadcast: Broadcast): void;
  /** Something has left: sends what was held back, once there is room again. */
  drained(): void;
}

/**
 * Keeps memory bounded when a page does not keep up. Rows are dropped and remembered as a few ranges of their numbers;
 * of each state (captures, workspace, an instance's health) only the latest is kept. When the page has caught up
 * it gets those states, and a `resync` with the ranges, which it then asks for at its own pace.
 */
export function createClientFeed(sink: FeedSink, limits: FeedLimits = FEED_LIMITS): ClientFeed {
  let behind = false;
  const gaps = new Map<string, RowRanges>();
  const latest = new Map<string, Broadcast>();
  const notices = createHeldNotices<Broadcast>();

  const hold = (broadcast: Broadcast): void => {
    const { event } = broadcast;
    if (event.event === 'rows') widen(gaps, event.payload);
    else if (event.event === 'notice') notices.hold(broadcast);
    else latest.set(event.event === 'health' ? `health ${event.payload.instanceId}` : event.event, broadcast);
  };

  return {
    push(broadcast) {
      behind ||= sink.unsentBytes() > limits.highBytes;
      if (behind) hold(broadcast);
      else sink.send(broadcast.text());
    },
    drained() {
      if (!behind || sink.unsentBytes() > limits.lowBytes) return;
      behind = false;
      const held = [...latest.values(), ...notices.take()];
      const resync = [...gaps].flatMap(([captureId, rows]) =>
        rows.ranges().map(({ from, to }) => ({ captureId, from, to })),
      );
      latest.clear();
      gaps.clear();
      for (const broadcast of held) sink.send(broadcast.text());
      if (resync.length > 0) sink.send(JSON.stringify({ resync } satisfies HostMessage));
    },
  };
}

function widen(gaps: Map<string, RowRanges>, { captureId, rows }: RowBatch): void {
  const ranges = gaps.get(captureId) ?? new RowRanges();
  gaps.set(captureId, ranges);
  for (const { number } of rows) ranges.add(number);
}
