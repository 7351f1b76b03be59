/**
 * One line of progress for a person. To stderr: stdout belongs to the program that is started.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * "8.4 s" or "2 min 5 s".
 * @param {number} durationMs
 * @returns {string}
 */
export function formatDuration(durationMs) {
  const seconds = durationMs / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
