const INPUT = 'input:not([type="hidden"]), textarea';

/** Gives the input inside a box to `then`, at once or when it is there: some inputs are loaded when they are first shown. */
export function whenInput(box: HTMLElement | null, then: (input: HTMLInputElement) => void): () => void {
  const here = box?.querySelector<HTMLInputElement>(INPUT);
  if (here) then(here);
  if (here || !box) return () => undefined;
  const observer = new MutationObserver(() => {
    const input = box.querySelector<HTMLInputElement>(INPUT);
    if (!input) return;
    observer.disconnect();
    then(input);
  });
  observer.observe(box, { childList: true, subtree: true });
  return () => observer.disconnect();
}
