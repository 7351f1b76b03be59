// What a runner's JSON report holds, whatever it holds: nothing in it is taken for granted. All pure.

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
export function fieldOf(value, name) {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {readonly unknown[]} empty where there is no list
 */
export function listOf(value, name) {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {number} 0 where there is none
 */
export function numberOf(value, name) {
  const number = fieldOf(value, name);
  return typeof number === 'number' ? number : 0;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string} empty where there is none
 */
export function textOf(value, name) {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? text : '';
}
