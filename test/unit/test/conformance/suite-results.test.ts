import { describe, expect, it } from 'vitest';
import { readOutcome, scenarioOfFolder } from '../../../conformance/suite-results.ts';

const check = (status: string, id = 'a-check') => ({
  id,
  status,
  description: 'What is examined',
  errorMessage: `why\nand a second line`,
});

describe('scenarioOfFolder', () => {
  const time = '2026-11-25T02-49-42-368Z';

  it('takes side and time off', () => {
    expect(scenarioOfFolder(`server-tools-list-${time}`, 'server')).toBe('tools-list');
    expect(scenarioOfFolder(`server-server-stateless-${time}`, 'server')).toBe('server-stateless');
    expect(scenarioOfFolder(`auth/basic-cimd-${time}`, 'client')).toBe('auth/basic-cimd');
  });

  it('knows no other name', () => {
    expect(scenarioOfFolder('server-tools-list', 'server')).toBeUndefined();
    expect(scenarioOfFolder(`tools-list-${time}`, 'server')).toBeUndefined();
  });
});

describe('readOutcome', () => {
  it('counts what passed and tells what failed', () => {
    const checks = [check('SUCCESS'), check('SUCCESS'), check('INFO'), check('FAILURE', 'bad')];
    expect(readOutcome('s', JSON.stringify(checks), 'server')).toEqual({
      scenario: 's',
      passedChecks: 2,
      failures: ['bad: why'],
      remarks: [],
    });
  });

  it('lets a warning fail a client, not a server', () => {
    const text = JSON.stringify([check('WARNING')]);
    expect(readOutcome('s', text, 'client').failures).toEqual(['warning a-check: why']);
    expect(readOutcome('s', text, 'server')).toMatchObject({
      failures: [],
      remarks: ['warning a-check: why'],
    });
  });

  it('counts a skipped check as no pass', () => {
    expect(readOutcome('s', JSON.stringify([check('SKIPPED')]), 'server')).toMatchObject({
      passedChecks: 0,
      failures: [],
      remarks: ['skipped a-check: why'],
    });
  });

  it('lets a status that it does not know fail', () => {
    expect(readOutcome('s', JSON.stringify([check('PASS')]), 'server').failures).toEqual([
      'a-check: why (status PASS)',
    ]);
  });

  it('says what the check was about where it gives no reason', () => {
    const text = JSON.stringify([{ id: 'a', status: 'FAILURE', description: 'Has a name' }]);
    expect(readOutcome('s', text, 'server').failures).toEqual(['a: Has a name']);
  });

  it.each([['{}'], ['[{"id":"a"}]'], ['[{"status":"SUCCESS"}]'], ['[1]'], ['no JSON']])(
    'refuses what is no list of checks: %s',
    (text) => {
      expect(() => readOutcome('s', text, 'server')).toThrow();
    },
  );
});
