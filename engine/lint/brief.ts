import { jsonOf } from '../../shared/model/json.ts';

/** A value in a finding: JSON, cut at 120 characters. */
export function brief(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = jsonOf(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
