/**
 * Selects what stands in an input that has just got the focus, once it is drawn: a number is typed over, not amended.
 * Whoever has begun to type by then keeps what they typed.
 * @param text what is drawn for editing
 */
export function selectAll(input: HTMLInputElement, text: string): void {
  requestAnimationFrame(() => {
    if (input.value === text) input.select();
  });
}
