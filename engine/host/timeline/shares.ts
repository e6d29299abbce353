/** With whom the record was shared, as long as the share stands. */
import type { TimelineEntry } from '../../kernel/api';
import { listShares } from '../services/shares';
import { isBefore, newestFirst, type TimelineSource } from './contract';

const NAME = 'share';

export const shares: TimelineSource = {
  name: NAME,
  async read({ call, entity, id, before, size, show, field }) {
    if (entity.isPlatform || field || (show && !show.has('shares'))) return { entries: [], isWhole: true };
    const { shares: all } = await listShares(call, { entity: entity.name, record: id });
    const entries = all
      .map((share): TimelineEntry => {
        const { label, level, until } = share;
        return {
          id: `${NAME}:${share.id}`,
          at: share.at,
          by: share.by,
          door: null,
          what: 'share',
          share: { with: label, level, until },
        };
      })
      .filter((entry) => isBefore(entry, before))
      .sort(newestFirst);
    return { entries: entries.slice(0, size), isWhole: entries.length <= size };
  },
};
