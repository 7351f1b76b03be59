import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stood when it was last moved, sized or closed. */
export interface WindowPlace {
  /** Those that it has while it is neither maximised nor full. */
  readonly bounds: Bounds;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
}

/** A display, as far as a window can stand there: without task bars and docks. */
export interface DisplayArea {
  readonly workArea: Bounds;
}

export const DEFAULT_SIZE = { width: 1440, height: 900 };
export const SMALLEST_SIZE = { width: 800, height: 500 };
/** As much of a window's head has to be on a display so that it can be taken and moved, in px. */
const GRIP = { width: 120, height: 32 };
/** How far the next window stands from the one before, in px. */
const STEP = 28;

/** Bounds, or only a size where the system is to choose the place. */
export type Wanted = { readonly width: number; readonly height: number } & Partial<Bounds>;

/**
 * The bounds for a window that once stood at `place`, on the displays that there are now: as they were where a person
 * could still take the window, else of that size where the system puts it. Never larger than the display. Pure.
 */
export function fitPlace(place: WindowPlace | undefined, displays: readonly DisplayArea[]): Wanted {
  const wanted = place?.bounds;
  const home = wanted && displays.find(({ workArea }) => isInReach(wanted, workArea));
  const area = (home ?? displays[0])?.workArea;
  const size = withinArea(wanted ?? DEFAULT_SIZE, area);
  return wanted && home ? { x: wanted.x, y: wanted.y, ...size } : size;
}

/** The place of one more window beside one at `bounds`: a step down and to the right, where that can be reached. Pure. */
export function besidePlace(bounds: Bounds, displays: readonly DisplayArea[]): Wanted {
  const moved = { ...bounds, x: bounds.x + STEP, y: bounds.y + STEP };
  return fitPlace({ bounds: moved, maximised: false, fullScreen: false }, displays);
}

function withinArea(
  { width, height }: { readonly width: number; readonly height: number },
  area: Bounds | undefined,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(SMALLEST_SIZE.width, Math.min(width, area?.width ?? width)),
    height: Math.max(SMALLEST_SIZE.height, Math.min(height, area?.height ?? height)),
  };
}

/** Whether the middle of its head can be taken there. */
function isInReach(bounds: Bounds, area: Bounds): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const head = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return head && across >= GRIP.width;
}

const side = z.int().min(-100_000).max(100_000);
const placeSchema = z.object({
  bounds: z.object({ x: side, y: side, width: side.min(1), height: side.min(1) }),
  maximised: z.boolean(),
  fullScreen: z.boolean(),
});

/** What was kept; undefined where there is nothing, or nothing that makes sense. Never throws. */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    return placeSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** In one step: whoever reads sees the old place or the new one. Throws what the disk says. */
export function writePlace(file: string, place: WindowPlace): void {
  const passing = `${file}.part`;
  try {
    writeFileSync(passing, `${JSON.stringify(place)}\n`, { mode: 0o600 });
    renameSync(passing, file);
  } catch (error) {
    rmSync(passing, { force: true });
    throw error;
  }
}
