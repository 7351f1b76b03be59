import { describe, expect, it } from 'vitest';
import { sparesExchange, sparesMessage } from '../../../../engine/lint/spare.ts';
import type { GatewayPart } from '../../../../shared/model/gateway.ts';
import { FAULT_KINDS, type FaultKind } from '../../../../shared/model/gateway.ts';
import { FAILURE_KINDS, type FailureKind } from '../../../../shared/model/exchange.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

const through = (...faults: FaultKind[]): { gateway: GatewayPart } => ({
  gateway: {
    gatewayId: 'g',
    gatewayName: 'g',
    trace: {} as GatewayPart['trace'],
    faults: faults.map((kind) => ({ faultId: kind, kind, says: 'It was done.' })),
  },
});
const failed = (kind: FailureKind): ExchangeParts => ({ failure: { kind, message: 'It failed.', at: 1 } });
const spares = (side: 'client' | 'server' | 'none', parts: ExchangeParts) =>
  sparesExchange(exchange(parts), side);

describe('a client', () => {
  it('is judged where nobody did anything on purpose', () => {
    expect(spares('client', { result: {} })).toBeUndefined();
    expect(spares('client', { ...through(), result: {} })).toBeUndefined();
  });

  it('did it on purpose where a person tampered, unless Hopscope itself did to see what happens', () => {
    expect(spares('client', { row: { tampered: true } })).toBe('note');
    expect(spares('client', { row: { tampered: true, origin: 'probe' } })).toBe('drop');
    expect(spares('client', { row: { origin: 'probe' } })).toBeUndefined();
  });

  it('did not send the copy that a gateway made, but the first', () => {
    expect(spares('client', { row: { link: { kind: 'duplicate', to: 1 } } })).toBe('drop');
    expect(spares('client', { row: { link: { kind: 'round', to: 1 } } })).toBeUndefined();
  });

  it.each(FAULT_KINDS)('is spared the fault %s of a gateway only where it changed the request', (kind) => {
    expect(spares('client', through(kind))).toBe(kind === 'header' ? 'drop' : undefined);
  });

  it.each(FAILURE_KINDS)('is judged though the exchange failed: %s', (kind) => {
    expect(spares('client', failed(kind))).toBeUndefined();
  });
});

describe('a server', () => {
  it('is judged by what it answers to tampered requests, probes and copies', () => {
    expect(spares('server', { row: { tampered: true, origin: 'probe' } })).toBeUndefined();
    expect(spares('server', { row: { link: { kind: 'duplicate', to: 1 } } })).toBeUndefined();
  });

  it('did not give the answers of a gateway', () => {
    expect(spares('server', { ...through(), row: { instanceId: '' } })).toBe('drop');
    expect(spares('server', { row: { instanceId: '' } })).toBeUndefined();
  });

  it.each(FAULT_KINDS)('is spared the fault %s of a gateway where it changed the answer', (kind) => {
    const changes = ['refuse', 'status', 'cut', 'swap', 'down'].includes(kind);
    expect(spares('server', through(kind))).toBe(changes ? 'drop' : undefined);
  });

  it.each(FAILURE_KINDS)('is spared the failure %s only where it is Hopscope’s own', (kind) => {
    expect(spares('server', failed(kind))).toBe(
      ['internal', 'too-large'].includes(kind) ? 'drop' : undefined,
    );
  });
});

it('spares nobody where nobody is to blame', () => {
  expect(spares('none', { ...through('cut', 'header'), row: { tampered: true } })).toBeUndefined();
});

it('spares headers of an answer where a gateway changed some', () => {
  const at = (place: string | undefined, ...faults: FaultKind[]) =>
    sparesMessage(exchange(through(...faults)), { ...(place !== undefined && { place }) });
  expect(at('answer-header:X-Accel-Buffering', 'header')).toBe(true);
  expect(at('answer-header:X-Accel-Buffering', 'delay')).toBe(false);
  expect(at('event:0', 'header')).toBe(false);
  expect(at(undefined, 'header')).toBe(false);
  expect(sparesMessage(exchange(), { place: 'answer-header:X-Accel-Buffering' })).toBe(false);
});
