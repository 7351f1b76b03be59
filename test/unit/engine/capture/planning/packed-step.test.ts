import { expect, it } from 'vitest';
import { packStep, recordedStep, unpackStep } from '../../../../../engine/capture/planning/packed-step.ts';
import { DamagedError } from '../../../../../engine/capture/stored-values.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { JsonValue } from '../../../../../shared/model/json.ts';

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'é', arguments: { list: [1, null] } },
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

it('brings a draft and its answer as they were', () => {
  const answer = { status: 200, result: { text: 'ü' } };
  const step = unpackStep(packStep(3, DRAFT, answer));
  expect(recordedStep(step)).toEqual({ number: 3, draft: DRAFT, answer });
  expect(recordedStep(unpackStep(packStep(4, DRAFT, undefined)))).toEqual({ number: 4, draft: DRAFT });
});

it('says that what is nested too deeply cannot be sent, and has no answer that cannot be read', () => {
  let deep: JsonValue = null;
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
  expect(() => packStep(1, { ...DRAFT, params: { deep } }, undefined)).toThrow(DamagedError);
  expect(recordedStep(unpackStep(packStep(1, DRAFT, { result: deep })))).toEqual({ number: 1, draft: DRAFT });
});
