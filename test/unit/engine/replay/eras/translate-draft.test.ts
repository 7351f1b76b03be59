import { describe, expect, it } from 'vitest';
import { translateDraft } from '../../../../../engine/replay/eras/translate-draft.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';

const draft: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'x', arguments: { a: 1 }, task: { ttl: 5 } },
  toolSchema: { type: 'object' },
  clientCapabilities: { elicitation: {} },
  clientInfo: { name: 'c', version: '1' },
  logLevel: 'info',
  progressToken: 7,
  tamper: {
    ...NO_TAMPER,
    meta: { own: 1 },
    headers: [
      { op: 'set', name: 'Mcp-Name', value: 'lie' },
      { op: 'drop', name: 'accept' },
      { op: 'set', name: 'X-Tenant', value: 'shop' },
    ],
  },
};

describe('translateDraft', () => {
  it('leaves a draft of the era as it is', () => {
    expect(translateDraft(draft, 'modern')).toBe(draft);
  });

  it('keeps method, arguments, client and progress, and writes the rest as the era does', () => {
    const legacy = translateDraft(draft, 'legacy');
    expect(legacy).toEqual({
      era: 'legacy',
      revision: '2025-11-25',
      method: 'tools/call',
      params: draft.params,
      clientCapabilities: { elicitation: {} },
      clientInfo: { name: 'c', version: '1' },
      progressToken: 7,
      tamper: { ...NO_TAMPER, headers: [{ op: 'set', name: 'X-Tenant', value: 'shop' }] },
    });
  });

  it('asks in the modern era for the call alone, with the schema that its headers come from', () => {
    const modern = translateDraft({ ...draft, era: 'legacy', revision: '2025-06-18' }, 'modern');
    expect(modern).toMatchObject({ era: 'modern', revision: '2026-07-28', toolSchema: { type: 'object' } });
    expect(modern.params).toEqual({ name: 'x', arguments: { a: 1 } });
  });
});
