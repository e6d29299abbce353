/**
 * The outlines of the land: Natural Earth 1:50m (public domain) as the package world-atlas brings it, without any border
 * between countries. Loaded when a map is first shown; nothing is fetched from elsewhere.
 */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { project } from './projection';

type Rings = readonly (readonly (readonly number[])[])[];
let land: Promise<Path2D> | undefined;

/** The land as one path on the unit square of Web Mercator. */
export const loadLand = (): Promise<Path2D> => (land ??= readLand());

async function readLand(): Promise<Path2D> {
  const topology = (await import('world-atlas/land-50m.json')).default as unknown as Topology<{
    land: GeometryCollection;
  }>;
  const path = new Path2D();
  for (const { geometry } of feature(topology, topology.objects.land).features) {
    if (geometry.type === 'Polygon') draw(path, geometry.coordinates);
    if (geometry.type === 'MultiPolygon') for (const polygon of geometry.coordinates) draw(path, polygon);
  }
  return path;
}

function draw(path: Path2D, rings: Rings): void {
  for (const ring of rings) {
    ring.forEach(([lng, lat], i) => {
      const { x, y } = project({ lat: lat!, lng: lng! });
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    path.closePath();
  }
}
