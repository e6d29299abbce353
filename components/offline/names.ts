/** Under what the answers of the server are kept on the device. */
import type { Output } from '@/engine/kernel/api';

export type OpenedForm = Output<'form.open'>;
export const FORMS = 'forms';
export const SESSION = 'session';
export const DEPARTMENTS = 'departments';
export const recordsOf = (entity: string): string => `records:${entity}`;
