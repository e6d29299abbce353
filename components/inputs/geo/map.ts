import type { Place } from '@/engine/form/fields/geo/place';
import type { Locale } from '@/engine/kernel/text';

/** A map people at hand use; both take WGS-84 (Amap shifts it to the Chinese datum itself when told so). */
export const mapOf = ({ lat, lng }: Place, locale: Locale): string =>
  locale === 'en'
    ? `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=16/${lat}/${lng}`
    : `https://uri.amap.com/marker?position=${lng},${lat}&coordinate=wgs84`;
