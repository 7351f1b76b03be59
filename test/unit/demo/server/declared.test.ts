import { expect, test } from 'vitest';
import { declaresForms, declaresTasks } from '../../../../demo/server/declared.ts';

test.each([
  [{ extensions: { 'io.modelcontextprotocol/tasks': {} } }, true],
  [{ extensions: { other: {} } }, false],
  [{ tasks: {} }, false],
  [{ extensions: null }, false],
  [undefined, false],
])('tasks: %j', (capabilities, expected) => {
  expect(declaresTasks(capabilities)).toBe(expected);
});

test.each([
  [{ elicitation: {} }, true],
  [{ elicitation: { form: {}, url: {} } }, true],
  [{ elicitation: { url: {} } }, false],
  [{}, false],
  [{ elicitation: null }, false],
])('forms: %j', (capabilities, expected) => {
  expect(declaresForms(capabilities)).toBe(expected);
});
