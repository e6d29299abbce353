/** Sizes of the board's grid in pixels; report.module.css (.grid) says the same for those who only look. */
export const ROW_HEIGHT = 28;
export const GAP = 12;
