/** Parameters that follow from the person who asks. */
import { Slot } from './sql';

export const ME = new Slot(({ viewer }) => viewer.id);
export const ZONE = new Slot(({ viewer }) => viewer.timeZone);
export const MY_DEPARTMENT = new Slot(({ viewer }) => viewer.departmentId);
export const NOW = new Slot(({ now }) => now.toISOString());
// Without a department the path is null, and null equals nothing: such a person sees their own records only.
export const MY_PATH = new Slot(({ viewer }) => viewer.departmentPath || null);
export const MY_PATH_AND_BELOW = new Slot(({ viewer }) =>
  viewer.departmentPath ? `${escapeLike(viewer.departmentPath)}%` : null,
);

/** `%`, `_` and `\` as themselves in a LIKE pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
