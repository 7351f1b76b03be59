import { useEffect } from 'react';
import type { CommandRegistry } from './command-registry.ts';
import { DEFAULT_KEYS } from './key-map.ts';
import { findCommand, placeOf } from './key-press.ts';
import { IS_MAC } from './platform.ts';

/** Runs commands by their keys, wherever in the window they are pressed. */
export function useKeys(registry: CommandRegistry): void {
  useEffect(() => {
    const onKeyDown = (press: KeyboardEvent): void => {
      if (press.defaultPrevented || press.isComposing) return;
      const place = placeOf(press.target instanceof Element ? press.target : null);
      const { commands } = registry.getState();
      const command = findCommand({ press, commands, map: DEFAULT_KEYS, mac: IS_MAC, place });
      if (!command) return;
      press.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [registry]);
}
