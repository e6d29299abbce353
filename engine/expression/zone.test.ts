import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zoneWall, zoneWallFast } from './zone';

it('a wall clock is the same, asked for once or by a remembered offset', () => {
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Monrovia', 'UTC');
  // From 1875 to 2096, milliseconds included.
  fc.assert(
    fc.property(fc.integer({ min: -3e12, max: 4e12 }), zone, (instant, timeZone) => {
      expect(zoneWallFast(instant, timeZone)).toBe(zoneWall(instant, timeZone));
    }),
  );
});
