import { describe, expect, it } from 'vitest';
import { secretNumbers } from '../../../../../engine/capture/series/secret-numbers.ts';
import { DEFAULT_REDACTION_RULES, type RedactionRules } from '../../../../../shared/model/redaction.ts';

function isSecret(rules: Partial<RedactionRules>, pointer: string, text: string, digits = text): boolean {
  const from = text.indexOf(digits);
  const number = { pointer, text, from, to: from + digits.length };
  return secretNumbers({ ...DEFAULT_REDACTION_RULES, ...rules })(number);
}

describe('numbers that redaction replaces', () => {
  it('stand under a secret’s name, whatever the rules are', () => {
    expect(isSecret({}, '/params/arguments/pin', '481516')).toBe(true);
    expect(isSecret({ keep: ['pin'] }, '/params/arguments/pin', '481516')).toBe(true);
    expect(isSecret({}, '/params/arguments/count', '481516')).toBe(false);
    // It is no number alone, so no number stands for it.
    expect(isSecret({}, '/params/arguments/pin', 'is 481516', '481516')).toBe(false);
  });

  it('stand where a rule of one’s own says so: by name and by path', () => {
    expect(isSecret({ keys: ['Account'] }, '/result/account', '4711')).toBe(true);
    expect(isSecret({ keys: ['account'] }, '/result/accounts', '4711')).toBe(false);
    const paths = ['/result/cards/*/number'];
    expect(isSecret({ paths }, '/result/cards/3/number', '4711')).toBe(true);
    expect(isSecret({ paths }, '/result/cards/3/size', '4711')).toBe(false);
    expect(isSecret({ paths, keep: ['/result/cards/3'] }, '/result/cards/3/number', '4711')).toBe(false);
  });

  it('stand where a pattern finds them, within a text or with their name', () => {
    const patterns = ['order (\\d+)'];
    expect(isSecret({ patterns }, '/text', 'the order 4711 of 2026', '4711')).toBe(true);
    expect(isSecret({ patterns }, '/text', 'the order 4711 of 2026', '2026')).toBe(false);
    expect(isSecret({ patterns: ['\\b47\\d\\d\\b'] }, '/n', '4711')).toBe(true);
    expect(isSecret({ patterns: ['"room":(\\d+)'] }, '/room', '4711')).toBe(true);
    expect(isSecret({ patterns: ['"room":"(\\d+)"'] }, '/room', '4711')).toBe(true);
    expect(isSecret({ patterns: ['"room":(\\d+)'] }, '/rooms', '4711')).toBe(false);
    expect(isSecret({ patterns: ['('] }, '/room', '4711')).toBe(false);
  });
});
