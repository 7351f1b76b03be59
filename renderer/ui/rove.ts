import type { KeyboardEvent } from 'react';
import { stepTarget } from './step-target.ts';

/**
 * Arrow keys, j and k, Home, End and the page keys move the focus among the elements with `data-stop` of a container.
 * To be called from the container's onKeyDown; keys pressed elsewhere in it are left alone.
 */
export function rove(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = stops.indexOf(event.target);
  if (at === -1) return;
  const height = event.target.closest('tr')?.clientHeight ?? event.target.clientHeight;
  const page = Math.max(Math.floor(event.currentTarget.clientHeight / Math.max(height, 1)) - 2, 1);
  const target = stepTarget(event.key, at, stops.length - 1, page);
  if (target === undefined) return;
  event.preventDefault();
  stops[target]?.focus();
}
