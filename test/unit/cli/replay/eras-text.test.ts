import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { erasText } from '../../../../cli/replay/eras-text.ts';
import { sampleReplay } from '../../shared/model/sample-replay.ts';

const plain = createPaint(false);
const gone = (number: number) => ({
  number,
  method: 'ping',
  name: '',
  era: 'modern' as const,
  says: 'No ping.',
});

it('lists what is not there in both eras, and what the recording leans on', () => {
  const state = {
    ...sampleReplay(),
    eras: {
      eras: ['legacy', 'modern'] as const,
      says: '',
      same: 1,
      changed: 2,
      changedSteps: [
        {
          number: 4,
          method: 'tools/call',
          name: 'whoami',
          first: { pointer: '/result/era', kind: 'changed' as const, left: 'legacy', right: 'modern' },
          places: 2,
        },
      ],
      gone: 25,
      goneSteps: Array.from({ length: 25 }, (_, index) => gone(index + 1)),
      notCompared: 0,
      leansOn: [
        {
          id: 'ping',
          title: 'ping',
          state: 'removed' as const,
          count: 2,
          who: [],
          migration: 'Leave it.',
          link: '',
        },
      ],
    },
  };
  const text = erasText(state, plain);
  expect(text).toMatch(/#4 +tools\/call whoami +\/result\/era "legacy" → "modern" \(2 places\)/);
  expect(text).toContain('and 1 more step: --report');
  expect(text).toMatch(/#1 +ping +modern +No ping\./);
  expect(text).toContain('#20');
  expect(text).not.toContain('#21');
  expect(text).toContain('and 5 more steps: --report html:FILE has all.');
  expect(text).toContain('removed ping, 2 uses: Leave it.');
});

it('is empty for any other replay', () => {
  expect(erasText(sampleReplay(), plain)).toBe('');
});
