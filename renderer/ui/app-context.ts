import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Desktop } from '../../shared/bridge/desktop.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { SaveWish } from './save-copy/save-copy-store.ts';
import type { TransfersStore } from './transfers/transfers-store.ts';
import type { EngineState, EngineStore } from '../bridge/engine-state.ts';

/** Where a screen can send the user. A screen never imports another one: it asks to go there. */
export type Destination =
  | {
      readonly screen: 'traffic';
      /** Shows this capture. */
      readonly captureId?: string;
      readonly select?: ExchangeRef;
      /** Where in the selected exchange, as a finding has it (shared/model/place.ts). */
      readonly place?: string;
      readonly filter?: string;
      /** Opens the findings of this capture. */
      readonly findings?: string;
    }
  | {
      readonly screen: 'composer';
      /** "Edit and resend": fills the composer. */
      readonly draft?: Draft;
      readonly instanceIds?: readonly string[];
    }
  | {
      readonly screen: 'fleet';
      /** Puts the cursor where an instance is added. */
      readonly add?: boolean;
      /** Stands in the field there, to be looked at and added by the person. */
      readonly address?: string;
      /** Opens the import of a configuration. */
      readonly import?: boolean;
      /** Brings the gateway into view. */
      readonly gateway?: boolean;
    }
  | { readonly screen: 'routing' }
  | { readonly screen: 'negotiation' }
  | {
      readonly screen: 'tasks';
      /** The lane of the task that this exchange handed out. */
      readonly select?: ExchangeRef;
      /** Opens the durability check. */
      readonly durability?: boolean;
    }
  | {
      readonly screen: 'replay';
      /** Plans this recording. */
      readonly captureId?: string;
      /** Shows what came of this replay. */
      readonly replayId?: string;
      /** Of that replay: the step to look at. */
      readonly number?: number;
    }
  | { readonly screen: 'deprecations' }
  | {
      readonly screen: 'captures';
      /** Ids of two open captures that are held against each other. */
      readonly compare?: { readonly left: string; readonly right: string };
      /** Id of an open capture: serves it as a server, once the person has said how. */
      readonly serve?: string;
    }
  | { readonly screen: 'settings' };

export type ScreenName = Destination['screen'];

/** A command of the palette, the key list and (on the desktop) the menus. */
export interface AppCommand {
  readonly id: string;
  readonly title: string;
  /** As in screens.md: `j`, `Enter`, `Mod+K`; Mod is Cmd on a Mac, Ctrl elsewhere. */
  readonly keys?: readonly string[];
  /** Shown under this heading. */
  readonly group: string;
  /** Works while typing in a field, too. */
  readonly whileTyping?: boolean;
  /** What it stands for is on; the native menus show it. */
  readonly checked?: boolean;
  readonly run: () => void;
}

/** Whether the commands of instances may be started on this machine. */
export interface Consent {
  /** Asks the user where nobody has allowed the command yet. Resolves with `true` where it may be started. */
  readonly ask: (instanceId: string) => Promise<boolean>;
  /** Remembers for this window where this exact command came from, as a sentence: it is said when asked. */
  readonly cameFrom: (instance: Instance, sentence: string) => void;
}

/** What the frame gives to every screen. */
export interface AppContextValue {
  readonly bridge: Bridge;
  /** What only the desktop program can do; absent on the web host. */
  readonly desktop?: Desktop;
  readonly engine: EngineStore;
  readonly go: (destination: Destination) => void;
  readonly consent: Consent;
  /** Asks how a copy of a capture is to be saved, in which format and what of it, and saves it. */
  readonly saveCopy: (capture: CaptureSummary, wish?: SaveWish) => void;
  /** Imports and exports that this page begins, and those of others. */
  readonly transfers: Pick<TransfersStore, 'begin'>;
  /** A message at the foot of the window; faults, and what has something to do about it, stay until closed. */
  readonly notify: (
    level: 'note' | 'warning' | 'fault',
    message: string,
    action?: { readonly label: string; readonly run: () => void },
  ) => void;
  /** Adds commands while a screen is shown; returns the function that takes them away. */
  readonly addCommands: (commands: readonly AppCommand[]) => () => void;
}

export const AppContext = createContext<AppContextValue | undefined>(undefined);

export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error('useApp outside of the application frame');
  return value;
}

/** The part of the shared engine state that `select` picks; renders again only when that part changes. */
export function useEngine<T>(select: (state: EngineState) => T): T {
  return useStore(useApp().engine, select);
}
