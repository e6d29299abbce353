/** In a frame of another site: tells it how high the form is, so that it needs no second scroll bar. */
export const HEIGHT_MESSAGE = 'trellis:height';

/** @returns the way to end. Nothing but a number is told, so it may be heard by any site that shows the frame. */
export function tellHeight(element: HTMLElement): () => void {
  if (window.parent === window) return () => undefined;
  const tell = () => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    window.parent.postMessage({ type: HEIGHT_MESSAGE, height }, '*');
  };
  const observer = new ResizeObserver(tell);
  observer.observe(element);
  tell();
  return () => observer.disconnect();
}
