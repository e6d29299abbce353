'use client';
import { useEffect } from 'react';

/** Tells a view how far from the top it begins (`--table-top`), so that it can take what is left of the screen. */
export function useTop(frame: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    const measure = () => {
      const top = (frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      frame.current?.style.setProperty('--table-top', `${Math.round(top)}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (frame.current?.parentElement) observer.observe(frame.current.parentElement);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [frame]);
}
