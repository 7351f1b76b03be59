import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import { describe, expect, it } from 'vitest';
import type { BridgeEvent } from '../../../../shared/bridge/bridge.ts';
import { onEveryEvent } from '../../../../shared/bridge/every-event.ts';
import { createFakeEngine, makeRow } from '../../../support/fake-engine.ts';

const EVENTS: BridgeEvent[] = [
  { event: 'rows', payload: { captureId: 'c', rows: [makeRow(1)] } },
  { event: 'captures', payload: [] },
  {
    event: 'workspace',
    payload: {
      directory: '/w',
      name: 'w',
      instances: [],
      fleets: [],
      requests: [],
      client: DEFAULT_CLIENT_SETTINGS,
      gateways: [],
      runs: [],
      mutes: [],
      filters: [],
      problems: [],
      demo: { state: 'off', bugs: [], knownBugs: [] },
    },
  },
  { event: 'health', payload: { instanceId: 'a', state: 'up', latenciesMs: [] } },
  {
    event: 'judged',
    payload: {
      captureId: 'c',
      judged: 1,
      ended: 2,
      counts: { error: 1, warning: 0, note: 0 },
      muted: { error: 0, warning: 0, note: 0 },
    },
  },
  { event: 'notice', payload: { level: 'note', message: 'hello' } },
];

describe('onEveryEvent', () => {
  it('hands each event on with its name until it is ended', () => {
    const engine = createFakeEngine();
    const heard: BridgeEvent[] = [];
    const end = onEveryEvent(engine.bridge, (event) => heard.push(event));
    for (const event of EVENTS) engine.emit(event);
    expect(heard).toEqual(EVENTS);
    end();
    expect(engine.listenerCount()).toBe(0);
    for (const event of EVENTS) engine.emit(event);
    expect(heard).toHaveLength(EVENTS.length);
  });
});
