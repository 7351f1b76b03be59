import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../shared/model/finding.ts';
import { exchangeNotes } from '../../../../../renderer/traffic/findings/exchange-notes.ts';

function finding(pointer: string | undefined, changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'a.b',
    severity: 'error',
    side: 'client',
    message: 'It is wrong.',
    ...(pointer !== undefined && { pointer }),
    ...changes,
  };
}

describe('exchangeNotes', () => {
  it('sorts findings by what they point to', () => {
    const { headers, request, events } = exchangeNotes([
      finding('header:Mcp-Name'),
      finding('answer-header:Content-Type', { severity: 'warning' }),
      finding('request:/params/name'),
      finding('event:2:/result', { severity: 'note' }),
    ]);
    expect([...headers.request]).toEqual([
      ['mcp-name', { name: 'Mcp-Name', meaning: 'fault', text: 'Error: It is wrong.' }],
    ]);
    expect(headers.answer.get('content-type')?.meaning).toBe('warning');
    expect([...request.keys()]).toEqual(['/params/name']);
    expect(events.get(2)?.get('/result')).toEqual({ meaning: 'note', text: 'Note: It is wrong.' });
  });

  it('says all of one place together, as bad as the worst', () => {
    const { request } = exchangeNotes([
      finding('request:/id', { severity: 'warning', message: 'One.' }),
      finding('request:/id', { message: 'Two.' }),
    ]);
    expect(request.get('/id')).toEqual({ meaning: 'fault', text: 'Warning: One.\nError: Two.' });
  });

  it('takes a bare pointer as one into the message of whoever is at fault', () => {
    const { request, events } = exchangeNotes([
      finding('/result', { side: 'server' }),
      finding('/params', { side: 'client' }),
    ]);
    expect([...(events.get(0)?.keys() ?? [])]).toEqual(['/result']);
    expect([...request.keys()]).toEqual(['/params']);
  });

  it('has nothing for what is about the whole, about the status, or written as nothing known', () => {
    const notes = exchangeNotes([finding(undefined), finding('status'), finding('nonsense:1')]);
    expect(notes.headers.request.size + notes.headers.answer.size).toBe(0);
    expect(notes.request.size + notes.events.size).toBe(0);
  });
});
