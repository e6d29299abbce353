import { Suspense } from 'react';
import { OfflineApp } from '@/components/offline/OfflineApp';

/** What the service worker keeps and shows without a network. Nothing of any person is in it: that lies on the device. */
export default function OfflinePage() {
  return (
    <Suspense>
      <OfflineApp />
    </Suspense>
  );
}
