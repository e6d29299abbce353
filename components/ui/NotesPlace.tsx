'use client';
import { Notifications } from '@mantine/notifications';

/** Where notes appear. */
export function NotesPlace() {
  return <Notifications position="bottom-center" limit={4} containerWidth={420} transitionDuration={120} />;
}
