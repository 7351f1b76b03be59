import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { DARK, LIGHT } from '../ui/palette.ts';
import type { LaneColours } from './draw-marks.ts';

/** Colours for what is drawn, of the scheme that is on. */
export function useLaneColours(): LaneColours {
  const scheme = useComputedColorScheme('dark');
  return useMemo(() => {
    const { surface, line, outline, text, muted, meanings } = scheme === 'dark' ? DARK : LIGHT;
    return { surface: surface[0], line, outline, text, muted, ...meanings };
  }, [scheme]);
}

/** Size of an element in px, told whenever it changes. */
export function useSize(element: RefObject<HTMLElement | null>): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = current;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return size;
}

/** A canvas as sharp as the screen, drawn anew once a frame whenever `draw` is another function. */
export function useDrawn(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d');
      if (!element || !context || width <= 0 || height <= 0) return;
      const sharp = globalThis.devicePixelRatio;
      const [wide, tall] = [Math.round(width * sharp), Math.round(height * sharp)];
      if (element.width !== wide || element.height !== tall) {
        element.width = wide;
        element.height = tall;
      }
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      draw(context);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [width, height, draw]);
  return canvas;
}
