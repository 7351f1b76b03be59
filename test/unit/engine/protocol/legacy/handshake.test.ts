import { describe, expect, it } from 'vitest';
import {
  cancelledDraft,
  initializeDraft,
  initializedDraft,
  readIntroduction,
  replyTo,
} from '../../../../../engine/protocol/legacy/handshake.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';

const DRAFT: Draft = {
  era: 'auto',
  revision: '2026-07-28',
  method: 'tools/list',
  params: { cursor: 'c' },
  clientCapabilities: { sampling: {} },
  clientInfo: { name: 'test', version: '1' },
  tamper: { ...NO_TAMPER, body: 'tampered' },
  progressToken: 'p',
  idleTimeoutMs: 50,
};

describe('the handshake', () => {
  it('asks for the latest legacy revision with what the draft declares, and none of its tampering', () => {
    expect(initializeDraft(DRAFT, 3)).toMatchObject({
      era: 'legacy',
      method: 'initialize',
      requestId: 3,
      idleTimeoutMs: 50,
      tamper: NO_TAMPER,
      params: {
        protocolVersion: '2025-11-25',
        capabilities: { sampling: {} },
        clientInfo: { name: 'test', version: '1' },
      },
    });
    expect(initializeDraft({ ...DRAFT, clientInfo: null }, 3).params['clientInfo']).toBeDefined();
    expect(initializeDraft(DRAFT, 3)).not.toHaveProperty('progressToken');
  });

  it('ends with a notification, and cancels with one', () => {
    expect(initializedDraft(DRAFT)).toMatchObject({
      method: 'notifications/initialized',
      params: {},
      notification: true,
    });
    expect(cancelledDraft(DRAFT, 'x', 'why')).toMatchObject({
      method: 'notifications/cancelled',
      params: { requestId: 'x', reason: 'why' },
      notification: true,
    });
  });

  it('takes what the server agreed to', () => {
    const result = {
      protocolVersion: '2024-11-05',
      capabilities: { tools: {} },
      serverInfo: { name: 's', version: '1' },
      instructions: 'read me',
    };
    expect(readIntroduction({ jsonrpc: '2.0', id: 1, result })).toEqual({
      ok: true,
      server: {
        revision: '2024-11-05',
        capabilities: { tools: {} },
        serverInfo: { name: 's', version: '1' },
        instructions: 'read me',
      },
    });
  });

  it.each([
    [{ result: { protocolVersion: '2026-07-28' } }, /revision "2026-07-28"/, true],
    [{ result: {} }, /no revision/, true],
    [
      { error: { code: -32602, message: 'Unsupported protocol version' } },
      /Unsupported protocol version/,
      false,
    ],
    [{ error: 'rubbish' }, /refused initialize\./, false],
  ])('says why there is no session after %j', (answer, problem, isRevision) => {
    const outcome = readIntroduction({ jsonrpc: '2.0', id: 1, ...answer });
    expect(outcome).toMatchObject({ ok: false, isRevision });
    expect(outcome.ok ? '' : outcome.problem).toMatch(problem);
  });
});

it('a reply is a result or an error with the server’s id', () => {
  expect(replyTo('a', { kind: 'result', result: { roots: [] } })).toEqual({
    jsonrpc: '2.0',
    id: 'a',
    result: { roots: [] },
  });
  expect(replyTo(0, { kind: 'error', code: -1, message: 'no' })).toEqual({
    jsonrpc: '2.0',
    id: 0,
    error: { code: -1, message: 'no' },
  });
});
