import { describe, expect, it } from 'vitest';
import {
  baseOf,
  cancelDraft,
  declaringTasks,
  getDraft,
  listenDraft,
  plainBase,
  updateDraft,
} from '../../../../engine/tasks/task-drafts.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import { SAMPLE_DRAFT } from '../../../support/valid-inputs.ts';

const base = baseOf(SAMPLE_DRAFT);

describe('what a call hands on to the requests about its task', () => {
  it('is who asks and what is declared, with the extension; nothing of what was tampered with', () => {
    expect(getDraft(base, 't')).toEqual({
      era: 'modern',
      revision: SAMPLE_DRAFT.revision,
      method: 'tasks/get',
      params: { taskId: 't' },
      clientCapabilities: { elicitation: {}, extensions: { [TASKS_EXTENSION]: {} } },
      clientInfo: SAMPLE_DRAFT.clientInfo,
      tamper: { headers: [], meta: {}, dropMeta: [] },
      timeoutMs: 2000,
      followUp: false,
    });
    expect(base.respond).toBe(SAMPLE_DRAFT.respond);
  });

  it('is what the workspace declares where the call came from elsewhere', () => {
    const plain = plainBase({ info: { name: 'hopscope', version: '1' }, capabilities: { roots: {} } });
    expect(plain.clientCapabilities).toEqual({ roots: {}, extensions: { [TASKS_EXTENSION]: {} } });
    expect(getDraft(plain, 't').timeoutMs).toBe(15_000);
  });

  it('leaves a declaration of the extension as it was', () => {
    const own = { extensions: { [TASKS_EXTENSION]: { own: true }, other: {} } };
    expect(declaringTasks(own)).toBe(own);
    expect(declaringTasks({ extensions: { other: {} } })).toEqual({
      extensions: { other: {}, [TASKS_EXTENSION]: {} },
    });
  });
});

describe('the requests about a task', () => {
  it('carry its id, and what belongs to each', () => {
    expect(updateDraft(base, 't', { key: { action: 'decline' } })).toMatchObject({
      method: 'tasks/update',
      params: { taskId: 't', inputResponses: { key: { action: 'decline' } } },
    });
    expect(cancelDraft(base, 't')).toMatchObject({ method: 'tasks/cancel', params: { taskId: 't' } });
  });

  it('listen for as long as the server tells', () => {
    const listen = listenDraft(base, 't');
    expect(listen).toMatchObject({
      method: 'subscriptions/listen',
      params: { notifications: { taskIds: ['t'] } },
    });
    expect('timeoutMs' in listen).toBe(false);
  });
});
