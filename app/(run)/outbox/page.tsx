import { Outbox } from '@/components/offline/Outbox';

export default function OutboxPage() {
  return <Outbox />;
}
